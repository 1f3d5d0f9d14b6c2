/** What the types of `@baas-pay/sdk/walnut` promise, and misuses that must not compile. */
import { describe, expectTypeOf, it } from 'vitest'
import { createCheckout, createPayClient, quotePrice, type Backend, type GatewayType } from './index'
import { walnut, walnutErrCodes, type Connect, type WalnutErrCode, type WalnutOptions, type WalnutWay } from './walnut'

const place = { host: 'https://pay.test', domain: 'demo' }

describe('walnut()', () => {
  it('is a backend of a client', () => {
    const backend = walnut(place)
    expectTypeOf(backend).toEqualTypeOf<Backend>()
    const client = createPayClient({ backend })
    createCheckout(client, { gateway: 'paypal', amountFen: 0, description: 'x', products: [{ id: 'p' }, { id: 'q', amount: 2 }] })
    void quotePrice(client, { amountFen: 0, description: 'x', products: [{ id: 'p' }], gateway: 'paypal' })
  })

  it('takes a ticket as a text or a function, ways of paying by their names, and a socket of the test\'s', () => {
    const deaf: Connect = () => undefined
    walnut({ ...place, ticket: 'T', openid: () => undefined, extensions: true, gateways: ['weixin_tenpay_native', 'alipay_qrcode'], connect: deaf })
    walnut({ ...place, ticket: () => undefined })
    // @ts-expect-error a ticket that is still on its way can't be sent
    walnut({ ...place, ticket: () => Promise.resolve('T') })
    // @ts-expect-error Walnut's own names are the wire's
    walnut({ ...place, gateways: ['wx.qrcode'] })
    // @ts-expect-error no such way of paying
    walnut({ ...place, gateways: ['weixin'] })
    // @ts-expect-error the host is required
    walnut({ domain: 'demo' })
    // @ts-expect-error the domain is required
    walnut({ host: 'https://pay.test' })
    // @ts-expect-error no such option
    walnut({ ...place, clientID: 'demo' })
    // @ts-expect-error one client is of one backend: Walnut's has no login token of MinCloud's
    walnut({ ...place, token: 'T' })
    // @ts-expect-error a socket has its ears given
    walnut({ ...place, connect: (url: string, protocol: string) => new WebSocket(url, protocol) })
  })

  it('reads nothing off its options but what they are', () => {
    expectTypeOf<WalnutOptions['gateways']>().toEqualTypeOf<readonly GatewayType[] | undefined>()
    expectTypeOf<WalnutOptions['ticket']>().toEqualTypeOf<string | (() => string | undefined) | undefined>()
  })
})

describe('how an order comes to be', () => {
  it('is told apart by the call', () => {
    const ways: readonly WalnutWay[] = [
      { call: 'pay/buy' },
      { call: 'pay/buy', tp: 'Q', coupons: ['c'], fields: { note: 'n' } },
      { call: 'pay/create', buyer: 'xiaobai', target: 'demo' },
      { call: 'pay/pay', id: 'X', isForced: true },
    ]
    for (const way of ways) {
      // @ts-expect-error only pay/pay has an order before
      void way.id
      if (way.call === 'pay/pay') expectTypeOf(way.id).toEqualTypeOf<string>()
      if (way.call === 'pay/create') expectTypeOf(way.target).toEqualTypeOf<string>()
    }
  })

  it('does not compile where a call lacks what it needs, or has what is another\'s', () => {
    // @ts-expect-error no such call
    walnut({ ...place, way: { call: 'pay/check' } })
    // @ts-expect-error a call is required
    walnut({ ...place, way: {} })
    // @ts-expect-error pay/create needs its buyer and its target
    walnut({ ...place, way: { call: 'pay/create', buyer: 'xiaobai' } })
    // @ts-expect-error pay/pay needs the order's number
    walnut({ ...place, way: { call: 'pay/pay' } })
    // @ts-expect-error only pay/pay can be forced
    walnut({ ...place, way: { call: 'pay/buy', isForced: true } })
    // @ts-expect-error only pay/buy takes coupons
    walnut({ ...place, way: { call: 'pay/create', buyer: 'b', target: 't', coupons: [] } })
    // @ts-expect-error an order is of type A or Q
    walnut({ ...place, way: { call: 'pay/buy', tp: 'B' } })
    // @ts-expect-error the buyer's own words are texts
    walnut({ ...place, way: { call: 'pay/buy', fields: { note: 1 } } })
  })
})

describe('what a payer is shown', () => {
  it('is told apart by its flow: only a page to go to can be framed', () => {
    const { state } = createCheckout(createPayClient({ backend: walnut(place) }), { gateway: 'alipay_qrcode', amountFen: 1, description: 'x', products: [{ id: 'p' }] })
    if (state.name !== 'waiting') return
    const { show } = state.order
    // @ts-expect-error it may be a code
    void show.url
    if (show.flow === 'redirect') expectTypeOf(show).toEqualTypeOf<{ readonly flow: 'redirect'; readonly url: string; readonly isFramed?: boolean | undefined }>()
    if (show.flow === 'qrcode') expectTypeOf(show.codeUrl).toEqualTypeOf<string>()
    // @ts-expect-error a code is in no frame
    if (show.flow === 'qrcode') void show.isFramed
  })
})

describe('an errCode', () => {
  it('is one of those that Walnut documents', () => {
    expectTypeOf(walnutErrCodes).toEqualTypeOf<WalnutErrCode[]>()
    const waiting: WalnutErrCode = 'e.www.pay.waiting'
    // @ts-expect-error no such code
    const invented: WalnutErrCode = 'e.www.pay.invented'
    // @ts-expect-error what stands before it is not all of it
    const prefix: WalnutErrCode = 'e.www.pay.'
    void [waiting, invented, prefix]
  })
})
