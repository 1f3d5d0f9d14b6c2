import type { CodeProvider, Phone } from '../fixtures/phone'
import { expect, test } from '../fixtures/own-demo'
import { createScanner, kiosk } from '../models/kiosk'

/** Above this the wallets ask for the password. */
const DEAR = '1299'
/** By then the merchant has asked the wallet, and has taken nothing back. */
const ASKED_MS = 12_000
const PROVIDERS: readonly CodeProvider[] = ['wechat', 'alipay', 'qq']

/** The order that waits for the payer's password. */
async function waiting(phone: Phone): Promise<string> {
  await expect.poll(async () => (await phone.requests()).length).toBe(1)
  return (await phone.requests())[0]?.out_trade_no ?? ''
}

for (const provider of PROVIDERS) {
  test(`the payer types the password, and ${provider} pays: one charge`, async ({ driver, page, demo }) => {
    const till = kiosk(driver)
    const scanner = await createScanner(page)
    await till.toScan(DEAR)
    await scanner.scan(await demo.phone.paymentCode(provider))
    await till.waitFor('confirming')
    expect(await till.text('surface')).toContain('需要用户确认')
    await till.waitForResult('open')
    await till.press('check')
    expect(await till.checkAnswer()).toMatch(/查过：还没有付款/)
    await demo.phone.confirm(await waiting(demo.phone), provider)
    await demo.advance(ASKED_MS)
    await till.waitFor('paid')
    await till.waitForResult('paid')
    await demo.ledger.expect({ orders: 1, charges: 1 })
  })

  test(`the payer says no to ${provider}'s password: nothing is charged, and the next code is a new order`, async ({ driver, page, demo }) => {
    const till = kiosk(driver)
    const scanner = await createScanner(page)
    await till.toScan(DEAR)
    await scanner.scan(await demo.phone.paymentCode(provider))
    await till.waitFor('confirming')
    await demo.phone.decline(await waiting(demo.phone), provider)
    await demo.advance(ASKED_MS)
    await expect.poll(() => till.screen(), { timeout: 15_000 }).toMatch(/refused|reversed/)
    expect(await till.result()).toMatch(/没有扣款|没有收到钱/)
    await demo.ledger.expect({ orders: 1, charges: 0 })
    await scanner.scan(await demo.phone.paymentCode(provider))
    await till.waitFor('confirming')
    await demo.phone.confirm(await waiting(demo.phone), provider)
    await demo.advance(ASKED_MS)
    await till.waitFor('paid')
    await demo.ledger.expect({ orders: 2, charges: 1 })
  })
}

for (const [provider, afterMs] of [['wechat', 60_000], ['alipay', 75_000], ['qq', 320_000]] as const) {
  test(`a payer who never types the password: ${provider}'s charge is taken back by the server, and only then it is said`, async ({ driver, page, demo }) => {
    const till = kiosk(driver)
    const scanner = await createScanner(page)
    await till.toScan(DEAR)
    await scanner.scan(await demo.phone.paymentCode(provider))
    await till.waitFor('confirming')
    await demo.advance(afterMs)
    await till.waitFor('reversed')
    expect(await till.result()).toContain('顾客没有付款，已撤销')
    await till.waitForResult('reversed')
    await demo.ledger.expect({ orders: 1, charges: 0 })
  })
}

test('rule 4: a code that is scanned twice is charged once, and the second is refused by name', async ({ driver, page, demo }) => {
  const till = kiosk(driver)
  const scanner = await createScanner(page)
  await till.toScan()
  const code = await demo.phone.paymentCode('wechat')
  await scanner.scan(code, { end: '\n\n' })
  await scanner.scan(code)
  await till.waitFor('paid')
  await demo.ledger.expect({ orders: 1, charges: 1 })
})

test('rule 4: a code that another sale has used is refused by the wallet, and nothing is charged', async ({ driver, page, demo }) => {
  const till = kiosk(driver)
  const scanner = await createScanner(page)
  await till.toScan()
  const code = await demo.phone.paymentCode('wechat')
  await scanner.scan(code)
  await till.waitFor('paid')
  await till.press('next')
  await till.waitForRingUp()
  // The page is loaded anew: it knows nothing of the code.
  await till.toScan('5')
  await scanner.scan(code)
  await till.waitFor('refused')
  expect(await till.result()).toMatch(/付款码不能用[^]*没有扣款/)
  await demo.ledger.expect({ orders: 2, charges: 1 })
})

test('a code that has expired: nothing is charged, and the payer is asked for a fresh one', async ({ driver, page, demo }) => {
  const till = kiosk(driver)
  const scanner = await createScanner(page)
  await till.toScan()
  const code = await demo.phone.paymentCode('wechat')
  await demo.advance(61_000)
  await scanner.scan(code)
  await till.waitFor('refused')
  expect(await till.result()).toMatch(/付款码(过期了|不能用)[^]*没有扣款[^]*刷新/)
  await scanner.scan(await demo.phone.paymentCode('alipay'))
  await till.waitFor('paid')
  expect(await till.results()).toEqual(['paid', 'refused'])
  await demo.ledger.expect({ orders: 2, charges: 1 })
})

