import { expect, test } from 'vitest'
import { createWalnut, payByQr, ticketOf } from './walnut'

const at = (request: Request, path: string): Request => new Request(new URL(path, request.url), request)

test.each([
  ['wx.qrcode', 'v2', 'pay/re_wx'],
  ['wx.qrcode', 'v2', 'payresult'],
  ['wx.qrcode', 'v3', 'pay/re_wx'],
  ['wx.qrcode', 'v3', 'payresult'],
  ['zfb.qrcode', 'v2', 'pay/re_zfb'],
] as const)('%s over %s: the notify is taken at %s of any domain of the merchant, and of no other', async (pay_tp, wechatApi, place) => {
  const answers: [string, number][] = []
  const mock = createWalnut({
    wechatApi,
    clientIDs: ['demo', 'cafe'],
    http: async (request, inProcess) => {
      if (!/\/(re_wx|re_zfb|payresult)$/.test(new URL(request.url).pathname)) return inProcess(request)
      const stranger = await inProcess(at(request.clone(), `/api/stranger/${place}`))
      const answer = await inProcess(at(request, `/api/cafe/${place}`))
      answers.push(['stranger', stranger.status], ['cafe', answer.status])
      return answer
    },
  })
  const ticket = await ticketOf(mock)
  const { data: { id, pay_re } } = await mock.buy(ticket, { products: [{ id: 'goods-c' }], pay_tp })
  await payByQr(mock, pay_re['data'])
  expect(answers).toStrictEqual([['stranger', 404], ['cafe', 200]])
  expect((await mock.ask('pay/order', { ticket, id })).data).toMatchObject({ or_st: 'OK' })
})
