import { serve } from '@baas-pay/mock-server/serve'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { BaaS } from '../../src/index'

/** Seed 004's own sample, over real ports and by axios, as a page of MinCloud's would run it. */
const params = { gatewayType: 'weixin_tenpay_native', totalCost: 0.1, merchandiseDescription: '深蓝色秋裤' } as const

// Real ports, and keys that are made first.
vi.setConfig({ testTimeout: 30_000 })

let server: Awaited<ReturnType<typeof serve>>
beforeAll(async () => {
  server = await serve({ host: '127.0.0.1', port: 0, walletsPort: 0 })
  BaaS.init('demo', { host: server.merchantOrigin })
})
afterAll(() => server.close())

const phone = async (action: string, content: string) => {
  const response = await fetch(`${server.walletsOrigin}/phone/${action}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ content, password: '123456' }) })
  return (await response.json()) as Record<string, unknown>
}

const orderBy = async (tradeNo: string) => {
  const response = await fetch(`${server.merchantOrigin}/hserve/v2.2/idp/pay/order/?trade_no=${tradeNo}&limit=20&offset=0&where={}`, { headers: { 'X-Hydrogen-Client-ID': 'demo' } })
  return ((await response.json()) as { objects: Record<string, unknown>[] }).objects
}

describe('the documented call, over real ports', () => {
  it('answers a code to draw and a number to ask by, and the order is paid by the phone', async () => {
    const res = await BaaS.payment.payWithWechat(params)
    expect(res.data.code_url).toMatch(/^weixin:\/\/wxpay\/bizpayurl\?pr=\w{7,12}$/)
    expect(res.data.trade_no).toMatch(/^[0-9A-Za-z]{22,32}$/)
    expect(res.data.transaction_no).toMatch(/^[0-9A-Za-z]{22,32}$/)
    expect(await phone('scan', res.data.code_url)).toMatchObject({ provider: 'wechat', amount_fen: 10, subject: '深蓝色秋裤', out_trade_no: res.data.trade_no, state: 'NOTPAY' })
    await phone('pay', res.data.code_url)
    expect(await orderBy(res.data.trade_no)).toEqual([expect.objectContaining({ status: 'success', transaction_no: res.data.transaction_no })])
  })

  it('rejects with the server\'s own words where it refuses', async () => {
    await expect(BaaS.payment.payWithWechat({ ...params, merchandiseDescription: '裤'.repeat(128) })).rejects.toMatchObject({ code: 400, message: expect.stringMatching(/^400: merchandise_description is a text of 1 to 127 characters/) })
  })

  it('rejects with 600 where nobody listens', async () => {
    BaaS.init('demo', { host: 'http://127.0.0.1:1' })
    await expect(BaaS.payment.payWithWechat(params)).rejects.toMatchObject({ code: 600, retryable: true, mayHavePaid: false })
    BaaS.init('demo', { host: server.merchantOrigin })
  })
})
