import { describe, expect, test } from 'vitest'
import { createManualClock, createSeededRandom } from '../../src/index'
import { createContract } from '../../src/verify/contract'
import { createProbe, NoAnswer } from '../../src/verify/probe'
import { lineOf } from '../../src/verify/report'
import { verify } from '../../src/verify/run'
import { TARGET } from './verified'

const contract = createContract()

describe('a server that is slow or gone', () => {
  test('is given up after thirty seconds', async () => {
    const clock = createManualClock()
    const { ask } = createProbe({ target: TARGET, contract, clock, http: () => new Promise(() => {}) })
    const asked = ask('listOrders').catch((error: unknown) => error)
    await clock.advance(30_000)
    expect(await asked).toStrictEqual(new NoAnswer('no answer in 30 s'))
  })

  test('rule 8: is told of by the system\'s code, without an address', async () => {
    const cause = Object.assign(new Error('connect ECONNRESET 10.0.0.1:443'), { code: 'ECONNRESET' })
    const { ask } = createProbe({ target: TARGET, contract, clock: createManualClock(), http: () => Promise.reject(new TypeError('fetch failed', { cause })) })
    await expect(ask('listOrders')).rejects.toThrow(/^no answer \(ECONNRESET\)$/)
  })

  test('is tried with nothing more', async () => {
    let count = 0
    const http = (): Promise<Response> => {
      count++
      return Promise.reject(new TypeError('fetch failed'))
    }
    const { findings } = await verify({ target: TARGET, contract, clock: createManualClock(), random: createSeededRandom('gone'), http })
    expect([count, findings.map(({ name, verdict }) => [name, verdict.is])]).toStrictEqual([1, [['reach.answer', 'failed']]])
  })
})

describe('a line about a check', () => {
  const finding = { name: 'a.b', says: 'it holds', from: 'rule 8' }

  test('rule 8: holds no secret, moves no cursor, and is short', () => {
    const why = `the-token\u001B[2J\n${'x'.repeat(1000)}`
    const line = lineOf({ ...finding, verdict: { is: 'failed', why } }, ['the-token'])
    expect(line).toMatch(/^FAIL {2}a\.b +it holds \[rule 8\]: ••• \[2J x+…$/)
    expect(line.length).toBeLessThan(500)
  })

  test('says why it was skipped', () => {
    expect(lineOf({ ...finding, verdict: { is: 'skipped', why: 'it is not there' } })).toBe(`skip  ${'a.b'.padEnd(20)} it holds [rule 8]: it is not there`)
  })
})
