import { expect, test } from '../fixtures/own-demo'
import type { Backend } from '../models/backend'
import { shop } from '../models/shop'

/** A way of paying by a code on the screen. */
interface CodeFlow {
  readonly backend: Backend
  readonly gateway: string
  readonly content: RegExp
  /** Whether the code is on a page of Alipay's own, in a frame. */
  readonly isFramed?: boolean
  /** What becomes of cancelling: Alipay can't close what nobody has opened yet, and Walnut has no call to close anything. */
  readonly cancelling: 'closed' | 'kept' | 'not offered'
}

const flows: Readonly<Record<string, CodeFlow>> = {
  'the code of QQ over MinCloud': { backend: 'mincloud', gateway: 'qpay_native', content: /^https:\/\/myun\.tenpay\.com\//, cancelling: 'closed' },
  'the code of Alipay over MinCloud': { backend: 'mincloud', gateway: 'alipay_qrcode', content: /^https:\/\/qr\.alipay\.com\//, cancelling: 'kept' },
  'zfb.qrcode over Walnut': { backend: 'walnut', gateway: 'alipay_qrcode', content: /^https:\/\/qr\.alipay\.com\//, cancelling: 'not offered' },
  'zfb.qrcode in a frame over Walnut': { backend: 'walnut', gateway: 'alipay_qrcode', content: /^https:\/\/qr\.alipay\.com\//, isFramed: true, cancelling: 'not offered' },
  'wx.qrcode over Walnut': { backend: 'walnut', gateway: 'weixin_tenpay_native', content: /^weixin:\/\/wxpay\//, cancelling: 'not offered' },
}

for (const [name, { backend, gateway, content, isFramed, cancelling }] of Object.entries(flows)) {
  test.describe(name, () => {
    test.use({ zfbQrcode: isFramed ? 'IFRAME' : 'QRCODE' })

    test('refused by the wallet it stays payable, and paid it is paid', async ({ driver, demo }) => {
      const store = shop(driver)
      const { dialog } = store
      await store.toQr(gateway, backend)
      const code = await dialog.readQr()
      expect(code).toMatch(content)
      await demo.setFault({ name: 'refused', times: 1 })
      await expect(demo.phone.pay(code)).rejects.toThrow()
      await dialog.check()
      expect(await dialog.checkAnswer()).toContain('还没有查到付款')
      await demo.ledger.expect({ orders: 1, charges: 0 })
      await demo.phone.pay(code)
      await dialog.waitFor('paid')
      await dialog.confirm()
      await store.waitForThanks()
      await demo.ledger.expect({ orders: 1, charges: 1 })
    })

    test(`rule 4: cancelled it is ${cancelling}, and no second code is given for one that can be paid`, async ({ driver, demo }) => {
      const store = shop(driver)
      const { dialog } = store
      await store.toQr(gateway, backend)
      const code = await dialog.readQr()
      if (cancelling === 'closed') {
        await dialog.cancel()
        await dialog.waitFor('closed')
        await expect(demo.phone.pay(code)).rejects.toThrow('closed')
      } else if (cancelling === 'kept') {
        await dialog.cancel()
        expect(await dialog.checkAnswer()).toContain('现在还不能取消')
        expect(await dialog.readQr()).toBe(code)
      } else {
        expect(await dialog.has('cancel')).toBe(false)
      }
      await demo.ledger.expect({ orders: 1, charges: 0 })
    })

    test('a payer who closes the tab comes back to the same order; paid meanwhile, it is paid', async ({ driver, demo }) => {
      const first = await driver.openTab()
      await shop(first).toQr(gateway, backend)
      const code = await shop(first).dialog.readQr()
      await first.closeTab()
      const second = await driver.openTab()
      const store = shop(second)
      await store.open(backend)
      await store.payAgain()
      await store.dialog.waitFor('waiting')
      const again = await store.dialog.readQr()
      // Alipay's own page has a new code for the same order each time that it is opened.
      if (!isFramed) expect(again).toBe(code)
      await demo.ledger.expect({ orders: 1, charges: 0 })
      await second.closeTab()
      await demo.phone.pay(again)
      const third = shop(driver)
      await third.open(backend)
      await third.payAgain()
      await third.dialog.waitFor('paid')
      await demo.ledger.expect({ orders: 1, charges: 1 })
    })
  })
}

test('free over Walnut: paid without a choice, a code or a charge', async ({ driver, demo }) => {
  const store = shop(driver)
  await store.open('walnut')
  await store.add('咖啡试饮装')
  await driver.click(store.payButton)
  await store.dialog.waitFor('paid')
  await store.waitForThanks()
  await demo.ledger.expect({ orders: 1, charges: 0 })
})
