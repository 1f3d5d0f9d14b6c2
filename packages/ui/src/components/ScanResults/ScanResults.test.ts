import type { Fen, OrderAnswer } from '@baas-pay/sdk'
import { mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { ScanResults } from '.'
import { useScanResults, type ScanFact, type ScanRow, type UseScanResultsReturn } from '../../composables/useScanResults'
import { createPayUI } from '../../plugin'
import { stillPage } from '../../test/scenes'
import { has, part, partsNamed, pass, press, settle, textOf } from '../../test/screen'
import { openShop, tradeNoOf } from '../../test/shop'

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-21T18:20:31') })
  return () => vi.useRealTimers()
})

type Answer = () => Partial<OrderAnswer> | Promise<never>
const lost: Answer = () => Promise.reject(new Error('no network'))

/** A till that was told some facts. */
async function show(facts: readonly ScanFact[], { find = lost, locale = 'zh-CN', print }: { find?: Answer; locale?: string; print?: (row: ScanRow) => unknown } = {}) {
  const shop = openShop({ gateways: ['alipay_barcode'], ports: { page: stillPage } })
  const answer = { find }
  shop.find = async () => answer.find()
  let results: UseScanResultsReturn | undefined
  const Till = defineComponent(() => {
    results = useScanResults(shop.client)
    const kept = results
    return () => h(ScanResults, { results: kept, print })
  })
  const wrapper = mount(Till, { attachTo: document.body, global: { plugins: [createPayUI({ client: shop.client, locale })] } })
  onTestFinished(() => wrapper.unmount())
  for (const fact of facts) results?.record(fact)
  await settle()
  return { shop, answer, results }
}

const charge = (outcome: ScanFact['outcome'], facts: Partial<ScanFact> = {}): ScanFact => ({ outcome, intentId: 'sale-1', tradeNo: tradeNoOf(1), amountFen: 990 as Fen, gatewayType: 'alipay_barcode', ...facts })

it('says that there are none yet', async () => {
  await show([])
  expect(textOf('results-empty')).toContain('还没有收款')
  expect(has('results-clear')).toBe(false)
})

it('shows amount, time, brand and the order number to copy', async () => {
  await show([charge('paid')])
  const text = textOf('results-row').replace(/\s+/g, ' ')
  for (const piece of ['已收款', '9.90', '18:20:31', '支付宝']) expect(text).toContain(piece)
  expect(textOf('order-number').replace(/\s/g, '')).toBe(tradeNoOf(1))
  expect(has('copy')).toBe(true)
})

describe('a row', () => {
  it.each<[string, ScanFact, RegExp]>([
    ['unknown', charge('unknown'), /结果未知.*请勿重复收款/],
    ['refused', charge('refused', { reason: 'not-enough' }), /没有收成.*余额不足 · 没有扣款/],
    ['refused for no reason that was told', charge('refused', { reason: 'other' }), /没有收成.*没有扣款/],
    ['taken back', charge('reversed'), /已撤销.*没有收到钱/],
    ['taken back after the payer had paid', charge('reversed', { refund: 'complete' }), /已撤销.*已全额退回/],
    ['late', charge('paid', { late: true }), /已收款.*刚刚才查到，不用再收/],
    ['given back in part', charge('paid', { refund: 'partial' }), /已收款.*已退回一部分/],
    ['open', charge('open'), /等待付款/],
  ])('that is %s says so in plain words', async (_case, fact, words) => {
    await show([fact])
    expect(textOf('results-row').replace(/\s+/g, ' ')).toMatch(words)
  })

  it('of a second payment says that one is to be refunded', async () => {
    await show([charge('paid'), charge('paid', { tradeNo: tradeNoOf(2) })])
    expect(partsNamed('results-row').map((row) => row.hasAttribute('data-pay-second')).filter(Boolean)).toHaveLength(1)
    expect(textOf('results')).toContain('同一笔收了两次，请退一笔')
  })

  it('without a number shows the token that support can search by', async () => {
    const clientToken = 'a'.repeat(32) as NonNullable<ScanFact['clientToken']>
    await show([charge('unknown', { tradeNo: undefined, clientToken })])
    expect(textOf('order')).toContain('查询号')
    expect(textOf('order-number').replace(/\s/g, '')).toBe(clientToken)
  })
})

