import type { Clock } from '../../ports/clock'
import { fenFromYuan, yuanFromFen } from '../../wire/yuan'
import type { Order, OrderPayment, Shown } from '../order'
import { ProviderError, type Finding, type Provider } from '../provider'
import type { PaypalAnswer, PaypalClient } from './client'

const ORDERS = '/v2/checkout/orders'

/** What the operations at PayPal need. */
export interface PaypalPorts {
  readonly client: PaypalClient
  readonly clock: Clock
  /** Where the payer comes back to, whatever came of it. */
  readonly notifyUrl: string
}

/** PayPal as a provider of the merchant. Nothing is charged before the merchant captures, which a query does once the payer has approved. */
export function createPaypalProvider(ports: PaypalPorts): Provider {
  return {
    // There is no payment code that it takes.
    authCode: { form: /(?!)/, says: 'PayPal takes no payment code' },
    charge: () => Promise.reject(new Error('PayPal has no payment codes')),
    reverse: () => Promise.reject(new Error('PayPal has no payment codes')),
    place: (order) => place(order, ports),
    query: (order) => query(order, ports),
    // What is not captured is never charged: to close is not to capture any more.
    close: async (order) => (statusOf(await ports.client.read(pathOf(order))) === 'COMPLETED' ? 'paid' : 'closed'),
    refund: () => Promise.reject(new ProviderError('refunds at PayPal are made in its own console', { code: 'NOT_OFFERED' })),
    queryRefund: () => Promise.resolve(undefined),
  }
}

async function place(order: Order, { client, notifyUrl }: PaypalPorts): Promise<Shown> {
  const back = `${notifyUrl}?id=${order.id}`
  const answer = await client.tell(ORDERS, {
    intent: 'CAPTURE',
    purchase_units: [{ reference_id: order.id, invoice_id: order.trade_no, description: order.merchandise_description, amount: { currency_code: 'CNY', value: yuanFromFen(order.amount_fen) } }],
    application_context: { return_url: back, cancel_url: back, user_action: 'PAY_NOW', shipping_preference: 'NO_SHIPPING' },
  }, order.trade_no)
  const { id } = answer
  const payment_url = approveLinkIn(answer)
  if (typeof id !== 'string' || id === '' || !payment_url) throw new ProviderError('PayPal accepted the order and gave no way to approve it')
  return { payment_url, paypal_id: id }
}

/** Asks what became of an order, and takes the money that its payer has approved. */
async function query(order: Order, ports: PaypalPorts): Promise<Finding> {
  const answer = await read(order, ports)
  const status = answer && statusOf(answer)
  switch (status) {
    case 'COMPLETED': return { type: 'pay', payment: paidBy(answer ?? {}, order) }
    case 'APPROVED': return capture(order, ports)
    case 'CREATED':
    case 'PAYER_ACTION_REQUIRED': return ports.clock.now() < order.expires_at ? { type: 'report', trade_state: 'NOTPAY', trade_state_desc: null } : { type: 'close' }
    // What PayPal has forgotten was never captured.
    case undefined:
    case 'VOIDED': return { type: 'close' }
    default: return { type: 'report', trade_state: status, trade_state_desc: null }
  }
}

async function read(order: Order, { client }: PaypalPorts): Promise<PaypalAnswer | undefined> {
  try {
    return await client.read(pathOf(order))
  } catch (error) {
    if (error instanceof ProviderError && error.isAbsent) return undefined
    throw error
  }
}

async function capture(order: Order, { client }: PaypalPorts): Promise<Finding> {
  try {
    const answer = await client.tell(`${pathOf(order)}/capture`, {}, `capture-${order.trade_no}`)
    return { type: 'pay', payment: paidBy(answer, order) }
  } catch (error) {
    // The payer may approve again, with another account.
    if (error instanceof ProviderError && error.code === 'INSTRUMENT_DECLINED') return { type: 'report', trade_state: 'NOTPAY', trade_state_desc: '付款账号被拒绝，请换一个账号重试' }
    throw error
  }
}

function pathOf({ shown }: Order): string {
  return `${ORDERS}/${encodeURIComponent(shown['paypal_id'] ?? '')}`
}

const statusOf = (answer: PaypalAnswer): string => String(answer['status'])

/** The charge that an answer tells of. @throws {ProviderError} it is not of exactly this order's amount */
function paidBy(answer: PaypalAnswer, order: Order): OrderPayment {
  const unit = first(answer['purchase_units'])
  const captured = first(fieldOf(fieldOf(unit, 'payments'), 'captures'))
  const amount = fieldOf(captured, 'amount')
  const [id, created] = [fieldOf(captured, 'id'), fieldOf(captured, 'create_time')]
  const paid_at = typeof created === 'string' ? Date.parse(created) : Number.NaN
  const isExact = fieldOf(amount, 'currency_code') === 'CNY' && fenFromYuan(fieldOf(amount, 'value')) === order.amount_fen
  const isOurs = fieldOf(unit, 'reference_id') === order.id && fieldOf(captured, 'status') === 'COMPLETED'
  if (!isExact || !isOurs || typeof id !== 'string' || Number.isNaN(paid_at)) throw new ProviderError('PayPal told of a payment that is not this order\'s')
  return { transaction_id: id, paid_at }
}

function approveLinkIn(answer: PaypalAnswer): string | undefined {
  const { links } = answer
  const found: unknown = Array.isArray(links) ? links.find((link: unknown) => ['approve', 'payer-action'].includes(String(fieldOf(link, 'rel')))) : undefined
  const href = fieldOf(found, 'href')
  return typeof href === 'string' && /^https?:\/\//.test(href) ? href : undefined
}

const first = (list: unknown): unknown => (Array.isArray(list) ? list[0] : undefined)
const fieldOf = (value: unknown, name: string): unknown => (typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined)
