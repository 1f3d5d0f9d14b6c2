import { gzipSync } from 'node:zlib'
import type { Context, Handler } from 'hono'
import { parseBeijing } from '../../wire/beijing-time'
import type { Fields } from '../../wire/xml'
import type { Wallets } from '../wallets'
import { billText, type BillType, type Span } from './bill'
import { communicationFailure, readSigned } from './envelope'
import { CommunicationError } from './failure'

const DAY_MS = 24 * 3_600_000
/** A day's bill is there at ten the next morning. */
const READY_AFTER_MS = DAY_MS + 10 * 3_600_000
const TYPES: ReadonlyMap<string, BillType | 'NONE'> = new Map([['', 'ALL'], ['ALL', 'ALL'], ['SUCCESS', 'SUCCESS'], ['REFUND', 'REFUND'], ['RECHARGE_REFUND', 'NONE']])

/** Why there is no bill, in the real service's own words. */
class BillError extends Error {}

/** `POST /pay/downloadbill`: the text of a day's bill, or its gzip. Only a refusal is XML; nothing is signed. */
export function downloadbill(wallets: Wallets): Handler {
  return async (c) => {
    try {
      const { fields } = await readSigned(c, ['bill_date'], wallets)
      const bill = await billOf(fields, wallets)
      return fields['tar_type'] ? c.body(new Uint8Array(gzipSync(bill)), 200, { 'content-type': 'application/x-gzip' }) : text(c, bill)
    } catch (error) {
      if (error instanceof BillError || error instanceof CommunicationError) return text(c, communicationFailure(error.message))
      throw error
    }
  }
}

const text = (c: Context, body: string): Response => c.body(body, 200, { 'content-type': 'text/plain; charset=utf-8' })

async function billOf(fields: Fields, { trades, clock }: Wallets): Promise<string> {
  const type = TYPES.get(fields['bill_type'] ?? '')
  if (!type) throw new BillError('invalid bill_type')
  if (!['', 'GZIP'].includes(fields['tar_type'] ?? '')) throw new BillError('invalid tar_type: Only GZIP supported')
  const day = dayOf(fields['bill_date'] ?? '')
  if (clock.now() < day.from) throw new BillError('No Bill Exist')
  if (clock.now() < day.from + READY_AFTER_MS) throw new BillError('Bill Creating')
  // Nobody's money is refunded into the merchant's recharged funds.
  const bill = type === 'NONE' ? undefined : billText(await trades.list({ provider: 'wechat' }), day, type)
  if (bill === undefined) throw new BillError('No Bill Exist')
  return bill
}

function dayOf(date: string): Span {
  const from = parseBeijing(`${date}000000`)
  if (from === undefined) throw new BillError('invalid bill_date')
  return { from, until: from + DAY_MS }
}