describe('asking again', () => {
  it('is offered for what is not settled, and for nothing else', async () => {
    await show([charge('paid'), charge('unknown', { tradeNo: tradeNoOf(2), intentId: 'sale-2' })])
    expect(partsNamed('results-check')).toHaveLength(1)
    expect(part('results-check').getAttribute('aria-label')).toMatch(/查一下 ¥9\.90/)
  })

  it('rule 2: always answers visibly: that it asks, then when it found nothing', async () => {
    await show([charge('unknown')])
    await press('results-check')
    expect(textOf('results-check')).toBe('正在查…')
    await pass(10_000)
    expect(textOf('results-answer')).toMatch(/^18:20:\d\d 查过：还没有结果，请先不要再收$/)
    const first = textOf('results-answer')
    await pass(5_000)
    await press('results-check')
    await pass(10_000)
    expect(textOf('results-answer')).not.toBe(first)
    expect(textOf('results-live')).toBe(textOf('results-answer'))
  })

  it('announces a payment that was found meanwhile', async () => {
    const { answer } = await show([charge('unknown')])
    answer.find = () => ({ status: 'success' })
    await pass(60_000)
    expect(part('results-row').dataset['payOutcome']).toBe('paid')
    expect(textOf('results-live')).toBe('¥9.90 已收款')
  })
})

it('clears what is settled', async () => {
  await show([charge('paid'), charge('unknown', { tradeNo: tradeNoOf(2), intentId: 'sale-2' })])
  await press('results-clear')
  expect(partsNamed('results-row').map((row) => row.dataset['payOutcome'])).toEqual(['unknown'])
})

it('speaks the page’s language', async () => {
  await show([charge('unknown')], { locale: 'en' })
  await pass(0)
  expect(textOf('results-row')).toMatch(/Not known[^]*Do not charge again/)
})

describe('a receipt', () => {
  it('of a payment that came to light after its customer had gone waits for the cashier: it is printed by a press, with what the backend told', async () => {
    const print = vi.fn()
    const { answer } = await show([charge('unknown')], { print })
    expect(has('results-print')).toBe(false)
    answer.find = () => ({ status: 'success', paidAt: '2026-11-21T18:20:30+08:00' })
    await press('results-check')
    expect(part('results-row').dataset['payOutcome']).toBe('paid')
    expect(print).not.toHaveBeenCalled()
    await press('results-print')
    expect(print.mock.calls).toMatchObject([[{ tradeNo: tradeNoOf(1), amountFen: 990, gatewayType: 'alipay_barcode', intentId: 'sale-1', late: true, paidAt: '2026-11-21T18:20:30+08:00' }]])
  })

  it('is not asked for twice while it is printed; that it failed is said, and changes nothing about the payment', async () => {
    let fail = (_error: Error) => {}
    const print = vi.fn(() => new Promise((_resolve, reject) => { fail = reject }))
    await show([charge('paid')], { print })
    await press('results-print')
    await press('results-print')
    expect(print).toHaveBeenCalledTimes(1)
    fail(new Error('no paper'))
    await settle()
    expect(textOf('results-row')).toMatch(/已收款[^]*收款已成功，只是小票没有打印出来/)
    await press('results-print')
    expect(print).toHaveBeenCalledTimes(2)
    expect(textOf('results-row')).not.toContain('没有打印出来')
  })

  it('of each payment is its own: while two are printed, neither is asked for again', async () => {
    const print = vi.fn(() => new Promise(() => {}))
    await show([charge('paid'), charge('paid', { intentId: 'sale-2', tradeNo: tradeNoOf(2) })], { print })
    const buttons = partsNamed('results-print')
    expect(buttons).toHaveLength(2)
    for (const button of [...buttons, ...buttons]) button.click()
    await settle()
    expect(print).toHaveBeenCalledTimes(2)
    expect(buttons.map((button) => button.getAttribute('aria-disabled'))).toEqual(['true', 'true'])
  })

  it.each<[string, ScanFact]>([['refused', charge('refused')], ['taken back', charge('reversed')], ['given back', charge('paid', { refund: 'complete' })], ['not known', charge('unknown')]])('there is none of what is %s', async (_what, fact) => {
    await show([fact], { print: () => {} })
    expect(has('results-print')).toBe(false)
  })

  it('is the page\'s: without a printer nothing offers one', async () => {
    await show([charge('paid')])
    expect(has('results-print')).toBe(false)
  })
})
