import { describe, expect, test } from 'vitest'
import { codeOf } from '../cashier'
import { BUY, createWalnut, payByQr, ticketOf } from './walnut'

describe('seed 001, 接口·订单及支付', () => {
  test('/pay/buy 创建订单和支付单: the order comes with its pay object', async () => {
    const mock = createWalnut()
    const ticket = await ticketOf(mock)
    const { status, ok, data } = await mock.buy(ticket, { products: [{ id: 'goods-c', amount: 3 }], pay_tp: 'wx.qrcode' })
    expect([status, ok]).toStrictEqual([200, true])
    expect(data).toMatchObject({
      tp: 'A', or_st: 'WT', or_status: 1, title: '商品C', total: 0.3, freight: 0, price: 0.3, fee: 0.3, currency: 'RMB', pay_tp: 'wx.qrcode', seller: 'demo',
      products: [{ id: 'goods-c', amount: 3, price: 0.1, subtotal: 0.3 }],
      pay_re: { payObjId: data.pay_id, status: 'WAIT', dataType: 'QRCODE', data: expect.stringMatching(/^weixin:\/\/wxpay\/bizpayurl\?pr=/), errMsg: null },
    })
  })

  test('购买数量，默认为 1', async () => {
    const mock = createWalnut()
    const { data } = await mock.buy(await ticketOf(mock))
    expect(data['products']).toMatchObject([{ id: 'goods-c', amount: 1, subtotal: 0.1 }])
  })

  test.each([
    ['e.www.order.nil.products', '空订单', { pay_tp: 'wx.qrcode', products: [] }],
    ['e.www.order.nil.pay_tp', '未指定支付类型', { products: [{ id: 'goods-c' }] }],
    ['e.www.order.invalid.pay_tp', '错误的支付类型', { products: [{ id: 'goods-c' }], pay_tp: 'wx.nothing' }],
  ])('响应失败: %s, %s', async (errCode, _, body) => {
    const mock = createWalnut()
    expect(await mock.buy(await ticketOf(mock), body)).toMatchObject({ status: 200, ok: false, errCode, msg: expect.stringMatching(/./) })
  })

  test.each(['pay/check', 'pay/check_order'])('/%s 检查订单支付状态', async (path) => {
    const mock = createWalnut()
    const ticket = await ticketOf(mock)
    const { data: { id, pay_re } } = await mock.buy(ticket)
    expect(await mock.ask(path, { ticket, id })).toMatchObject({ ok: true, data: { id, or_st: 'WT', pay_re: { status: 'WAIT' } } })
    await payByQr(mock, pay_re['data'])
    expect(await mock.ask(path, { ticket, id })).toMatchObject({ ok: true, data: { id, or_st: 'OK', or_status: 2, pay_re: { status: 'OK' } } })
  })

  test('/pay/check 响应失败: e.io.obj.noexists, 对象不存在', async () => {
    const mock = createWalnut()
    expect(await mock.check(await ticketOf(mock), 'x'.repeat(26))).toMatchObject({ ok: false, errCode: 'e.io.obj.noexists', msg: '对象不存在' })
  })

  test('/pay/pay 根据订单创建支付单: the same order again, by another way, and anew', async () => {
    const mock = createWalnut()
    const ticket = await ticketOf(mock)
    const { data: { id, pay_id, pay_re } } = await mock.buy(ticket)
    expect((await mock.ask('pay/pay', { ticket, id })).data).toMatchObject({ id, pay_id, pay_re: { data: pay_re['data'] } })
    const forced = await mock.ask('pay/pay', { ticket, id, force: 'true' })
    expect(forced.data.pay_id).not.toBe(pay_id)
    expect(forced.data.pay_re).toMatchObject({ status: 'WAIT' })
    const scanned = await mock.tell('pay/pay', { id, pt: 'wx.scan', pay_code: await codeOf(mock) }, { ticket })
    expect(scanned.data).toMatchObject({ id, pay_tp: 'wx.scan', or_st: 'OK', pay_re: { status: 'OK', dataType: 'JSON' } })
  })

  test('微信回调 pay/re_wx: WeChat tells the merchant, before anybody asks', async () => {
    const mock = createWalnut()
    const ticket = await ticketOf(mock)
    const { data: { id, pay_re } } = await mock.buy(ticket)
    await payByQr(mock, pay_re['data'])
    expect((await mock.ask('pay/order', { ticket, id })).data).toMatchObject({ or_st: 'OK', pay_result: { out_trade_no: `${id}_1`, total_fee: '10' } })
  })

  test.each([['wx.qrcode', 'WAIT'], ['wx.scan', 'OK']])('支付类型 %s', async (pay_tp, status) => {
    const mock = createWalnut()
    expect((await mock.buy(await ticketOf(mock), { ...BUY, pay_tp, pay_code: await codeOf(mock) })).data.pay_re).toMatchObject({ status })
  })
})
