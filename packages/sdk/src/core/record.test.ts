import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { intentIdFrom } from './identity'
import { readRecord, recordKey, writeRecord, type PendingRecord, type StoredAttempt } from './record'

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

  it.each([
    ['nothing', null], ['no JSON', '{'], ['another type', '[]'], ['null', 'null'], ['another version', JSON.stringify({ v: 2, intentId, attempts: [attempt()] })],
    ['another intent', JSON.stringify({ v: 1, intentId: 'cart-2', attempts: [attempt()] })], ['no attempts', stored()],
    ['an unknown gateway', stored(attempt({ gatewayType: 'constructor' as never }))],
    ['an attempt that nothing can find', stored(attempt({ tradeNo: undefined, transactionNo: undefined, clientToken: undefined }))],
    ['an attempt past its life', stored(attempt({ expiresAt: NOW - 24 * 60 * 60_000 }))],
    ['an attempt of unknown expiry past its life', stored(attempt({ expiresAt: undefined, createdAt: NOW - 26 * 60 * 60_000 }))],
    ['numbers of the wrong type', stored(attempt({ amountFen: 'many' as never }))],
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

  it.each([{ flow: 'qrcode' }, { flow: 'redirect', url: 7 }, { flow: 'jsapi', payload: [] }, { flow: 'qrcode', url: 'x' }, { flow: 'iframe', url: 'x' }, null, 'qrcode'])(
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

  it('is kept apart by backend, user and intent, whatever characters they have', () => {
    const keys = [['a:b', 'c', 'd'], ['a', 'b:c', 'd'], ['a', 'b', 'c:d'], ['a', 'b', 'c']].map(([scope = '', user = '', intent = '']) =>
      recordKey(scope, user, intentIdFrom(intent, () => new Uint8Array(16))))
    expect(new Set(keys).size).toBe(keys.length)
  })
})
