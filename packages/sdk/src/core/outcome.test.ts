import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAnswer, type Reading } from './outcome'
import type { OrderAnswer } from './order'

const waiting: Reading = { kind: 'waiting' }
const closed: Reading = { kind: 'closed', by: 'state' }
const timeIsUp: Reading = { kind: 'closed', by: 'time' }
const none: Reading = { kind: 'none' }

const rows: [OrderAnswer, Reading][] = [
  [{ status: 'success' }, { kind: 'paid' }],
  [{ status: 'success', tradeState: 'SUCCESS' }, { kind: 'paid' }],
  [{ status: 'success', tradeState: 'CLOSED' }, { kind: 'paid' }],
  [{ status: 'success', expiresInMs: -1 }, { kind: 'paid' }],
  [{ status: 'success', refundStatus: '' }, { kind: 'paid' }],
  [{ status: 'success', refundStatus: 'failed' }, { kind: 'paid' }],
  [{ status: 'success', refundStatus: 'partial' }, { kind: 'paid', refund: 'partial' }],
  [{ status: 'success', refundStatus: 'complete' }, { kind: 'paid', refund: 'complete' }],
  [{ status: 'success', refundStatus: 'constructor' }, { kind: 'paid' }],
  [{ status: 'complete' }, { kind: 'paid', refund: 'complete' }],
  [{ status: 'partial' }, { kind: 'paid', refund: 'partial' }],
  [{ status: 'pending' }, waiting],
  [{ status: 'pending', tradeState: 'NOTPAY' }, waiting],
  [{ status: 'pending', tradeState: 'NOTEXIST' }, waiting],
  [{ status: 'pending', tradeState: 'ACCEPT' }, waiting],
  [{ status: 'pending', expiresInMs: 1 }, waiting],
  [{ status: 'pending', tradeState: 'WAIT_BUYER_PAY' }, { kind: 'waiting', phase: 'scanned' }],
  [{ status: 'pending', tradeState: 'USERPAYING' }, { kind: 'waiting', phase: 'userpaying' }],
  [{ status: 'pending', tradeState: 'USERPAYING', expiresInMs: 0 }, { kind: 'waiting', phase: 'userpaying' }],
  [{ status: 'pending', tradeState: 'REVERSING' }, { kind: 'waiting', phase: 'reversing' }],
  // Its own end, and not that of its time, says what became of the money.
  [{ status: 'pending', tradeState: 'REVERSING', expiresInMs: -5 }, { kind: 'waiting', phase: 'reversing' }],
  [{ status: 'failed', tradeState: 'REVERSING' }, none],
  [{ status: 'pending', tradeState: 'CLOSED' }, closed],
  [{ status: 'pending', tradeState: 'REVOKED' }, closed],
  [{ status: 'pending', expiresInMs: 0 }, timeIsUp],
  [{ status: 'pending', tradeState: 'NOTPAY', expiresInMs: -5 }, timeIsUp],
  [{ status: 'pending', tradeState: 'CLOSED', expiresInMs: -5 }, closed],
  [{ status: 'pending', expiresInMs: Number.NaN }, waiting],
  [{ status: 'failed', tradeState: 'PAYERROR' }, { kind: 'failed', tradeState: 'PAYERROR' }],
  [{ status: 'failed', tradeState: 'AUTHCODEEXPIRE' }, { kind: 'failed', tradeState: 'AUTHCODEEXPIRE' }],
  [{ status: 'failed', tradeState: 'NOTENOUGH' }, { kind: 'failed', tradeState: 'NOTENOUGH' }],
  // "Paid already" is no refusal, and an outcome that the provider does not know is no failure.
  [{ status: 'failed', tradeState: 'ORDERPAID' }, none],
  [{ status: 'failed', tradeState: 'SYSTEMERROR' }, none],
  [{ status: 'failed', tradeState: 'BANKERROR' }, none],
  [{ status: 'failed' }, none],
  [{ status: 'pending', tradeState: 'SOMETHING_NEW' }, none],
  [{ status: 'pending', tradeState: 'SUCCESS' }, none],
  [{ status: 'paused' }, none],
  [{ status: '' }, none],
  [{ status: 'SUCCESS' }, none],
]

describe('what an answer means', () => {
  it.each(rows)('%j → %j', (answer, reading) => {
    expect(readAnswer(answer)).toEqual(reading)
  })

  it('rule 2: an invented status is never paid, failed or closed', () => {
    const known = new Set(['success', 'complete', 'partial', 'pending', 'failed'])
    fc.assert(fc.property(fc.string().filter((status) => !known.has(status)), fc.option(fc.string(), { nil: undefined }), (status, tradeState) => {
      expect(readAnswer({ status, tradeState })).toEqual(none)
    }))
  })
})
