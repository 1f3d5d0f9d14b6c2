import { PHONE_BROWSER } from '../fixtures/devices'
import { expect, test } from '../fixtures/own-demo'
import { backends } from '../models/backend'
import { ways, wechatPage } from '../models/wechat'

// On a phone `wx` asks the bridge for more than the payment.
test.use({ userAgent: PHONE_BROWSER })

/** As long as the page waits for a bridge that was told to be silent. */
const SILENCE_MS = 6_000

const both = ways.flatMap((way) => backends.map((backend) => ({ way, backend })))

for (const { way, backend } of both) {
  test.describe(`${way} over ${backend}`, () => {
    test('a payment is told by the bridge and proved by the server', async ({ driver, demo }) => {
      const page = wechatPage(driver)
      await page.logIn(backend)
      await page.toWallet(way)
      expect(await page.walletText()).toMatch(/体验商户[^]*18\.00[^]*食堂午间套餐/)
      await page.enter('123456')
      await page.waitForReading('paid')
      expect(await page.said()).toMatch(/:ok$/)
      expect(await page.hasNotice()).toBe(false)
      expect(await page.isWalletOpen()).toBe(false)
      await demo.ledger.expect({ orders: 1, charges: 1 })
    })

    test('rule 4: a lunch that is paid for offers no second payment until the payer wants another', async ({ driver }) => {
      const page = wechatPage(driver)
      await page.logIn(backend)
      await page.toWallet(way)
      await page.enter('123456')
      await page.waitForReading('paid')
      expect(await page.mayPay()).toBe(false)
      await page.buyAnother()
      await page.waitUntilPayable()
    })

    test('a wrong password charges nothing, and is asked for again', async ({ driver }) => {
      const page = wechatPage(driver)
      await page.logIn(backend)
      await page.toWallet(way)
      await page.enter('000000')
      await expect.poll(page.walletText).toContain('密码错误')
      await page.enter('123456')
      await page.waitForReading('paid')
    })

    test('a payer who closes the wallet has paid nothing, and can pay by a new order', async ({ driver, demo }) => {
      const page = wechatPage(driver)
      await page.logIn(backend)
      await page.toWallet(way)
      await page.closeWallet()
      await page.waitForReading('waiting')
      expect(await page.said()).toMatch(/:cancel$/)
      const first = await page.orderNumber()
      await page.toWallet(way)
      await page.enter('123456')
      await page.waitForReading('paid')
      expect(await page.orderNumber()).not.toBe(first)
      await demo.ledger.expect({ orders: 2, charges: 1 })
    })

    test('a wallet that refuses says why, and the order is unpaid', async ({ driver, demo }) => {
      const page = wechatPage(driver)
      await page.logIn(backend)
      await demo.setFault({ name: 'refused' })
      await page.toWallet(way)
      await page.enter('123456')
      await page.waitForReading('waiting')
      expect(await page.said()).toMatch(/fail$/)
      expect(await page.notice()).toContain('微信提示')
      expect(await page.mayPay()).toBe(true)
      await demo.ledger.expect({ orders: 1, charges: 0 })
    })

    test('rule 1: a bridge that says ok has paid nothing', async ({ driver, demo }) => {
      const page = wechatPage(driver)
      await page.logIn(backend)
      await page.manner('总说成功')
      await page.noteReadings()
      await page.toWallet(way)
      await page.closeWallet()
      await page.waitForReading('waiting')
      expect(await page.said()).toMatch(/:ok$/)
      expect(await page.reading()).toBe('还没有付款')
      expect(await page.notedReadings()).not.toContain('paid')
      await demo.ledger.expect({ orders: 1, charges: 0 })
    })

    test('rule 1: a bridge that says cancel does not undo a payment', async ({ driver, demo }) => {
      const page = wechatPage(driver)
      await page.logIn(backend)
      await page.manner('总说取消')
      await page.toWallet(way)
      await page.enter('123456')
      await page.waitForReading('paid')
      expect(await page.said()).toMatch(/:cancel$/)
      await demo.ledger.expect({ orders: 1, charges: 1 })
    })

    test('a bridge that never answers: paid is found, by asking', async ({ driver, page: { clock } }) => {
      const page = wechatPage(driver)
      await clock.install()
      await page.logIn(backend)
      await page.manner('不回话')
      await page.toWallet(way)
      await page.enter('123456')
      await page.waitUntilWalletIsGone()
      await clock.fastForward(SILENCE_MS)
      await page.waitForReading('paid')
    })

    test('rule 4: a bridge that never answers: unpaid offers no second order until the payer says so', async ({ driver, page: { clock } }) => {
      const page = wechatPage(driver)
      await clock.install()
      await page.logIn(backend)
      await page.manner('不回话')
      await page.toWallet(way)
      await page.closeWallet()
      await page.waitUntilWalletIsGone()
      await clock.fastForward(SILENCE_MS)
      await page.waitForReading('waiting')
      expect(await page.mayPay()).toBe(false)
      await page.startOver()
      await page.waitUntilPayable()
    })
  })
}

for (const backend of backends) {
  test(`a reload while the wallet is open comes back to the order, unpaid, over ${backend}`, async ({ driver, demo }) => {
    const page = wechatPage(driver)
    await page.logIn(backend)
    await page.toWallet('WeixinJSBridge')
    await driver.reload()
    await page.waitForReading('waiting')
    expect(await page.hasSaid()).toBe(false)
    expect(await page.mayPay()).toBe(true)
    await demo.ledger.expect({ orders: 1, charges: 0 })
  })

  test(`rule 2: where the server can't be asked after the payment, the page says that it does not know, and learns it later, over ${backend}`, async ({ driver, page, demo }) => {
    const model = wechatPage(driver)
    await model.logIn(backend)
    await model.toWallet('WeixinJSBridge')
    await page.route((url) => url.origin === demo.merchant, (route) => route.abort('connectionreset'))
    await model.enter('123456')
    await model.waitForReading('none')
    expect(await model.reading()).toBe('还不知道')
    expect(await model.mayPay()).toBe(false)
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await model.askAgain()
    await model.waitForReading('paid')
    await demo.ledger.expect({ orders: 1, charges: 1 })
  })
}

test('a payment is still one after a reload, and in another browser of the same login', async ({ driver, demo }) => {
  const page = wechatPage(driver)
  await page.logIn()
  await page.toWallet('wx.chooseWXPay')
  await page.enter('123456')
  await page.waitForReading('paid')
  const number = await page.orderNumber()
  await driver.reload()
  await page.waitForReading('paid')
  const elsewhere = wechatPage(await demo.otherBrowser())
  await elsewhere.openAndLogIn()
  await elsewhere.waitForReading('paid')
  expect(await elsewhere.orderNumber()).toBe(number)
})

test('the payment takes the whole of the keyboard: the wallet has the focus, Escape closes it', async ({ driver }) => {
  const page = wechatPage(driver)
  await page.logIn()
  await page.toWallet('WeixinJSBridge')
  await expect.poll(() => driver.eval(() => document.activeElement?.id)).toBe('wallet-password')
  await driver.press('Escape')
  await page.waitForReading('waiting')
})
