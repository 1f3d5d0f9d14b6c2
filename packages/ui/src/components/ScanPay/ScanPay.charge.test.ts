import { HError } from '@baas-pay/sdk'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ALIPAY, openCounter, openTill, QQ, scan, UNIONPAY, WECHAT, WECHAT_2 } from '../../test/counter'
import { has, pass, press, textOf } from '../../test/screen'
import { silence } from '../../test/shop'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  return () => vi.useRealTimers()
})

describe('a scanned code', () => {
  it('is charged, and what may be told of it is told', async () => {
    const { shop, facts, see } = await openCounter()
    await see('ready')
    shop.told = { status: 'success' }
    await scan(WECHAT)
    await see('paid')
    expect(shop.asked).toMatchObject([{ authCode: WECHAT, amountFen: 1990, description: '午餐', gateway: 'weixin_tenpay_micropay' }])
    expect(facts('scan')).toEqual([{ brand: 'wechat', masked: '13****89' }])
    expect(facts('charging')).toMatchObject([{ gatewayType: 'weixin_tenpay_micropay', masked: '13****89' }])
    expect(facts('paid')).toMatchObject([{ brand: 'wechat', masked: '13****89', late: false, amountFen: 1990, tradeNo: expect.any(String) }])
    expect(textOf('scan-code')).toContain('13****89')
  })

  it.each([[WECHAT, 'weixin_tenpay_micropay'], [ALIPAY, 'alipay_barcode']])('picks the gateway of its own wallet: %s', async (code, gateway) => {
    const { shop } = await openCounter()
    await scan(code)
    expect(shop.asked).toMatchObject([{ gateway }])
  })

  it.each([
    ['of UnionPay', UNIONPAY, { reason: 'unsupported', brand: 'unionpay', masked: '62****67' }, '这里不能用云闪付，请换一个钱包'],
    ['of a wallet that the backend lacks', QQ, { reason: 'unsupported', brand: 'qq', masked: '91****37' }, '这里不能用QQ 钱包，请换一个钱包'],
    ['that is cut off', WECHAT.slice(0, 15), { reason: 'incomplete', brand: 'wechat', masked: '13****56' }, '没有读全，请再扫一次'],
    ['that is no payment code', '6901234567892', { reason: 'unknown', masked: '69****92' }, '这不是付款码，请打开钱包的“付款码”再扫'],
  ])('%s is refused by its name, before any request', async (_what, code, told, words) => {
    const { shop, facts, see } = await openCounter()
    await scan(code)
    await see('ready')
    expect(facts('rejected')).toEqual([{ brand: undefined, ...told }])
    expect(textOf('scan-notice')).toBe(words)
    expect(shop.calls.create).toBe(0)
    await pass(8_000)
    expect(has('scan-notice')).toBe(false)
  })

  it('that the shop\'s server refuses has charged nothing, and that is said', async () => {
    const { shop, facts, see } = await openCounter()
    shop.create = () => Promise.reject(new HError(400, 'refused'))
    await scan(WECHAT)
    await see('refused')
    expect(facts('refused')).toMatchObject([{ reason: 'shop', masked: '13****89' }])
  })
})

