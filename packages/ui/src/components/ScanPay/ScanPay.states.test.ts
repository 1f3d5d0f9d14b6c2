import { HError } from '@baas-pay/sdk'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openCounter, scan, WECHAT } from '../../test/counter'
import { has, pass, textOf } from '../../test/screen'
import { silence, tradeNoOf } from '../../test/shop'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  return () => vi.useRealTimers()
})

const lost = () => Promise.reject(new HError(600, undefined, { retryable: true }))

describe('while the payer types the password', () => {
  it('the screen says so, with a timer of its own, and moves on by itself', async () => {
    const { shop, facts, see } = await openCounter()
    shop.told = { tradeState: 'USERPAYING' }
    await scan(WECHAT)
    await see('confirming')
    expect(textOf('hint')).toBe('需要用户确认')
    expect(textOf('waited')).toBe('已等 00:00')
    await pass(2_000)
    expect(textOf('waited')).toBe('已等 00:02')
    expect(facts('confirming')).toMatchObject([{ tradeNo: tradeNoOf(1), masked: '13****89', amountFen: 1990 }])
    shop.told = { status: 'success' }
    await pass(5_000)
    await see('paid')
    expect(facts('confirming')).toHaveLength(1)
  })

  it('a wallet that has said nothing yet is not told to ask for a password', async () => {
    const { see } = await openCounter()
    await scan(WECHAT)
    await see('confirming')
    expect(textOf('hint')).toBe('正在等钱包的答复')
  })

  it('rule 6: a failed ask ends nothing, and is shown', async () => {
    const { shop, see } = await openCounter()
    shop.told = { tradeState: 'USERPAYING' }
    await scan(WECHAT)
    shop.find = lost
    await pass(20_000)
    await see('confirming')
    expect(textOf('network')).toContain('网络不稳定')
  })
})

describe('nothing was charged: the reason in plain words, and what to do next', () => {
  it.each([
    ['AUTHCODEEXPIRE', 'code-expired', '付款码过期了'], ['AUTH_CODE_INVALID', 'code-invalid', '付款码不能用'], ['AUTH_CODE_ERROR', 'code-invalid', '付款码不能用'],
    ['NOTENOUGH', 'not-enough', '余额不足'], ['NOTSUPORTCARD', 'card', '这张银行卡不支持'], ['RULELIMIT', 'limit', '超出了顾客的支付限额'],
    ['PAYERROR', 'declined', '顾客没有付成'], ['NOAUTH', 'shop', '暂时收不了这种付款'], ['ORDERCLOSED', 'other', '这笔没有收成'],
  ])('%s is told as %s', async (tradeState, reason, title) => {
    const { shop, facts, see } = await openCounter()
    shop.told = { status: 'failed', tradeState }
    await scan(WECHAT)
    await see('refused')
    expect(textOf('result-title')).toBe(title)
    expect(textOf('result-text')).toContain('没有扣款')
    expect(facts('refused')).toMatchObject([{ reason, masked: '13****89', error: { errCode: tradeState } }])
  })
})

describe('rule 2: unknown stays unknown', () => {
  it('a lost answer is asked for, and never says failed; a late payment is found', async () => {
    const { shop, facts, see } = await openCounter({ props: { paidMs: null } })
    shop.create = shop.find = lost
    await scan(WECHAT)
    await pass(15_000)
    await see('unknown')
    expect(textOf('result-title')).toBe('结果未知，请勿重复收款')
    expect(textOf('order')).toContain('查询号')
    const [unknown] = facts('unknown')
    expect(unknown?.clientToken).toBe(textOf('order-number').replace(/\s/gu, ''))
    await pass(600_000)
    await see('unknown')
    shop.find = () => Promise.resolve({ status: 'success', clientToken: unknown?.clientToken, tradeNo: tradeNoOf(1) })
    await pass(60_000)
    await see('paid')
    expect(facts('paid')).toMatchObject([{ late: true, masked: '13****89' }])
    expect(textOf('result-text')).toContain('刚刚才查到')
    expect(shop.calls.create).toBe(1)
    expect(facts('refused')).toEqual([])
  })

  it('a word that nobody knows is no end', async () => {
    const { shop, see } = await openCounter()
    shop.told = { status: 'failed', tradeState: 'SOMETHING_NEW' }
    await scan(WECHAT)
    await see('confirming')
    await pass(60_000)
    await see('confirming')
    expect(shop.calls.find).toBeGreaterThan(5)
  })
})

describe('taken back', () => {
  it('by the server, because nobody paid in time', async () => {
    const { shop, facts, see } = await openCounter()
    shop.told = { tradeState: 'USERPAYING' }
    await scan(WECHAT)
    shop.told = { tradeState: 'REVOKED' }
    await pass(10_000)
    await see('reversed')
    expect(textOf('result-title')).toBe('顾客没有付款，已撤销')
    expect(facts('reversed')).toMatchObject([{ by: 'server', isRefunded: false, tradeNo: tradeNoOf(1) }])
  })

  it('after the payer had paid: no success is shown or told, for the money goes back', async () => {
    const { shop, facts, see } = await openCounter()
    shop.told = { status: 'success', refundStatus: 'complete' }
    await scan(WECHAT)
    await see('reversed')
    expect(textOf('result-title')).toBe('已撤销，钱已退回')
    expect([facts('paid'), facts('reversed')]).toMatchObject([[], [{ isRefunded: true }]])
  })

  it('in part: it is paid', async () => {
    const { shop, facts, see } = await openCounter()
    shop.told = { status: 'success', refundStatus: 'partial' }
    await scan(WECHAT)
    await see('paid')
    expect(facts('paid')).toMatchObject([{ refund: 'partial' }])
  })
})

it('the root tells the screen, the sdk\'s state and whether a scan is heard, for tests and themes', async () => {
  const { shop, root } = await openCounter()
  expect(root().dataset).toMatchObject({ payScan: 'ready', payState: 'idle', payHealth: 'ok' })
  expect(root().hasAttribute('data-pay-armed')).toBe(true)
  shop.create = silence
  await scan(WECHAT)
  expect(root().dataset).toMatchObject({ payScan: 'charging', payState: 'creating' })
  expect(root().hasAttribute('data-pay-armed')).toBe(false)
  expect(has('scan-field')).toBe(false)
})
