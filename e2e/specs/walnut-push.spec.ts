import type { Page } from '@playwright/test'
import type { Driver } from '../driver/driver'
import { expect, test, type OwnDemo } from '../fixtures/own-demo'
import { walnutSocket } from '../fixtures/walnut-socket'
import { shop } from '../models/shop'
import { paypalPage } from '../models/wallet-page'
import { wechatPage } from '../models/wechat'

/** Longer than a page waits between two asks of a fresh order, and shorter than with push. */
const NEXT_ASK_MS = 5_000

interface Stage { readonly driver: Driver, readonly demo: OwnDemo }

async function byCode({ driver, demo }: Stage, gateway: string): Promise<void> {
  await shop(driver).toQr(gateway, 'walnut')
  await demo.phone.pay(await shop(driver).dialog.readQr())
}

/** Pays for what is in the cart, away from the page. */
const ways: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  'wx.qrcode': (stage) => byCode(stage, 'weixin_tenpay_native'),
  'zfb.qrcode': (stage) => byCode(stage, 'alipay_qrcode'),
  async 'paypal'({ driver }) {
    const store = shop(driver)
    await store.toWays('walnut')
    await store.dialog.choose('paypal')
    const tab = await driver.tabOpenedBy(store.dialog.pay)
    await paypalPage(tab).agree()
    await shop(tab).returned.waitFor('paid')
  },
}

/** However shortly the success is on the screen. */
const paid = ({ driver }: Stage) => expect.poll(() => driver.eval(() => document.body.innerText)).toMatch(/支付成功|谢谢，已收到付款/)

/** The page's own time goes on, so that nobody waits for its next ask. */
const later = ({ clock }: Page) => clock.fastForward(NEXT_ASK_MS)

for (const [name, pay] of Object.entries(ways)) {
  test(`${name}: the real WebSocket says that it is done, and the page asks and is paid`, async ({ driver, page, demo }) => {
    const said = await walnutSocket(page, 'heard')
    await pay({ driver, demo })
    await paid({ driver, demo })
    expect(said.map((text) => (JSON.parse(text) as { readonly event: string }).event)).toEqual(expect.arrayContaining(['hi', 'watched', 'done']))
    await demo.ledger.expect({ orders: 1, charges: 1 })
  })

  test(`${name}: with the WebSocket cut the page asks by itself, and is paid`, async ({ driver, page, demo }) => {
    await walnutSocket(page, 'cut')
    await page.clock.install()
    await pay({ driver, demo })
    await later(page)
    await paid({ driver, demo })
    await demo.ledger.expect({ orders: 1, charges: 1 })
  })
}

for (const socket of ['heard', 'cut'] as const) {
  test(`wx.jsapi: with the WebSocket ${socket} the bridge's end is asked about, and the page is paid`, async ({ driver, page, demo }) => {
    await walnutSocket(page, socket)
    const weixin = wechatPage(driver)
    await weixin.logIn('walnut')
    await weixin.toWallet('wx.chooseWXPay')
    await weixin.enter('123456')
    await weixin.waitForReading('paid')
    await demo.ledger.expect({ orders: 1, charges: 1 })
  })
}

test('rule 1: a WebSocket that says done of an order that nobody paid is asked about, and not believed', async ({ driver, page, demo }) => {
  await page.routeWebSocket(/\/websocket$/, (line) => {
    const server = line.connectToServer()
    server.onMessage((text) => {
      line.send(text)
      line.send('{"event":"done"}')
    })
  })
  const asked = page.waitForResponse((response) => response.url().includes('/pay/check'))
  const store = shop(driver)
  await store.toQr('weixin_tenpay_native', 'walnut')
  await asked
  expect(await store.dialog.state()).toBe('waiting')
  await demo.ledger.expect({ orders: 1, charges: 0 })
})
