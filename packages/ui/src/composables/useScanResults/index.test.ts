import { createCheckout, memoryStorage, type Fen, type OrderAnswer, type PayClientOptions, type TradeNo } from '@baas-pay/sdk'
import { mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, effectScope, h, onMounted, type EffectScope } from 'vue'
import { stillPage } from '../../test/scenes'
import { pass } from '../../test/screen'
import { openShop, tradeNoOf, type Shop } from '../../test/shop'
import { useScanResults, type ScanFact, type UseScanResultsReturn } from '.'

const CODE = '134567890123456789'
const scopes: EffectScope[] = []

beforeEach(() => {
  vi.useFakeTimers()
  return () => {
    scopes.splice(0).forEach((scope) => scope.stop())
    vi.useRealTimers()
  }
})

/** A shop that answers lookups as a test says, by number or token. */
function openTill(answer: () => Partial<OrderAnswer> | Promise<never>, ports: Partial<PayClientOptions> = {}): Shop {
  const shop = openShop({ gateways: ['weixin_tenpay_micropay'], ports: { page: stillPage, ...ports } })
  shop.find = async () => answer()
  return shop
}

function use(shop: Shop, most?: number): UseScanResultsReturn {
  const scope = effectScope()
  scopes.push(scope)
  const results = scope.run(() => useScanResults(shop.client, most === undefined ? {} : { most }))
  if (!results) throw new Error('no scope')
  return results
}

const leave = () => scopes.splice(0).forEach((scope) => scope.stop())
const outcomes = (results: UseScanResultsReturn) => results.rows.value.map(({ outcome }) => outcome)
const fact = (outcome: ScanFact['outcome'], facts: Partial<ScanFact> = {}): ScanFact => ({ outcome, intentId: 'c1', tradeNo: tradeNoOf(1), amountFen: 990 as Fen, gatewayType: 'weixin_tenpay_micropay', ...facts })
const lost = () => Promise.reject(new Error('no network'))
const waiting = (): Partial<OrderAnswer> => ({ tradeState: 'USERPAYING' })

describe('an unknown row', () => {
  it('asks by itself until it is settled, and then no more', async () => {
    let answer: () => Partial<OrderAnswer> | Promise<never> = lost
    const shop = openTill(() => answer())
    const results = use(shop)
    results.record(fact('unknown'))
    await pass(10_000)
    expect(outcomes(results)).toEqual(['unknown'])
    expect(shop.calls.find).toBeGreaterThan(1)
    answer = () => ({ status: 'success' })
    await pass(30_000)
    expect(results.rows.value).toMatchObject([{ outcome: 'paid', late: true }])
    const asked = shop.calls.find
    await pass(600_000)
    expect(shop.calls.find).toBe(asked)
  })

  it.each([
    ['refused for good', { status: 'failed', tradeState: 'NOTENOUGH' }, { outcome: 'refused', reason: 'not-enough' }],
    ['taken back', { status: 'pending', tradeState: 'REVOKED' }, { outcome: 'reversed' }],
    ['being paid', { status: 'pending', tradeState: 'USERPAYING' }, { outcome: 'open' }],
    ['of a state that nobody has heard of', { status: 'pending', tradeState: 'ODD' }, { outcome: 'unknown' }],
  ])('rule 2: that turns out to be %s says so', async (_case, answer, row) => {
    const results = use(openTill(() => answer))
    results.record(fact('unknown'))
    await pass(4_000)
    expect(results.rows.value).toMatchObject([row])
  })
})

describe('a row whose payer is at it', () => {
  it('leaves the asking to whoever shows the charge, and asks itself once that has been silent for two minutes', async () => {
    let answer = waiting()
    const shop = openTill(() => answer)
    const results = use(shop)
    results.record(fact('open'))
    await pass(119_000)
    expect(shop.calls.find).toBe(0)
    answer = { status: 'success' }
    await pass(40_000)
    expect(outcomes(results)).toEqual(['paid'])
  })

  it('asks nothing once the charge has an end, or nobody looks', async () => {
    const shop = openTill(waiting)
    const results = use(shop)
    results.record(fact('open'))
    results.record(fact('paid'))
    results.record(fact('open', { tradeNo: tradeNoOf(2), intentId: 'c2' }))
    await pass(60_000)
    leave()
    await pass(600_000)
    expect([shop.calls.find, vi.getTimerCount()]).toEqual([0, 0])
  })
})

describe('asking again', () => {
  it('says that it asks, and when nothing came of it', async () => {
    const results = use(openTill(lost))
    results.record(fact('unknown'))
    const [row] = results.rows.value
    const asked = results.check(row?.key ?? '')
    expect(results.rows.value).toMatchObject([{ isAsking: true }])
    await pass(10_000)
    await asked
    expect(results.rows.value).toMatchObject([{ isAsking: false, answer: { kind: 'unknown', at: expect.any(Number) } }])
  })

  it('shows what came of it', async () => {
    const results = use(openTill(() => ({ status: 'success', amountFen: 985 as Fen })))
    results.record(fact('unknown'))
    const asked = results.check(results.rows.value[0]?.key ?? '')
    await pass(0)
    await asked
    expect(results.rows.value).toMatchObject([{ outcome: 'paid', amountFen: 985, isAsking: false }])
    expect(results.rows.value[0]?.answer).toBeUndefined()
  })

  it('asks nothing of a row that is settled, or gone', async () => {
    const shop = openTill(waiting)
    const results = use(shop)
    results.record(fact('paid'))
    await results.check(results.rows.value[0]?.key ?? '')
    await results.check('gone')
    expect(shop.calls.find).toBe(0)
  })
})

