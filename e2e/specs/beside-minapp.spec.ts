import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '../fixtures/empty-page'

const sdk = fileURLToPath(new URL('../../packages/sdk', import.meta.url))
const ours = join(sdk, 'dist/baas-pay.iife.js')
const theirs = join(createRequire(join(sdk, 'package.json')).resolve('minapp-sdk/package.json'), '../lib/web.js')

/** What both scripts leave in the page. */
interface Both {
  init(clientID: string, options: object): void
  readonly HError: new () => Error
  readonly payment: Readonly<Record<'payWithWechat' | 'payWithQQ', (options: object) => Promise<{ data: { code_url: string } }>>>
  readonly TableObject: new (name: string) => object
  getServerDate(): Promise<{ data: { time: string } }>
}

for (const [order, scripts] of [['after', [theirs, ours]], ['before', [ours, theirs]]] as const) {
  test(`beside MinCloud’s own SDK, loaded ${order} it: payments are ours, every other member is theirs and works after one init`, async ({ page, empty }) => {
    const asked: string[] = []
    await page.route(`${empty.merchant}/hserve/v2.2/server/time/`, (route) => {
      asked.push(route.request().headers()['x-hydrogen-client-id'] ?? '')
      return route.fulfill({ json: { time: '2026-11-21T09:30:12+08:00' }, headers: { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' } })
    })
    await page.goto(empty.page)
    for (const path of scripts) await page.addScriptTag({ path })
    const seen = await page.evaluate(async (host) => {
      const { BaaS } = window as unknown as { BaaS: Both }
      BaaS.init('demo', { host })
      const { data } = await BaaS.payment.payWithWechat({ gatewayType: 'weixin_tenpay_native', totalCost: 0.1, merchandiseDescription: '深蓝色秋裤' })
      const refused = await BaaS.payment.payWithQQ({ gatewayType: 'weixin_tenpay_native', totalCost: 0.1, merchandiseDescription: 'x' }).catch((error: unknown) => error)
      const date = await BaaS.getServerDate()
      return { codeUrl: data.code_url, payments: Object.keys(BaaS.payment), isOurs: refused instanceof BaaS.HError && (refused as { code?: number }).code, table: typeof new BaaS.TableObject('orders'), time: date.data.time }
    }, empty.merchant)
    expect(seen).toEqual({
      codeUrl: expect.stringMatching(/^weixin:\/\/wxpay\//), payments: ['payWithWechat', 'payWithAlipay', 'payWithQQ', 'payWithPaymentCode'],
      isOurs: 608, table: 'object', time: '2026-11-21T09:30:12+08:00',
    })
    expect(asked).toEqual(['demo'])
  })
}
