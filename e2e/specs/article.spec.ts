import { expect, test } from '../fixtures/own-demo'
import { merchantNetwork } from '../fixtures/merchant-network'
import { articlePage } from '../models/article'

test('an article is bought after a login through WeChat, and is open after a reload and in another browser of the same login', async ({ driver, demo }) => {
  const page = articlePage(driver)
  await page.logIn()
  await page.waitFor('locked')
  await page.buy()
  await demo.phone.pay(await page.dialog.readQr())
  await page.waitFor('open')
  await expect.poll(page.text).toContain('第一件事')
  const number = await page.orderNumber()

  await driver.reload()
  await page.waitFor('open')
  expect(await page.orderNumber()).toBe(number)

  const elsewhere = articlePage(await demo.otherBrowser())
  await elsewhere.logIn()
  await elsewhere.waitFor('open')
  expect(await elsewhere.orderNumber()).toBe(number)
})

test('rule 1: it is the server that is asked, by table, row and status', async ({ driver, page, demo }) => {
  const asked: string[] = []
  page.on('request', (request) => { if (request.url().startsWith(`${demo.merchant}/hserve/v2.2/idp/pay/order/?`)) asked.push(request.url()) })
  const article = articlePage(driver)
  await article.logIn()
  await article.waitFor('locked')
  const params = new URL(asked.at(-1) ?? '').searchParams
  expect(Object.fromEntries(params)).toMatchObject({ merchandise_schema_id: '1024', merchandise_record_id: 'ten-seconds', status: 'success' })
})

test('nothing that this browser remembers opens it: a payment that the server does not list is none', async ({ driver, page, demo }) => {
  const article = articlePage(driver)
  await article.logIn()
  await article.buy()
  await demo.phone.pay(await article.dialog.readQr())
  await article.waitFor('open')
  await page.route(`${demo.merchant}/hserve/v2.2/idp/pay/order/?*`, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, json: { meta: {}, objects: [] } })
  })
  await driver.reload()
  await article.waitFor('locked')
})

test('somebody else with another WeChat account has not bought it', async ({ driver, demo }) => {
  const page = articlePage(driver)
  await page.logIn()
  await page.buy()
  await demo.phone.pay(await page.dialog.readQr())
  await page.waitFor('open')
  await demo.switchAccount()
  const other = articlePage(await demo.otherBrowser())
  await other.logIn()
  await other.waitFor('locked')
})

test('a login leaves no token in the address, and is where MinCloud\'s own is', async ({ driver }) => {
  const page = articlePage(driver)
  await page.logIn()
  await page.waitFor('locked')
  expect(await driver.url()).toMatch(/\/article$/)
  expect(await driver.eval(() => performance.getEntriesByType('navigation')[0]?.name)).toMatch(/\/article$/)
  expect(await driver.eval(() => JSON.parse(localStorage.getItem('ifx_baas_auth_token') ?? '{}') as object)).toEqual({ value: expect.stringMatching(/^\w{43}$/) })
})

test('who refuses at WeChat is not logged in, is told so, and can try again', async ({ driver }) => {
  const page = articlePage(driver)
  await page.open()
  await page.toConsent()
  await page.refuse()
  await page.waitFor('guest')
  await expect.poll(() => driver.eval(() => document.querySelector('[role="alert"].login-note')?.textContent)).toContain('没有完成')
  await page.toConsent()
  await page.allow()
  await page.waitFor('locked')
})

test('an anonymous reader buys it too, in this browser', async ({ driver, demo }) => {
  const page = articlePage(driver)
  await page.open()
  await page.logInAnonymously()
  await page.buy()
  await demo.phone.pay(await page.dialog.readQr())
  await page.waitFor('open')
  await driver.reload()
  await page.waitFor('open')
  await page.logOut()
  await page.waitFor('guest')
  expect(await driver.eval(() => document.body.innerText)).not.toContain('第一件事')
})

test('a reload while the code waits comes back to the same order', async ({ driver, demo }) => {
  const page = articlePage(driver)
  await page.logIn()
  await page.buy()
  const content = await page.dialog.readQr()
  await driver.reload()
  await page.waitFor('locked')
  await page.buy()
  expect(await page.dialog.readQr()).toBe(content)
  await demo.phone.pay(content)
  await page.waitFor('open')
})

test('refused on the phone it stays locked and payable; cancelled it stays locked', async ({ driver, demo }) => {
  const page = articlePage(driver)
  await page.logIn()
  await page.buy()
  expect(await demo.phone.refuse(await page.dialog.readQr())).toMatchObject({ state: 'NOTPAY' })
  expect(await page.dialog.state()).toBe('waiting')
  await page.dialog.cancel()
  await page.dialog.waitFor('closed')
  await page.dialog.dismiss()
  await page.waitFor('locked')
  await driver.reload()
  await page.waitFor('locked')
})

test('another amount than the server\'s price makes no order', async ({ driver, page, demo }) => {
  await page.route(`${demo.merchant}/hserve/v2.2/idp/pay/order/`, (route) => {
    const body = route.request().postDataJSON() as object | null
    return body ? route.continue({ postData: JSON.stringify({ ...body, total_cost: 0.01 }) }) : route.continue()
  })
  const article = articlePage(driver)
  await article.logIn()
  await article.buyAtOnce()
  await article.dialog.waitFor('failed')
  await article.dialog.dismiss()
  await article.waitFor('locked')
})

test('rule 2: where the server can\'t be asked, nothing is sold and nothing is said to be unbought', async ({ driver, page, demo }) => {
  const network = await merchantNetwork(page, demo.merchant)
  const article = articlePage(driver)
  await article.logIn()
  await article.waitFor('locked')
  network.set('cut')
  await driver.reload()
  await article.waitFor('unreachable')
  expect(await article.canBuy()).toBe(false)
  network.set('none')
  await article.askAgain()
  await article.waitFor('locked')
})

test('what was refunded whole is locked, and can be bought anew', async ({ driver, page, demo }) => {
  let transactionNo = ''
  page.on('response', async (response) => {
    if (response.request().method() === 'POST' && response.url().endsWith('/pay/order/')) ({ transaction_no: transactionNo } = (await response.json()) as { transaction_no: string })
  })
  const article = articlePage(driver)
  await article.logIn()
  await article.buy()
  await demo.phone.pay(await article.dialog.readQr())
  await article.waitFor('open')
  await demo.refund(transactionNo)
  // The money is back once the wallet has told the merchant so.
  await expect(async () => {
    await driver.reload()
    await expect.poll(article.access, { timeout: 1000 }).toBe('locked')
  }).toPass()
  await article.buy()
  await demo.phone.pay(await article.dialog.readQr())
  await article.waitFor('open')
})

test('a login that the server does not know any more is asked for again', async ({ driver }) => {
  const page = articlePage(driver)
  await page.logIn()
  await page.waitFor('locked')
  await driver.eval(() => localStorage.setItem('ifx_baas_auth_token', JSON.stringify({ value: 'x'.repeat(43) })))
  await driver.reload()
  await page.waitFor('guest')
})
