import { fenFromYuan } from '../../wire/yuan'
import { PaypalFailure } from './failure'

type Fields = Readonly<Record<string, unknown>>

/** An order that PayPal takes: one purchase unit, to be captured. */
export interface PaypalOrder {
  readonly amountFen: number
  readonly referenceId: string
  readonly description: string
  readonly invoiceId: string
  readonly returnUrl: string
  readonly cancelUrl: string
}

/** Reads the body of `POST /v2/checkout/orders`. @throws {PaypalFailure} */
export function readOrder(body: Fields | undefined): PaypalOrder {
  if (!body) throw new PaypalFailure('MALFORMED_REQUEST_JSON')
  if (body['intent'] !== 'CAPTURE') throw new PaypalFailure(body['intent'] === undefined ? 'MISSING_REQUIRED_PARAMETER' : 'INVALID_PARAMETER_SYNTAX', '/intent')
  const units: unknown = body['purchase_units']
  if (!Array.isArray(units) || units.length === 0) throw new PaypalFailure('MISSING_REQUIRED_PARAMETER', '/purchase_units')
  if (units.length > 1) throw new PaypalFailure('INVALID_PARAMETER_SYNTAX', '/purchase_units')
  const unit = objectOf(units[0])
  const context = objectOf(body['application_context'])
  return {
    amountFen: amountOf(objectOf(unit['amount'])),
    referenceId: textOf(unit, 'reference_id', 256) || 'default',
    description: textOf(unit, 'description', 127),
    invoiceId: textOf(unit, 'invoice_id', 127),
    returnUrl: addressOf(context, 'return_url'),
    cancelUrl: addressOf(context, 'cancel_url'),
  }
}

function amountOf({ currency_code, value }: Fields): number {
  if (currency_code === undefined) throw new PaypalFailure('MISSING_REQUIRED_PARAMETER', '/purchase_units/@reference_id==\'default\'/amount/currency_code')
  // The phone's wallets hold yuan, and change no money.
  if (currency_code !== 'CNY') throw new PaypalFailure('CURRENCY_NOT_SUPPORTED', '/purchase_units/@reference_id==\'default\'/amount/currency_code')
  const fen = typeof value === 'string' ? fenFromYuan(value) : undefined
  if (fen === undefined || fen === 0) throw new PaypalFailure('INVALID_PARAMETER_SYNTAX', '/purchase_units/@reference_id==\'default\'/amount/value')
  return fen
}

function textOf(fields: Fields, name: string, most: number): string {
  const value = fields[name] ?? ''
  if (typeof value === 'string' && value.length <= most) return value
  throw new PaypalFailure('INVALID_PARAMETER_SYNTAX', `/purchase_units/@reference_id=='default'/${name}`)
}

/** Where the payer's browser goes: http(s), and nothing that hides where. */
function addressOf(fields: Fields, name: string): string {
  const value = fields[name] ?? ''
  if (value === '' || (typeof value === 'string' && value.length <= 2048 && /^https?:\/\/[^\s\\@]+$/i.test(value) && URL.canParse(value))) return value
  throw new PaypalFailure('INVALID_PARAMETER_SYNTAX', `/application_context/${name}`)
}

const objectOf = (value: unknown): Fields => (typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {})
