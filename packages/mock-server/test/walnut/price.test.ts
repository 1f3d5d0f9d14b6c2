import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { priceOf, type Price } from '../../src/merchant/walnut/price'
import { resolveWalnut, type WalnutOptions } from '../../src/merchant/walnut/settings'
import { walnutIn } from '../../src/merchant/walnut/settings-in-file'
import { createWalnut, shop, ticketOf } from './walnut'

const SHOP = resolveWalnut({
  products: {
    shirt: { title: '衬衫', priceFen: 9_900, freightFen: 500 },
    bulk: { title: '散装', priceFen: 10, priceBy: { proId: 'set', rule: 'by-amount' } },
  },
  priceRules: { set: { 'by-amount': [{ min: 1, max: 9, priceFen: 10 }, { min: 10, priceFen: 7 }] } },
  coupons: { ten: { minusFen: 1_000, fromFen: 5_000 }, all: { minusFen: 1_000_000 } },
})
const price = (products: readonly { id: string, amount: number }[], coupons: readonly string[] = []): Price => priceOf(products, coupons, SHOP)

describe('the price', () => {
  test('is the shop\'s own, with freight for each', () => {
    expect(price([{ id: 'shirt', amount: 2 }])).toMatchObject({ total_fen: 19_800, freight_fen: 1_000, discount_fen: 0, price_fen: 20_800, fee_fen: 20_800 })
  })

  test.each([[9, 90], [10, 70]])('of %i by a rule is %i fen', (amount, fee) => {
    expect(price([{ id: 'bulk', amount }]).fee_fen).toBe(fee)
  })

  test('counts a product that comes twice as one', () => {
    expect(price([{ id: 'bulk', amount: 5 }, { id: 'bulk', amount: 5 }]).fee_fen).toBe(70)
  })

  test('is less by a coupon, once, if the order is enough for it', () => {
    expect(price([{ id: 'shirt', amount: 1 }], ['ten', 'ten', 'unknown'])).toMatchObject({ discount_fen: 1_000, fee_fen: 9_400, coupons: ['ten'] })
    expect(price([{ id: 'bulk', amount: 1 }], ['ten'])).toMatchObject({ discount_fen: 0, coupons: [] })
  })

  test('rule 7: never falls below the freight, and is whole fen that add up', () => {
    const wanted = fc.array(fc.record({ id: fc.constantFrom('shirt', 'bulk'), amount: fc.integer({ min: 1, max: 1000 }) }), { minLength: 1, maxLength: 5 })
    fc.assert(fc.property(wanted, fc.subarray(['ten', 'all']), (products, coupons) => {
      const { total_fen, freight_fen, discount_fen, price_fen, fee_fen } = price(products, coupons)
      expect([price_fen, fee_fen]).toStrictEqual([total_fen + freight_fen, price_fen - discount_fen])
      expect(fee_fen).toBeGreaterThanOrEqual(freight_fen)
      expect(Number.isSafeInteger(fee_fen)).toBe(true)
    }))
  })

  test('is no matter of what a page says it is', async () => {
    const mock = createWalnut({ walnut: shop({}) })
    const { data } = await mock.buy(await ticketOf(mock), { products: [{ id: 'goods-a', price: 0.01, subtotal: 0.01 }], pay_tp: 'wx.qrcode', price: 0.01, fee: 0.01, total: 0.01 })
    expect(data).toMatchObject({ fee: 199, pay_send: { total_fee: '19900' } })
  })

  test('is told by pay/price before anything is bought', async () => {
    expect((await createWalnut().tell('pay/price', { products: [{ id: 'goods-b', amount: 2 }] })).data).toStrictEqual({
      products: [{ id: 'goods-b', title: '商品B', amount: 2, price: 99, subtotal: 198 }], coupons: [], total: 198, freight: 20, discount: 0, price: 218, fee: 218, currency: 'RMB',
    })
  })
})

describe('the shop in a configuration file', () => {
  test('is read whole, with amounts in yuan', () => {
    expect(walnutIn({
      products: { shirt: { title: '衬衫', price: '99.00', freight: 5, stock: 3, price_by: { pro_id: 'set', rule: 'r' } } },
      price_rules: { set: { r: [{ min: 1, max: 9, price: 0.1 }] } },
      coupons: { ten: { minus: 10, from: 50 } },
      targets: { demo: { zfb_qrcode: 'IFRAME' } },
      sellers: { wx: 'demo' },
      callbacks: { my_callback: { url: 'https://shop.example.com/paid/${id}', body: { order: '${buy_for}' } } },
      callback: 'my_callback',
      pay_time_expire: 30,
      openid_key: 'abc',
    })).toStrictEqual({
      products: { shirt: { title: '衬衫', priceFen: 9_900, freightFen: 500, stock: 3, priceBy: { proId: 'set', rule: 'r' } } },
      priceRules: { set: { r: [{ min: 1, max: 9, priceFen: 10 }] } },
      coupons: { ten: { minusFen: 1_000, fromFen: 5_000 } },
      targets: { demo: { zfbQrcode: 'IFRAME' } },
      sellers: { wx: 'demo' },
      callbacks: { my_callback: { url: 'https://shop.example.com/paid/${id}', body: { order: '${buy_for}' } } },
      callback: 'my_callback', payTimeExpire: 30, openidKey: 'abc',
    } satisfies WalnutOptions)
  })

  test.each<[string, unknown]>([
    ['a list', []],
    ['a field that there is not', { prices: {} }],
    ['a price of three decimals', { products: { a: { title: 'A', price: 0.123 } } }],
    ['a product without a title', { products: { a: { title: ' ', price: 1 } } }],
    ['a command for a callback', { callbacks: { a: { run: 'rm' } } }],
    ['a callback to no address', { callbacks: { a: { url: 'javascript:alert(1)' } } }],
    ['a life of a minute', { pay_time_expire: 1 }],
    ['a target that shows otherwise', { targets: { demo: { zfb_qrcode: 'LINK' } } }],
  ])('is refused with %s', (_, value) => {
    expect(walnutIn(value)).toBeUndefined()
  })
})
