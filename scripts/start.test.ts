import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { freePorts, killStarted, listen, npmStart, portOf, processesOf, root, takenOf } from './npm-start'

afterEach(killStarted)

describe.skipIf(process.platform === 'win32')('npm start', { timeout: 60_000 }, () => {
  it.each([
    ['Ctrl-C, which a terminal sends to all of them', (group: number) => process.kill(-group, 'SIGINT')],
    ['SIGTERM to npm alone', (group: number) => process.kill(group, 'SIGTERM')],
    ['npm killed outright', (group: number) => process.kill(group, 'SIGKILL')],
  ])('leaves nothing running after %s', async (_, end) => {
    const ports = await freePorts()
    const { group, output } = npmStart(ports)
    await vi.waitFor(() => expect(output()).toContain('Ctrl-C'), { timeout: 40_000, interval: 50 })
    expect(await takenOf(ports)).toEqual(ports)

    end(group)

    await vi.waitFor(() => expect(processesOf(group)).toEqual([]), { timeout: 8000, interval: 50 })
    expect(await takenOf(ports)).toEqual([])
  })

  it.each([0, 1, 2])('names a taken port, who wanted it and the flag to choose another (%i)', async (index) => {
    const ports = await freePorts()
    const other = await listen()
    ports[index] = portOf(other)
    const { npm, output } = npmStart(ports)

    const [code] = await once(npm, 'close')
    other.close()

    expect(code).toBe(1)
    const lines = output().split('\n').filter((line) => line.includes(`${ports[index]} on`))
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain(['--port', '--wallets-port', '--playground-port'][index])
  })

  it.each([
    ['--port', 'eighty', '--port takes a port'],
    ['--prot', '8787', '--prot'],
  ])('refuses %s %s with exit code 2', async (flag, value, line) => {
    const { npm, output } = npmStart(await freePorts(), [flag, value])

    const [code] = await once(npm, 'close')

    expect(code).toBe(2)
    expect(output()).toContain(line)
  })

  it('keeps its data in the directory that --data names, relative to where npm was called', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'baas-pay-start-'))
    try {
      const first = npmStart(await freePorts(), ['--data', join(relative(root, directory), 'kept')])
      await vi.waitFor(() => expect(first.output()).toContain('Ctrl-C'), { timeout: 40_000, interval: 50 })
      expect(existsSync(join(directory, 'kept', 'baas-pay.db'))).toBe(true)

      const second = npmStart(await freePorts(), ['--data', join(directory, 'kept')])
      const [code] = await once(second.npm, 'close')
      expect(code).toBe(1)
      expect(second.output()).toContain('another process uses the data')
    } finally {
      killStarted()
      rmSync(directory, { recursive: true, force: true })
    }
  })
})
