import { describe, expect, test } from 'vitest'
import { readCommand } from './cli-options'

describe('the command line', () => {
  test('serves on loopback unless told otherwise', () => {
    expect(readCommand([])).toStrictEqual({
      type: 'serve',
      options: { host: '127.0.0.1', port: 8787, walletsPort: 8788, allowedHosts: [], allowedOrigins: [], notifyHosts: [], notifyScale: 1, data: undefined },
      config: undefined,
    })
  })

  test('takes every flag, and repeated ones together', () => {
    const args = ['--host', '0.0.0.0', '--port', '1', '--wallets-port=0', '--allow-host', 'a.test', '--allow-host', 'b.test', '--allow-origin', 'https://shop.test', '--notify-host', 'n.test', '--notify-scale', '0.01', '--data', './kept', '--config', 'pay.json']
    expect(readCommand(args)).toMatchObject({
      options: { host: '0.0.0.0', port: 1, walletsPort: 0, allowedHosts: ['a.test', 'b.test'], allowedOrigins: ['https://shop.test'], notifyHosts: ['n.test'], notifyScale: 0.01, data: './kept' },
      config: 'pay.json',
    })
  })

  test.each([
    [['--host', 'LOCALHOST'], { host: 'localhost' }],
    [['--host', '0:0:0:0:0:0:0:1'], { host: '::1' }],
    [['--host', '[::1]'], { host: '::1' }],
    [['--host', '::'], { host: '::' }],
    [['--host', '0.0.0.0'], { host: '0.0.0.0' }],
    [['--notify-host', 'Shop.Test', '--notify-host', 'FD00::1'], { notifyHosts: ['shop.test', '[fd00::1]'] }],
    [['--allow-host', 'Pay.Test', '--allow-host', '[fd00::0:1]'], { allowedHosts: ['pay.test', '[fd00::1]'] }],
  ])('reads a host as addresses are written: %o', (args, options) => {
    expect(readCommand(args)).toMatchObject({ options })
  })

  test('shows its help', () => {
    expect(readCommand(['--port', '1', '--help'])).toStrictEqual({ type: 'help' })
  })

  test.each([
    [['--port', 'x'], /--port.*x/], [['--port', '65536'], /--port.*65536/], [['--port', '-1'], /--port/], [['--wallets-port', '1.5'], /--wallets-port.*1\.5/], [['--port'], /--port/],
    [['--allow-origin', '*'], /--allow-origin.*\*/], [['--allow-origin', 'http://a.test/'], /--allow-origin/], [['--allow-host', 'http://a.test'], /--allow-host/], [['--notify-host', 'a.test:80'], /--notify-host/], [['--host', ':::1'], /--host/], [['--host', '1.2.3.4.5'], /--host/],
    [['--notify-scale', '0'], /--notify-scale.*0/], [['--notify-scale', 'x'], /--notify-scale.*x/], [['--notify-scale', '1e3'], /--notify-scale/],
    [['--data', ''], /--data/], [['--data'], /--data/], [['--config', ''], /--config/], [['--what'], /--what/], [['serve'], /serve/],
  ])('rule 9: calls %o a mistake, and names it', (args, message) => {
    expect(readCommand(args)).toStrictEqual({ type: 'mistake', message: expect.stringMatching(message) })
  })
})
