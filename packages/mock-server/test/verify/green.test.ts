import { describe, expect, test } from 'vitest'
import { CHECKS } from '../../src/verify/checks'
import { summaryOf } from '../../src/verify/report'
import { logInAnonymously } from '../merchant-login'
import { createMock } from '../mock'
import { verified } from './verified'

describe('baas-pay-mock verify', () => {
  test('finds nothing wrong with the mock server, leaves nothing out, and leaves nothing behind', async () => {
    const findings = await verified()
    expect([findings.failed, findings.skipped]).toStrictEqual([[], []])
    expect(findings.made).toBeGreaterThan(3)
    expect(findings.closed).toBe(findings.made)
    expect(summaryOf(findings)).toMatch(/^\d+ passed, 0 failed, 0 skipped; \d+ orders were made and closed$/)
  })

  test('says a line about each check: what must hold, and what asks for it', async () => {
    const { lines } = await verified()
    for (const { name, says, from } of CHECKS) expect(lines.filter((line) => line.startsWith(`pass  ${name} `) && line.includes(says) && line.endsWith(`[${from}]`))).toHaveLength(1)
  })

  test.each(['weixin_tenpay_wap', 'alipay_page', 'alipay_wap', 'qpay_native'])('finds nothing wrong where the orders are %s', async (gateway) => {
    const findings = await verified(undefined, { gateway })
    expect(findings.failed).toStrictEqual([])
  })

  test('takes a close that is not yet possible for what it is', async () => {
    const findings = await verified(undefined, { gateway: 'alipay_qrcode' })
    expect([findings.failed, findings.skipped]).toStrictEqual([[], ['life.close', 'life.close-again']])
    expect([findings.closed, summaryOf(findings)]).toStrictEqual([0, expect.stringContaining('the others end by their own time')])
  })

  test('pays nothing', async () => {
    const paths = new Set<string>()
    const mock = createMock({ catalogue: { trousers: 1 } })
    await verified(async (request) => {
      paths.add(new URL(request.url).pathname)
      return mock.server.merchant.fetch(request)
    })
    const wallet = await mock.server.wallets.fetch('http://127.0.0.1:8788/phone/wallet')
    const { history }: { history: unknown[] } = JSON.parse(await wallet.text())
    expect([paths.size > 3, history]).toStrictEqual([true, []])
  })

  test('rule 8: orders as the users whose tokens it is given, and prints none of them', async () => {
    const mock = createMock({ catalogue: { trousers: 1 } })
    const tokens = [(await logInAnonymously(mock)).token, (await logInAnonymously(mock)).token]
    const asked: string[] = []
    const { lines, failed, skipped } = await verified(async (request) => {
      asked.push(request.headers.get('authorization') ?? '')
      const answer = await mock.server.merchant.fetch(request)
      // A server that has the token in everything that it says.
      return answer.status === 404 ? new Response(JSON.stringify({ error_msg: `${tokens.join()} not found` }), answer) : answer
    }, { tokens })
    expect(skipped).toStrictEqual([])
    expect(failed).toStrictEqual(['secrets.none'])
    expect(tokens.every((token) => asked.includes(`Hydrogen-r1 ${token}`))).toBe(true)
    for (const token of tokens) expect(lines.join('\n')).not.toContain(token)
  })
})
