import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plausibleRef, readReturnUrl } from './return-url'

const ALIPAY = 'charset=utf-8&out_trade_no=T1&method=alipay.trade.wap.pay.return&total_amount=0.10&sign=abc%2F%3D&trade_no=2026&auth_app_id=1&version=1.0&app_id=1&sign_type=RSA2&seller_id=1&timestamp=2026-11-21+09%3A30%3A12'

describe('the address that a wallet sent the payer back to', () => {
  it.each([
    ['Alipay, beside the shop\'s own', `https://shop.test/pay/return?cart=42&${ALIPAY}#top`, 'https://shop.test/pay/return?cart=42#top', { tradeNo: 'T1' }],
    ['Alipay, alone', `/pay/return?${ALIPAY}`, '/pay/return', { tradeNo: 'T1' }],
    ['Alipay\'s page', '/r?out_trade_no=T1&method=alipay.trade.page.pay.return', '/r', { tradeNo: 'T1' }],
    ['PayPal', '/r?a=1&token=EC-1&PayerID=X&b=2', '/r?a=1&b=2', undefined],
    ['WeChat, which adds nothing', '/r?cart=42', '/r?cart=42', undefined],
    ['a shop\'s own parameters that are called like a wallet\'s', '/r?token=mine&version=2&out_trade_no=T1', '/r?token=mine&version=2&out_trade_no=T1', undefined],
    ['one without parameters', '/r', '/r', undefined],
    ['a method that only ends like Alipay\'s', '/r?method=x.alipay.trade.wap.pay.return&out_trade_no=T1', '/r?method=x.alipay.trade.wap.pay.return&out_trade_no=T1', undefined],
    ['a method that only begins like Alipay\'s', '/r?method=alipay.trade.wap.pay.return.x&out_trade_no=T1', '/r?method=alipay.trade.wap.pay.return.x&out_trade_no=T1', undefined],
    ['a blank that is written as a plus, which no number has', '/r?method=alipay.trade.wap.pay.return&out_trade_no=T+1', '/r', undefined],
    ['a name that is written with escapes', '/r?out%5Ftrade_no=T1&method=alipay.trade.wap.pay.return&a=1', '/r?a=1', { tradeNo: 'T1' }],
    ['parameters with nothing between them', '/r?a=1&&method=alipay.trade.wap.pay.return&out_trade_no=T1&', '/r?a=1', { tradeNo: 'T1' }],
    ['a line break in what follows the #', `/r?${ALIPAY}#a\nb?c`, '/r#a\nb?c', { tradeNo: 'T1' }],
    ['an escape that is none', '/r?x=%zz&method=alipay.trade.wap.pay.return&out_trade_no=%zz', '/r?x=%zz', undefined],
  ])('%s', (_case, url, clean, hint) => {
    expect(readReturnUrl(url)).toEqual({ clean, ...(hint && { hint }) })
  })

  it.each(['<img src=x onerror=alert(1)>', 'javascript:alert(1)//', '请拨打400', 'https://evil.test/', 'a b', 'T'.repeat(65), ''])('rule 8: %s is no order number', (text) => {
    expect(readReturnUrl(`/r?method=alipay.trade.wap.pay.return&out_trade_no=${encodeURIComponent(text)}`).hint).toBeUndefined()
    expect(plausibleRef({ tradeNo: text as never })).toBeUndefined()
  })

  it('what is no text is no number either', () => {
    expect(plausibleRef({ tradeNo: ['T1', 'T2'] as never, transactionNo: 'P1' as never })).toEqual({ transactionNo: 'P1' })
    expect(plausibleRef(undefined)).toBeUndefined()
  })

  it('rule 8: never leads elsewhere: what is before the parameters stays, whatever they are', () => {
    fc.assert(fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
      const { clean } = readReturnUrl(`${url.split(/[?#]/)[0]}?${ALIPAY}`)
      expect(clean).toBe(url.split(/[?#]/)[0])
      expect(readReturnUrl(url).clean).toBe(url)
    }), { numRuns: 40 })
  })
})
