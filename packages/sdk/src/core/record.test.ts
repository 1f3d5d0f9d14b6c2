import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { intentIdFrom } from './identity'
import { attemptEndsAt, readRecord, recordKey, recordKeys, writeRecord, type PendingRecord, type StoredAttempt } from './record'

const NOW = 1_700_000_000_000
const intentId = intentIdFrom('cart-1', () => new Uint8Array(16))

const attempt = (more: Partial<StoredAttempt> = {}) => ({
  no: 1, gatewayType: 'weixin_tenpay_native', amountFen: 10, chargedFen: 10, description: '深蓝色秋裤', tradeNo: 'T', transactionNo: 'X', clientToken: 'K',
  show: { flow: 'qrcode', codeUrl: 'weixin://wxpay/bizpayurl?pr=abc' }, expiresAt: NOW + 60_000, createdAt: NOW, ...more,
}) as StoredAttempt

const stored = (...attempts: unknown[]) => JSON.stringify({ v: 1, intentId, attempts })

describe('the pending record', () => {
  it('comes back as it was written', () => {
    const record: PendingRecord = { v: 1, intentId, attempts: [attempt(), attempt({ no: 2, tradeNo: undefined, transactionNo: undefined, show: undefined })] }
    expect(readRecord(writeRecord(record), intentId, NOW)).toEqual(record)
  })

  it('knows by which order an intent was paid, and believes nothing else than true', () => {
    const isPaidOf = (isPaid: unknown) => readRecord(stored(attempt({ isPaid } as never)), intentId, NOW)?.attempts[0]?.isPaid
    expect([true, false, 'true', 1, undefined].map(isPaidOf)).toEqual([true, undefined, undefined, undefined, undefined])
    const record: PendingRecord = { v: 1, intentId, attempts: [attempt({ isPaid: true })] }
    expect(readRecord(writeRecord(record), intentId, NOW)).toEqual(record)
  })

  it.each<[string, Partial<StoredAttempt>]>([
    ['a trade_no', { transactionNo: undefined, clientToken: undefined }], ['a transaction_no', { tradeNo: undefined, clientToken: undefined }],
    ['a token', { tradeNo: undefined, transactionNo: undefined }], ['a trade_no beside a token', { transactionNo: undefined }],
  ])('keeps an attempt that %s finds', (_case, more) => {
    expect(readRecord(stored(attempt(more)), intentId, NOW)?.attempts).toEqual([attempt(more)])
  })

  it('reads a description that is no text as none, and empty numbers as none', () => {
    expect(readRecord(stored(attempt({ description: 7 as never, tradeNo: '' as never })), intentId, NOW)?.attempts[0]).toMatchObject({ description: '', tradeNo: undefined, transactionNo: 'X' })
  })

  it('is remembered a day past its expiry, 26 hours in all where that is unknown, and not a millisecond longer', () => {
    const [expiring, unknown] = [attempt(), attempt({ expiresAt: undefined })]
    expect([attemptEndsAt(expiring), attemptEndsAt(unknown)]).toEqual([NOW + 60_000 + 86_400_000, NOW + 93_600_000])
    for (const one of [expiring, unknown]) {
      expect(readRecord(stored(one), intentId, attemptEndsAt(one) - 1)?.attempts).toEqual([one])
      expect(readRecord(stored(one), intentId, attemptEndsAt(one))).toBeUndefined()
    }
  })

  it.each([
    ['nothing', null], ['no JSON', '{'], ['another type', '[]'], ['null', 'null'], ['another version', JSON.stringify({ v: 2, intentId, attempts: [attempt()] })],
    ['another intent', JSON.stringify({ v: 1, intentId: 'cart-2', attempts: [attempt()] })], ['no attempts', stored()],
    ['an unknown gateway', stored(attempt({ gatewayType: 'constructor' as never }))],
    ['an attempt that nothing can find', stored(attempt({ tradeNo: undefined, transactionNo: undefined, clientToken: undefined }))],
    ['an attempt past its life', stored(attempt({ expiresAt: NOW - 24 * 60 * 60_000 }))],
    ['an attempt of unknown expiry past its life', stored(attempt({ expiresAt: undefined, createdAt: NOW - 26 * 60 * 60_000 }))],
    ['an amount that is no number', stored(attempt({ amountFen: 'many' as never }))], ['a beginning that is none', stored(attempt({ createdAt: '1' as never }))],
    ['no number of the attempt', stored(attempt({ no: undefined as never }))],
  ])('is none where there is %s', (_case, text) => {
    expect(readRecord(text, intentId, NOW)).toBeUndefined()
  })

  it('knows where an order\'s nudges come from', () => {
    expect(readRecord(stored(attempt({ eventsUrl: 'https://x/events' })), intentId, NOW)?.attempts[0]?.eventsUrl).toBe('https://x/events')
    expect(readRecord(stored(attempt({ eventsUrl: 7 as never })), intentId, NOW)?.attempts[0]?.eventsUrl).toBeUndefined()
  })

  it('drops a broken attempt and keeps the good one', () => {
    expect(readRecord(stored({ evil: true }, attempt()), intentId, NOW)?.attempts).toEqual([attempt()])
  })

  it.each<StoredAttempt['show']>([
    { flow: 'qrcode', codeUrl: 'weixin://wxpay/bizpayurl?pr=abc' }, { flow: 'redirect', url: 'https://pay.test/' }, { flow: 'jsapi', payload: { appId: 'wx1' } },
    { flow: 'scan' }, { flow: 'none' },
  ])('shows %j again', (show) => {
    expect(readRecord(stored(attempt({ show })), intentId, NOW)?.attempts[0]?.show).toEqual(show)
  })

  it.each([{ flow: 'qrcode' }, { flow: 'redirect', url: 7 }, { flow: 'jsapi', payload: [] }, { flow: 'qrcode', url: 'x' }, { flow: 'iframe', url: 'x' }, null, 'qrcode',
    { flow: 'iframe', codeUrl: 'x' }, { flow: 'iframe', payload: {} }, { flow: 'qrcode', codeUrl: '' }])(
    'shows nothing of %j',
    (show) => {
      expect(readRecord(stored(attempt({ show: show as never })), intentId, NOW)?.attempts[0]?.show).toBeUndefined()
    },
  )

  it('survives any text', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(readRecord(text, intentId, NOW)).toBeUndefined()
    }))
  })

  it('is found by the keys of its user, and by nobody else\'s', () => {
    expect(recordKey('mincloud:demo', 'guest', intentId)).toBe('baas-pay:pending:v1:mincloud%3Ademo:guest:cart-1')
    expect(recordKey('mincloud:demo', 'guest', intentId).startsWith(recordKeys('mincloud:demo', 'guest'))).toBe(true)
    expect(recordKey('mincloud:demo', 'guest-2', intentId).startsWith(recordKeys('mincloud:demo', 'guest'))).toBe(false)
  })

  it('is kept apart by backend, user and intent, whatever characters they have', () => {
    const keys = [['a:b', 'c', 'd'], ['a', 'b:c', 'd'], ['a', 'b', 'c:d'], ['a', 'b', 'c']].map(([scope = '', user = '', intent = '']) =>
      recordKey(scope, user, intentIdFrom(intent, () => new Uint8Array(16))))
    expect(new Set(keys).size).toBe(keys.length)
  })
})