describe('rule 4: one order, one charge', () => {
  it('a scanner that fires twice charges once', async () => {
    const { shop, facts } = await openCounter()
    shop.create = silence
    await Promise.all([scan(WECHAT), scan(WECHAT), scan(WECHAT)])
    expect(shop.calls.create).toBe(1)
    expect(facts('scan')).toHaveLength(1)
    expect(facts('rejected').map(({ reason }) => reason)).toEqual(['used', 'used'])
  })

  it('two codes back to back: the second is refused with a word, and is good for later', async () => {
    const { shop, facts, see } = await openCounter()
    shop.told = { status: 'failed', tradeState: 'NOTENOUGH' }
    await Promise.all([scan(WECHAT), scan(WECHAT_2)])
    await see('refused')
    expect(shop.calls.create).toBe(1)
    expect(facts('rejected')).toEqual([{ reason: 'busy', brand: 'wechat', masked: '10****36' }])
    await scan(WECHAT_2)
    expect(shop.asked.map(({ authCode }) => authCode)).toEqual([WECHAT, WECHAT_2])
  })

  it.each([
    ['charging', { create: silence }, {}],
    ['confirming', {}, { tradeState: 'USERPAYING' }],
    ['paid', {}, { status: 'success' }],
    ['unknown', { create: () => Promise.reject(new HError(600, undefined, { retryable: true })), find: () => Promise.reject(new HError(600, undefined, { retryable: true })) }, {}],
  ] as const)('another code while it is %s is refused', async (screen, answers, told) => {
    const { shop, facts, see } = await openCounter()
    Object.assign(shop, answers, { told })
    await scan(WECHAT)
    await pass(screen === 'unknown' ? 15_000 : 0)
    await see(screen)
    await scan(ALIPAY)
    await see(screen)
    expect(facts('rejected')).toEqual([{ reason: 'busy', brand: 'alipay', masked: '28****94' }])
    expect(textOf('scan-notice')).toBe('没有另外收款，请等“扫码枪已就绪”再扫')
    expect(shop.calls.create).toBe(1)
  })

  it.each([['a barcode of goods', '6901234567892', 'unknown'], ['the same code', WECHAT, 'used'], ['half a code', '13456789', 'incomplete']])('%s while it is confirming: nobody is asked to scan again', async (_what, code, reason) => {
    const { shop, facts, see } = await openCounter()
    shop.told = { tradeState: 'USERPAYING' }
    await scan(WECHAT)
    await scan(code)
    await see('confirming')
    expect(facts('rejected')).toMatchObject([{ reason }])
    expect(textOf('scan-notice')).toBe('没有另外收款，请等“扫码枪已就绪”再扫')
  })

  it('what was said of a scan that came too soon is gone once the next is taken', async () => {
    const { shop, see } = await openCounter()
    shop.told = { tradeState: 'USERPAYING' }
    await scan(WECHAT)
    await scan(ALIPAY)
    expect(has('scan-notice')).toBe(true)
    shop.told = { status: 'failed', tradeState: 'PAYERROR' }
    await press('check')
    await see('refused')
    expect([has('scan-notice'), textOf('armed')]).toEqual([false, '扫码枪已就绪'])
  })

  it('each code after a refusal is an order of its own', async () => {
    const { shop, facts, see } = await openCounter()
    shop.told = { status: 'failed', tradeState: 'AUTHCODEEXPIRE' }
    await scan(WECHAT)
    await see('refused')
    shop.told = { status: 'success' }
    await scan(WECHAT_2)
    await see('paid')
    expect(shop.calls.create).toBe(2)
    const [refused] = facts('refused')
    const [paid] = facts('paid')
    expect(paid?.tradeNo).not.toBe(refused?.tradeNo)
    expect(paid?.intentId).toBe(refused?.intentId)
  })

  it('a code that was refused is not sent again', async () => {
    const { shop, facts, see } = await openCounter()
    shop.told = { status: 'failed', tradeState: 'AUTHCODEEXPIRE' }
    await scan(WECHAT)
    await see('refused')
    await scan(WECHAT)
    expect(facts('rejected')).toMatchObject([{ reason: 'used' }])
    expect(shop.calls.create).toBe(1)
  })
})

it('rule 9: a backend without any such gateway, or an amount that can\'t be, is told before a code is taken', async () => {
  const errors: unknown[] = []
  vi.stubGlobal('reportError', (error: unknown) => errors.push(error))
  const { shop, facts, see } = await openCounter({ props: { intent: { amountFen: 0.5, description: '午餐' } } })
  await see('refused')
  expect(textOf('result-title')).toBe('现在不能收款')
  expect(has('next')).toBe(false)
  expect(facts('refused')).toMatchObject([{ reason: 'misused', error: { code: 605 } }])
  await scan(WECHAT)
  expect(shop.calls.create).toBe(0)
  const other = await openCounter({ shop: openTill({}, { gateways: ['weixin_tenpay_native'] }) })
  await other.see('refused')
  expect(errors).toHaveLength(2)
  vi.unstubAllGlobals()
})
