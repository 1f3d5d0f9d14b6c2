import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CHECKS } from '../../src/verify/checks'
import { MERCHANT } from '../mock'
import { verified } from './verified'

const TYPES = ['application/json', 'application/json; charset=utf-8', 'text/html', 'text/event-stream', '']
const NUMBERS = ['1', 'a'.repeat(32), '../../x', '', '%', '{}']
const text = fc.oneof(fc.string(), fc.constantFrom('%E0%A4%A', '{', '[]', 'null', '"x"', '\u0000', '<h1>no</h1>'))
const value = fc.oneof(fc.constantFrom(...NUMBERS), fc.jsonValue(), fc.constantFrom(`${MERCHANT}/events/?nonce=x`, 'https://foreign.invalid/', 'no address'))
/** What looks like an order or a list of orders, with anything in it. */
const like = fc.record({ trade_no: value, transaction_no: value, client_token: value, events_url: value, expires_in: value, code_url: value, status: value, objects: fc.oneof(value, fc.array(value)), meta: value, token: value, error_msg: value }, { requiredKeys: [] })
const answer = fc.record({ status: fc.constantFrom(200, 201, 202, 302, 400, 401, 404, 409, 425, 500), type: fc.constantFrom(...TYPES), body: fc.oneof(text, like.map((json) => JSON.stringify(json))) })

describe('rule 8: whatever a server answers', () => {
  test('it is judged to the end, in lines, and called by its own address alone', async () => {
    await fc.assert(fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 8 }), async (answers) => {
      let count = 0
      const origins = new Set<string>()
      const { findings, lines } = await verified(async ({ url }) => {
        origins.add(new URL(url).origin)
        // The first answer lets the run begin.
        const { status, type, body } = (count++ === 0 ? undefined : answers[count % answers.length]) ?? { status: 200, type: 'application/json', body: '{}' }
        return new Response(body, { status, headers: type === '' ? {} : { 'content-type': type } })
      })
      expect(findings.map(({ name }) => name)).toEqual(expect.arrayContaining(CHECKS.map(({ name }) => name)))
      expect(lines.every((line) => !/\p{Cc}/u.test(line) && line.length < 700)).toBe(true)
      expect([...origins]).toStrictEqual([MERCHANT])
    }), { numRuns: 60 })
  })
})
