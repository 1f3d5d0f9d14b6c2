import { byRole, demoPart, inside } from '../driver/target'
import { expect, test } from '../fixtures/own-demo'
import { shop } from '../models/shop'

const backends = demoPart('backends')
const link = (name: string) => inside(backends, byRole('link', name))
const nav = (name: string) => ({ ...byRole('link', name), within: byRole('navigation', '页面') })

test('a page begins on MinCloud; the dock switches to Walnut and back, and the choice stays from page to page', async ({ driver }) => {
  await driver.goto('/shop')
  expect(await driver.attribute(link('MinCloud'), 'aria-current')).toBe('true')
  await driver.click(link('Walnut'))
  await driver.waitFor(demoPart('backends', { 'data-backend': 'walnut' }))
  for (const name of ['文章', 'H5', '微信', '商店']) {
    await driver.click(nav(name))
    expect(new URL(await driver.url()).searchParams.get('backend')).toBe('walnut')
  }
  await driver.reload()
  await driver.waitFor(demoPart('backends', { 'data-backend': 'walnut' }))
  await driver.click(link('MinCloud'))
  await driver.waitFor(demoPart('backends', { 'data-backend': 'mincloud' }))
  expect(new URL(await driver.url()).search).toBe('')
})

test('Walnut\'s screens have the words of seed 000, in its order', async ({ driver, demo }) => {
  const store = shop(driver)
  const { dialog } = store
  await store.toWays('walnut')
  expect([await dialog.text('title'), await dialog.text('pay')]).toEqual(['选择支付方式', '立即支付'])
  await dialog.pay()
  await dialog.waitFor('waiting')
  expect(await dialog.text('check')).toBe('我已经完成了付款')
  await demo.phone.pay(await dialog.readQr())
  await dialog.waitFor('paid')
  expect([await dialog.text('result-title'), await dialog.text('result-text'), await dialog.text('confirm')]).toEqual(['支付成功', '点击确定按钮查看效果', '确定'])
})

test('rule 4: a cart that waits to be paid on one backend is no cart of the other', async ({ driver, demo }) => {
  const store = shop(driver)
  await store.toQr()
  const code = await store.dialog.readQr()
  await store.open('walnut')
  expect(await driver.eval(() => document.body.innerText)).toContain('还是空的')
  await store.open()
  expect(await store.dialog.readQr()).toBe(code)
  await demo.ledger.expect({ orders: 1, charges: 0 })
})

test('a server that was started anew has forgotten a guest\'s ticket: trying again has another', async ({ driver }) => {
  const store = shop(driver)
  await store.open('walnut')
  await driver.eval(() => localStorage.setItem('playground.walnut.guest-ticket', 'x'.repeat(43)))
  await store.add('深蓝色秋裤')
  await store.pay()
  await store.dialog.waitFor('failed')
  await store.dialog.retry()
  await store.dialog.waitFor('waiting')
})
