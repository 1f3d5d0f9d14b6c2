import { afterEach, describe, expect, test } from 'vitest'
import { codeOf } from '../cashier'
import { createSite, type Site } from './socket'
import { createWalnut, payByQr, shop } from './walnut'

const running: Site[] = []
afterEach(async () => { await Promise.all(running.splice(0).map((one) => one.close())) })

const CREATE = { bu: 'xiaobai', go: 'goods-a', pt: 'wx.qrcode', ta: 'demo' }

describe('seed 000, 主动扫码二维码付款, by its picture', () => {
  test('选择商品, 选择支付方式, 立即支付, 请扫描二维码付款码, 后台监听, 我已经完成了付款, 支付完成', async () => {
    const site = await createSite()
    running.push(site)
    // 选择商品, 金额 ¥199
    expect((await site.post('/api/demo/pay/price', { products: [{ id: 'goods-a' }] })).body['data']).toMatchObject({ fee: 199 })
    // 立即支付: 创建并发送支付单
    const { body: { data } } = await site.post('/api/demo/pay/create', CREATE)
    expect(data).toMatchObject({ payObjId: expect.stringMatching(/^[0-9A-Za-z]{32}$/), status: 'WAIT', dataType: 'QRCODE', data: expect.stringMatching(/^weixin:/) })
    const { payObjId, data: content } = Object(data)
    // 后台监听支付单的历史改变
    const line = await site.socket()
    expect(await line.next()).toStrictEqual({ event: 'hi', wsid: expect.stringMatching(/./) })
    line.tell({ method: 'watch', user: 'demo', match: { id: payObjId } })
    expect(await line.next()).toStrictEqual({ event: 'watched', obj: payObjId })
    // 我已经完成了付款, before it is so
    expect((await site.get(`/api/demo/pay/check?id=${payObjId}`)).body['data']).toMatchObject({ status: 'WAIT' })
    await site.phone('pay', { content, password: '123456' })
    expect(await line.next()).toStrictEqual({ event: 'done' })
    // 检查付款情况: 支付单详情
    expect((await site.get(`/api/demo/pay/check?id=${payObjId}`)).body['data']).toMatchObject({
      payObjId, status: 'OK', id: payObjId, tp: 'wn_payment', brief: '商品A', fee: 19_900, cur: 'RMB', pay_st: 'OK', pay_tp: 'wx.qrcode', pay_target: 'demo', buyer_id: 'xiaobai', buyer_nm: 'xiaobai', buy_for: 'goods-a',
      send_at: expect.toSatisfy((at: number) => at > 0), close_at: expect.toSatisfy((at: number) => at > 0),
    })
  })
})

describe('seed 000, 商户码枪扫码流程, by its picture', () => {
  const scan = async (amount: string, shopOptions = shop({ products: { dear: { title: '贵重商品', priceFen: 100_001 } } })) => {
    const mock = createWalnut({ walnut: shopOptions })
    const { data } = await mock.tell('pay/create', { ...CREATE, go: amount, pt: 'wx.scan', pay_code: await codeOf(mock) })
    return { mock, data }
  }

  test('请输入付款码, 立即支付: OK', async () => {
    expect((await scan('goods-a')).data).toMatchObject({ status: 'OK', dataType: 'JSON' })
  })

  test('请输入付款码, 立即支付: FAIL', async () => {
    const mock = createWalnut()
    const pay_code = await codeOf(mock)
    await mock.tell('pay/create', { ...CREATE, pt: 'wx.scan', pay_code })
    expect((await mock.tell('pay/create', { ...CREATE, pt: 'wx.scan', pay_code })).data).toMatchObject({ status: 'FAIL', errMsg: expect.stringMatching(/付款码|二维码/) })
  })

  test('WAIT: 需要用户确认, 检查是否完成了付款, 支付完成', async () => {
    const { mock, data } = await scan('dear')
    expect(data).toMatchObject({ status: 'WAIT', dataType: 'JSON', trade_state: 'USERPAYING', next_poll_ms: expect.toSatisfy((ms: number) => ms > 0) })
    const check = async () => (await mock.ask('pay/check', { id: data.payObjId })).data
    expect(await check()).toMatchObject({ status: 'WAIT' })
    await mock.phone('confirm', { out_trade_no: (await check())['out_trade_no'], password: '123456' })
    await mock.clock.advance(6000)
    expect(await check()).toMatchObject({ status: 'OK' })
  })
})

describe('seed 000, 创建并发送支付单, by its script', () => {
  test.each([
    ['买家为空', { bu: '' }],
    ['商品为空', { go: ' ' }],
    ['支付方式为空', { pt: undefined }],
    ['支付目标商户为空', { ta: undefined }],
    ['商品必须有价格 : 免费试用', { go: 'trial' }],
  ])('%s', async (msg, change) => {
    const { ok, msg: said } = await createWalnut().tell('pay/create', { ...CREATE, ...change })
    expect([ok, said]).toStrictEqual([false, msg])
  })

  test('the first that is wrong is told', async () => {
    expect((await createWalnut().tell('pay/create', {})).msg).toBe('买家为空')
  })

  test('查询商品以及其价格: goods that there are not', async () => {
    expect(await createWalnut().tell('pay/create', { ...CREATE, go: 'goods-x' })).toMatchObject({ ok: false, errCode: 'e.io.obj.noexists' })
  })

  test('支付单的成功回调: my_callback runs once, a template over the pay object, and apply_at says when', async () => {
    const posted: [string, unknown][] = []
    const mock = createWalnut({
      walnut: shop({ callbacks: { my_callback: { url: 'http://127.0.0.1:9/paid/${id}', body: { order: '${buy_for}', fee: '${fee}', none: '${nothing}' } } } }),
      http: async (request, inProcess) => {
        if (!request.url.startsWith('http://127.0.0.1:9/')) return inProcess(request)
        posted.push([request.url, await request.json()])
        return new Response('ok')
      },
    })
    const { data } = await mock.tell('pay/create', { ...CREATE, go: 'goods-c' })
    const paidAt = mock.clock.now()
    await payByQr(mock, data['data'])
    expect(posted).toStrictEqual([[`http://127.0.0.1:9/paid/${data.payObjId}`, { order: 'goods-c', fee: '10', none: '' }]])
    expect((await mock.ask('pay/check', { id: data.payObjId })).data).toMatchObject({ apply_at: paidAt, apply_re: '200' })
  })
})