describe('a reload', () => {
  it('rule 1: asks the backend again for every row, and takes none for paid before it says so', async () => {
    const storage = memoryStorage()
    let answer: () => Partial<OrderAnswer> | Promise<never> = lost
    const shop = openTill(() => answer(), { storage })
    use(shop).record(fact('paid'))
    leave()
    const results = use(shop)
    expect(results.rows.value).toMatchObject([{ outcome: 'checking', tradeNo: tradeNoOf(1), amountFen: 990, gatewayType: 'weixin_tenpay_micropay' }])
    await pass(10_000)
    expect(outcomes(results)).toEqual(['unknown'])
    answer = () => ({ status: 'success' })
    await pass(30_000)
    expect(outcomes(results)).toEqual(['paid'])
  })

  it('keeps the rows before, where a charge is told of before the component around is mounted', async () => {
    const shop = openTill(waiting, { storage: memoryStorage() })
    use(shop).record(fact('paid'))
    leave()
    let results: UseScanResultsReturn | undefined
    const Counter = defineComponent(() => {
      onMounted(() => results?.record(fact('open', { tradeNo: tradeNoOf(2), intentId: 'c2' })))
      return () => null
    })
    const wrapper = mount(defineComponent(() => {
      results = useScanResults(shop.client)
      return () => h(Counter)
    }))
    await pass(0)
    expect(results?.rows.value.map(({ tradeNo }) => tradeNo)).toEqual([tradeNoOf(2), tradeNoOf(1)])
    wrapper.unmount()
  })

  it('rule 4: finds a charge whose answer no page has heard, by the sdk’s own record', async () => {
    const storage = memoryStorage()
    const shop = openTill(waiting, { storage })
    shop.create = () => new Promise(() => {})
    const checkout = createCheckout(shop.client, { gateway: 'weixin_tenpay_micropay', amountFen: 990, description: '热美式', intentId: 'c7' })
    void checkout.charge(CODE)
    await pass(0)
    checkout.dispose()
    const results = use(shop)
    expect(results.rows.value).toMatchObject([{ outcome: 'checking', intentId: 'c7', amountFen: 990, clientToken: expect.stringMatching(/^\S{16,}$/) }])
    await pass(10_000)
    expect(outcomes(results)).toEqual(['unknown'])
  })

  it('rule 8: what is kept has no payment code', async () => {
    const kept: string[] = []
    const storage = { ...memoryStorage(), set: (_key: string, value: string) => void kept.push(value) }
    const shop = openTill(waiting, { storage })
    const results = use(shop)
    const checkout = createCheckout(shop.client, { gateway: 'weixin_tenpay_micropay', amountFen: 990, description: '热美式', intentId: 'c8' })
    checkout.onEvent((news) => { if (news.type === 'created') results.record({ ...news, outcome: 'open' }) })
    void checkout.charge(CODE)
    await pass(5_000)
    checkout.dispose()
    expect(kept.length).toBeGreaterThan(1)
    expect(kept.join('\n')).not.toContain(CODE.slice(2, 12))
  })

  it.each(['nonsense', '{}', '[1,null,{"at":1}]', '[{"at":"x","tradeNo":"T"}]'])('takes %j in the storage for no row', (stored) => {
    const storage = { ...memoryStorage(), get: () => stored }
    expect(use(openTill(waiting, { storage })).rows.value).toEqual([])
  })
})

it('a charge without a number is looked for by its token, and has its number then', async () => {
  const shop = openTill(() => ({ tradeNo: tradeNoOf(9), status: 'success' }))
  shop.create = () => new Promise(() => {})
  const checkout = createCheckout(shop.client, { gateway: 'weixin_tenpay_micropay', amountFen: 990, description: '热美式', intentId: 'c9' })
  void checkout.charge(CODE)
  await pass(0)
  const results = use(shop)
  const { clientToken } = results.rows.value[0] ?? {}
  shop.find = () => Promise.resolve({ tradeNo: tradeNoOf(9), clientToken, status: 'success' })
  await pass(10_000)
  checkout.dispose()
  expect(results.rows.value).toMatchObject([{ outcome: 'paid', tradeNo: tradeNoOf(9) }])
})

it('an unknown charge that tells neither number nor amount has those of the sdk’s record', async () => {
  const shop = openTill(lost)
  shop.create = () => new Promise(() => {})
  const results = use(shop)
  const checkout = createCheckout(shop.client, { gateway: 'weixin_tenpay_micropay', amountFen: 990, description: '热美式', intentId: 'c9' })
  void checkout.charge(CODE)
  await pass(0)
  results.record({ outcome: 'unknown', intentId: 'c9' })
  checkout.dispose()
  expect(results.rows.value).toMatchObject([{ outcome: 'unknown', amountFen: 990, clientToken: expect.any(String) }])
})

it('forgets what is settled at the end of a shift, and nothing else', () => {
  const results = use(openTill(waiting))
  results.record(fact('paid'))
  results.record(fact('unknown', { intentId: 'c2', tradeNo: tradeNoOf(2) }))
  results.clear()
  expect(outcomes(results)).toEqual(['unknown'])
})

it('rule 5: asks nothing and takes nothing after its scope has ended', async () => {
  const shop = openTill(lost)
  const results = use(shop)
  results.record(fact('unknown'))
  leave()
  const asked = shop.calls.find
  await pass(600_000)
  results.record(fact('paid', { tradeNo: 'T9' as TradeNo }))
  expect(shop.calls.find).toBe(asked)
  expect(outcomes(results)).toEqual(['unknown'])
})
