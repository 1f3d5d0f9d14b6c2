import { describe, expect, test } from 'vitest'
import { officialAccountOf } from '../login'
import { BUY, createWalnut, ticketOf } from './walnut'

describe('rule 8: two users', () => {
  test.each(['pay/check', 'pay/check_order', 'pay/order', 'pay/pay'])('%s shows an order to its buyer alone', async (path) => {
    const mock = createWalnut()
    const { data: { id } } = await mock.buy(await ticketOf(mock))
    expect(await mock.ask(path, { id, ticket: await ticketOf(mock) })).toMatchObject({ ok: false, errCode: 'e.www.paycheck.NotMine' })
    expect(await mock.ask(path, { id })).toMatchObject({ ok: false, errCode: 'e.www.api.auth.nologin' })
    expect(await mock.ask(path, { id, ticket: 'x'.repeat(43) })).toMatchObject({ ok: false, errCode: 'e.www.api.auth.nologin' })
  })

  test('pay/check shows a pay object to its buyer alone', async () => {
    const mock = createWalnut()
    const ticket = await ticketOf(mock)
    const { data: { pay_id: id } } = await mock.buy(ticket)
    expect(await mock.check(ticket, id)).toMatchObject({ ok: true, data: { payObjId: id } })
    expect(await mock.check(await ticketOf(mock), id)).toMatchObject({ ok: false, errCode: 'e.pay.nopvg' })
    expect(await mock.ask('pay/check', { id })).toMatchObject({ ok: false, errCode: 'e.www.api.auth.nologin' })
  })

  test('a guest\'s pay object is seen by its number, and by no user', async () => {
    const mock = createWalnut()
    const { data: { payObjId: id } } = await mock.tell('pay/create', { bu: 'xiaobai', go: 'goods-c', pt: 'wx.qrcode', ta: 'demo' })
    expect(await mock.ask('pay/check', { id })).toMatchObject({ ok: true })
    expect(await mock.check(await ticketOf(mock), id)).toMatchObject({ ok: false, errCode: 'e.pay.nopvg' })
  })

  test('the JS object of an order is prepared for its own payer; a stranger neither takes it over nor sees another\'s order', async () => {
    const mock = createWalnut()
    const ticket = await ticketOf(mock)
    const { openid } = await officialAccountOf(mock)
    const { data: { id } } = await mock.buy(ticket, { ...BUY, pay_tp: 'wx.jsapi' })
    expect(await mock.ask('pay', { id, openid, ticket: await ticketOf(mock) })).toMatchObject({ ok: false, errCode: 'e.www.paycheck.NotMine' })
    const { data: prepared } = await mock.ask('pay', { id, openid })
    expect(await mock.ask('pay', { id, openid: 'oStranger1' })).toMatchObject({ ok: false, errCode: 'e.www.pay.waiting' })
    expect((await mock.ask('pay', { id, openid })).data).toStrictEqual(prepared)
  })

  test('a domain that there is not has no orders', async () => {
    const mock = createWalnut()
    const answer = await mock.server.merchant.fetch('http://127.0.0.1:8787/api/other/pay/check?id=x')
    expect(JSON.parse(await answer.text())).toMatchObject({ ok: false, errCode: 'e.io.obj.noexists' })
  })

  test('a ticket of one domain is nobody\'s in another', async () => {
    const mock = createWalnut({ clientIDs: ['demo', 'other'] })
    const answer = await mock.server.merchant.fetch(`http://127.0.0.1:8787/api/other/pay/check?id=x&ticket=${await ticketOf(mock)}`)
    expect(JSON.parse(await answer.text())).toMatchObject({ ok: false, errCode: 'e.www.api.auth.nologin' })
  })
})