test('not enough money: said in plain words, and another wallet can pay the same sale', async ({ driver, page, demo }) => {
  const till = kiosk(driver)
  const scanner = await createScanner(page)
  await till.toScan('50')
  await demo.phone.setBalance(1_000)
  await scanner.scan(await demo.phone.paymentCode('wechat'))
  await till.waitFor('refused')
  expect(await till.result()).toMatch(/余额不足[^]*没有扣款/)
  expect(await till.resultText()).toContain('余额不足')
  await demo.ledger.expect({ orders: 1, charges: 0 })
  await demo.phone.setBalance(10_000)
  await scanner.scan(await demo.phone.paymentCode('qq'))
  await till.waitFor('paid')
  await demo.ledger.expect({ orders: 2, charges: 1 })
})

for (const name of ['systemerror-but-paid', 'create-answer-lost'] as const) {
  test(`rule 4: ${name}: the charge is looked up and found paid, and never sent again`, async ({ driver, page, demo }) => {
    test.setTimeout(60_000)
    const till = kiosk(driver)
    const scanner = await createScanner(page)
    await till.toScan()
    const code = await demo.phone.paymentCode('wechat')
    await demo.setFault({ name, times: 1 })
    await scanner.scan(code)
    await expect.poll(() => till.screen()).toMatch(/charging|confirming|unknown|paid/)
    await demo.advance(6_000)
    await till.waitFor('paid')
    await till.waitForResult('paid')
    await demo.ledger.expect({ orders: 1, charges: 1 })
  })
}

test('rule 2: the network is unplugged while the charge is under way: unknown and "do not charge again", then honestly paid', async ({ driver, page, context, demo }) => {
  test.setTimeout(90_000)
  const till = kiosk(driver)
  const scanner = await createScanner(page)
  await till.toScan()
  const code = await demo.phone.paymentCode('wechat')
  // The charge arrives, and its answer does not.
  await page.route(`${demo.merchant}/hserve/**`, async (route) => {
    if (route.request().method() === 'POST') await route.fetch()
    await context.setOffline(true)
    await route.abort('internetdisconnected').catch(() => undefined)
  })
  await scanner.scan(code)
  await till.waitFor('unknown')
  expect(await till.result()).toContain('请勿重复收款')
  await till.waitForResult('unknown')
  await scanner.scan(await demo.phone.paymentCode('alipay'))
  expect(await till.screen()).toBe('unknown')
  await till.press('check')
  expect(await till.checkAnswer()).toMatch(/查过：还没有结果/)
  await till.leave()
  await till.checkResult()
  await expect.poll(() => till.resultText()).toMatch(/查过：还没有结果，请先不要再收/)
  await page.unroute(`${demo.merchant}/hserve/**`)
  await context.setOffline(false)
  await till.waitForResult('paid')
  expect(await till.resultText()).toContain('刚刚才查到，不用再收')
  await demo.ledger.expect({ orders: 1, charges: 1 })
})

test('a scan while the payer types the password is refused, and charged to nobody', async ({ driver, page, demo }) => {
  const till = kiosk(driver)
  const scanner = await createScanner(page)
  await till.toScan(DEAR)
  await scanner.scan(await demo.phone.paymentCode('wechat'))
  await till.waitFor('confirming')
  await scanner.scan(await demo.phone.paymentCode('alipay'))
  await expect.poll(() => till.text('surface')).toContain('没有另外收款')
  expect(await till.screen()).toBe('confirming')
  await demo.phone.confirm(await waiting(demo.phone))
  await demo.advance(ASKED_MS)
  await till.waitFor('paid')
  await demo.ledger.expect({ orders: 1, charges: 1 })
})

test('the cashier cancels: said to be taken back only once the server says so', async ({ driver, page, demo }) => {
  test.setTimeout(60_000)
  const till = kiosk(driver)
  const scanner = await createScanner(page)
  await till.toScan(DEAR)
  await scanner.scan(await demo.phone.paymentCode('alipay'))
  await till.waitFor('confirming')
  await till.cancel()
  await till.waitFor('reversed')
  expect(await till.result()).toContain('已撤销')
  await demo.ledger.expect({ orders: 1, charges: 0 })
})

for (const [what, code, words] of [
  ['a code of UnionPay', '6212345678901234567', '云闪付'], ['a payment code that is cut off', '13456789', '没有读全'], ['goods’ barcode', '6901234567892', '这不是付款码'],
] as const) {
  test(`${what} is refused by name before any request`, async ({ driver, page, demo }) => {
    const till = kiosk(driver)
    const scanner = await createScanner(page)
    await till.toScan()
    await scanner.scan(code)
    await expect.poll(() => till.text('surface')).toContain(words)
    expect(await till.screen()).toBe('ready')
    await demo.ledger.expect({ orders: 0, charges: 0 })
  })
}

test('a reload while the payer types the password comes back to the charge, and the results are asked for again', async ({ driver, page, demo }) => {
  const till = kiosk(driver)
  const scanner = await createScanner(page)
  await till.toScan()
  await scanner.scan(await demo.phone.paymentCode('qq'))
  await till.waitFor('paid')
  await till.press('next')
  await till.typeAmount(DEAR)
  await till.pay()
  await till.waitFor('ready')
  await scanner.scan(await demo.phone.paymentCode('alipay'))
  await till.waitFor('confirming')
  await driver.reload()
  await till.waitFor('confirming')
  await expect.poll(() => till.results()).toEqual(['open', 'paid'])
  await demo.phone.confirm(await waiting(demo.phone), 'alipay')
  await demo.advance(ASKED_MS)
  await till.waitFor('paid')
  await demo.ledger.expect({ orders: 2, charges: 2 })
})
