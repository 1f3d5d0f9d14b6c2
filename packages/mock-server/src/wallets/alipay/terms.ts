import { parseAlipayTime, timeoutAt } from '../../wire/alipay-time'
import type { Trade, TradeType } from '../trade'
import { invalid, textIn } from './biz-content'
import { AlipayFailure } from './failure'
import type { AlipayRequest } from './request'

/** How long a trade can be paid. */
export type Terms = Pick<Trade, 'expires_at' | 'life_once_seen_ms' | 'seen_at'>

const DAY_MS = 86_400_000
/** A trade whose order names no end can be paid so long. */
const LONGEST_MS = 15 * DAY_MS
/** One by payment code is closed after so long. */
const BARCODE_MS = 3 * 60_000

/**
 * Reads `timeout_express`, `time_expire` and `qr_code_timeout_express`. An instant holds as it is. A timeout begins with the trade:
 * when the payer first opens it, or at once where the order itself makes it; a QR's own timeout begins with the QR.
 * @throws {AlipayFailure}
 */
export function termsOf(type: TradeType, biz: AlipayRequest['biz'], now: number): Terms {
  const timeout = timeoutIn('timeout_express', biz, now)
  const ends = [endIn(biz, now), type === 'PRECREATE' ? timeoutIn('qr_code_timeout_express', biz, now) : undefined].filter((end) => end !== undefined)
  if (type === 'CREATE' || type === 'BARCODE') {
    return { seen_at: now, expires_at: Math.min(...ends, timeout ?? now + (type === 'BARCODE' ? BARCODE_MS : LONGEST_MS)), life_once_seen_ms: null }
  }
  return { seen_at: null, expires_at: Math.min(...ends, now + LONGEST_MS), life_once_seen_ms: (timeout ?? now + LONGEST_MS) - now }
}

function timeoutIn(name: string, biz: AlipayRequest['biz'], now: number): number | undefined {
  const text = textIn(biz, name, 6)
  const end = timeoutAt(text, now)
  if (text !== '' && end === undefined) throw invalid(name)
  return end
}

function endIn(biz: AlipayRequest['biz'], now: number): number | undefined {
  const text = textIn(biz, 'time_expire', 19)
  if (text === '') return undefined
  const end = parseAlipayTime(text)
  if (end === undefined) throw invalid('time_expire')
  if (end <= now) throw new AlipayFailure('ACQ.NOW_TIME_AFTER_EXPIRE_TIME_ERROR')
  return end
}
