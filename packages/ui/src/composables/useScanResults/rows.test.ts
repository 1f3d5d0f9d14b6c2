import type { Fen, GatewayType, Reading, TradeNo } from '@baas-pay/sdk'
import { describe, expect, it } from 'vitest'
import { factOf, isOf, isSecond, isSettled, numberOf, withFact, type ScanFact, type ScanOutcome, type ScanRow } from './rows'

const outcomes: readonly ScanOutcome[] = ['checking', 'open', 'paid', 'refused', 'reversed', 'unknown']
const no = (name: string) => name as TradeNo
const fact = (outcome: ScanOutcome, facts: Partial<ScanFact> = {}): ScanFact => ({ outcome, tradeNo: no('T1'), ...facts })
const play = (facts: readonly ScanFact[], most = 10) => facts.reduce<readonly ScanRow[]>((rows, one, index) => withFact(rows, one, { key: `k${index}`, at: index, most }), [])

describe('a row', () => {
  it.each([
    ['open', 'paid', 'paid'], ['open', 'refused', 'refused'], ['open', 'unknown', 'unknown'], ['unknown', 'open', 'open'], ['unknown', 'paid', 'paid'], ['unknown', 'reversed', 'reversed'],
    ['refused', 'open', 'refused'], ['refused', 'unknown', 'refused'], ['refused', 'paid', 'paid'], ['reversed', 'paid', 'paid'], ['reversed', 'refused', 'reversed'],
    ['checking', 'refused', 'refused'], ['open', 'checking', 'open'],
  ] as const)('that is %s and told %s is %s', (before, told, after) => {
    expect(play([fact(before), fact(told)]).map(({ outcome }) => outcome)).toEqual([after])
  })

  it.each(outcomes)('rule 2: that is paid stays it, told that it is %s', (told) => {
    expect(play([fact('open'), fact('paid'), fact(told)]).map(({ outcome }) => outcome)).toEqual(['paid'])
  })

  it.each([['unknown', true], ['refused', true], ['reversed', true], ['open', false], ['checking', false]] as const)('that was %s before it was paid is late: %s', (before, late) => {
    expect(play([fact(before), fact('paid')])[0]?.late).toBe(late)
  })

  it('that was told to be late stays it', () => {
    expect(play([fact('open'), fact('paid', { late: true }), fact('paid')])[0]?.late).toBe(true)
  })
})

describe('what a fact speaks of', () => {
  it.each([
    ['the same number', {}, {}, true],
    ['another number of the same intent', { intentId: 'a' }, { intentId: 'a', tradeNo: no('T2') }, false],
    ['a number, told of an intent that had none', { tradeNo: undefined, intentId: 'a' }, { intentId: 'a' }, true],
    ['another intent without a number', { intentId: 'a' }, { tradeNo: undefined, intentId: 'b' }, false],
    ['a number, told of an intent whose charge before was settled', { outcome: 'refused', tradeNo: undefined, intentId: 'a' }, { intentId: 'a' }, false],
    ['a token, told of an intent whose charge before was settled', { outcome: 'refused', intentId: 'a' }, { tradeNo: undefined, clientToken: 'c', intentId: 'a' }, false],
    ['nothing', { tradeNo: undefined }, { tradeNo: undefined }, false],
  ] as const)('%s', (_case, row, told, is) => {
    expect(isOf(fact('open', row as Partial<ScanFact>), fact('paid', told as Partial<ScanFact>))).toBe(is)
  })

  it('keeps what is not told anew', () => {
    const amountFen = 990 as Fen
    const gatewayType: GatewayType = 'alipay_barcode'
    expect(play([fact('open', { amountFen, gatewayType }), fact('paid', { amountFen: undefined })])[0]).toMatchObject({ amountFen, gatewayType, at: 0, key: 'k0' })
  })
})

describe('how many', () => {
  const many = (outcome: ScanOutcome) => Array.from({ length: 4 }, (_, index) => fact(index === 0 ? outcome : 'paid', { tradeNo: no(`T${index}`) }))

  it('only the newest are kept', () => {
    expect(play(many('paid'), 3).map(({ tradeNo }) => tradeNo)).toEqual(['T3', 'T2', 'T1'])
  })

  it.each(['unknown', 'open', 'checking'] as const)('an older one that is %s is not dropped', (outcome) => {
    expect(play(many(outcome), 3).map(({ tradeNo }) => tradeNo)).toEqual(['T3', 'T2', 'T1', 'T0'])
  })
})

describe('a second payment', () => {
  const twice = (facts: Partial<ScanFact> = {}) => play([fact('paid', { intentId: 'a' }), fact('paid', { intentId: 'a', tradeNo: no('T2'), ...facts })])
  const seconds = (rows: readonly ScanRow[]) => rows.filter((row) => isSecond(rows, row)).map(({ tradeNo }) => tradeNo)

  it.each([
    ['of the same intent is one', {}, ['T2']], ['of another is none', { intentId: 'b' }, []], ['that was given back is none', { refund: 'complete' }, []],
    ['that was given back in part is one', { refund: 'partial' }, ['T2']], ['of no intent is none', { intentId: undefined }, []],
  ] as const)('%s', (_case, facts, found) => {
    expect(seconds(twice(facts))).toEqual(found)
  })
})

it.each<[Reading, ScanOutcome | undefined]>([
  [{ kind: 'paid' }, 'paid'], [{ kind: 'failed', tradeState: 'NOTENOUGH' }, 'refused'], [{ kind: 'closed', by: 'state' }, 'reversed'], [{ kind: 'closed', by: 'time' }, undefined],
  [{ kind: 'waiting' }, 'open'], [{ kind: 'waiting', phase: 'userpaying' }, 'open'], [{ kind: 'waiting', phase: 'reversing' }, 'unknown'], [{ kind: 'none' }, undefined],
])('rule 2: the answer %j makes it %s', (reading, outcome) => {
  expect(factOf(reading)?.outcome).toBe(outcome)
})

it('names the token where there is no number', () => {
  const clientToken = 'c'.repeat(32) as NonNullable<ScanFact['clientToken']>
  expect(numberOf({ clientToken })).toEqual({ value: clientToken, isToken: true })
  expect(numberOf({ clientToken, tradeNo: no('T1') })).toEqual({ value: 'T1', isToken: false })
  expect(numberOf({})).toBeUndefined()
})

it.each([['paid', true], ['refused', true], ['reversed', true], ['open', false], ['unknown', false], ['checking', false]] as const)('%s is settled: %s', (outcome, is) => {
  expect(isSettled({ outcome })).toBe(is)
})
