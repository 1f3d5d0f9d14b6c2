/**
 * `payWithPaymentCode`: the shop scans the code of the payer's phone, and the create *is* the charge. It is sent once. A lost answer is
 * looked up by the token that went with it; the payment code itself is in that one body, and in no message and no store.
 */
import { ORDER_PATH } from '../backends/mincloud'
import { asJson, queryFor, readOrder } from '../backends/mincloud-wire'
import { clientTokenFrom, NAME_BYTES } from '../core/identity'
import type { ClientToken } from '../core/order'
import { readAnswer, type Reading } from '../core/outcome'
import { checkPaymentCode, providerOfPaymentCode } from '../core/payment-code'
import { withoutCode } from '../core/without-code'
import { HError, isHError } from '../errors'
import { CREATE_TIMEOUT_MS, READ_TIMEOUT_MS } from '../runtime/call'
import { sleep } from '../runtime/heard'
import { systemRandom, type Random } from '../runtime/random'
import type { Answer, App, Call } from './app'
import type { OrderNumbers, Purchase } from './options'
import { bodyOf } from './pay'
import { withFacts } from './with-facts'

/** The gateways that charge a payment code. */
const CHARGES = { wechat: 'weixin_tenpay_micropay', alipay: 'alipay_barcode', qq: 'qpay_micropay' } as const

/** The name of a gateway that charges a payment code. */
export type ScanGateway = (typeof CHARGES)[keyof typeof CHARGES]

/** Options of {@link payWithPaymentCode}. */
export interface PaymentCodeOptions extends Purchase {
  /** The payer's payment code (付款码), as the scanner typed it; blanks do not count. */
  authCode: string
  /** Whose code it must be. @default told by its first digits */
  gatewayType?: ScanGateway
  /**
   * What the charge can be looked up by (`getOrderList({ client_token })`): 16 to 128 letters, digits, `-` or `_`, unguessable, and new
   * for each charge. Give one of your own, kept before the call, where the page may crash meanwhile. @default 128 random bits
   */
  clientToken?: string
}

/** A charge that was made (`success`), or one that waits for the payer's password (`pending`): ask for the order until it is settled. */
export type PaymentCodeResult = Answer<OrderNumbers & { status: 'success' | 'pending'; trade_state?: string; next_poll_ms?: number; client_token?: string }>

/** When a lost answer is looked up: the charge may still be under way at the backend, which has its own time-out for it. */
const LOOK_UP_PAUSES_MS = [0, 1_000, 3_000, 5_000]
/** Statuses that leave open whether the backend has charged. */
const OPEN = new Set([408, 425, 429])

const isRefusal = ({ code }: HError): boolean => code >= 400 && code < 500 && !OPEN.has(code)

interface Charge extends Call {
  readonly clientToken: ClientToken
}

/** What an answer says of our charge. */
function read(data: unknown, { clientToken, facts }: Charge): Reading {
  const order = readOrder(asJson(data) ?? {})
  if ((order.clientToken ?? clientToken) !== clientToken) return { kind: 'none' }
  Object.assign(facts, { tradeNo: order.tradeNo, transactionNo: order.transactionNo })
  return readAnswer(order)
}

/** The answer where it tells what became of the charge; undefined where it tells nothing. Rejects where nothing was or can be paid. */
function settle(answer: Answer<unknown>, charge: Charge): PaymentCodeResult | undefined {
  const reading = read(answer.data, charge)
  if (reading.kind === 'none') return undefined
  const isOver = reading.kind === 'failed' || (reading.kind === 'closed' && reading.by === 'state')
  if (!isOver) return answer as PaymentCodeResult
  const { trade_state } = answer.data as { trade_state?: string }
  throw new HError(608, undefined, { ...charge.facts, mayHavePaid: false, ...(trade_state && { errCode: trade_state }) })
}

async function lookUp(charge: Charge): Promise<Answer<unknown> | undefined> {
  try {
    const answer = await charge.send<unknown>(`${ORDER_PATH}?${queryFor(charge)}`, undefined, READ_TIMEOUT_MS)
    const { objects } = asJson(answer.data) ?? {}
    const ours = Array.isArray(objects) ? objects.find((order) => asJson(order)?.['client_token'] === charge.clientToken) : undefined
    return ours && { ...answer, data: ours as unknown }
  } catch (error) {
    if (isHError(error)) return undefined
    throw error
  }
}

async function recover(lost: HError, charge: Charge, clock: App['ports']['clock']): Promise<PaymentCodeResult> {
  for (const pauseMs of LOOK_UP_PAUSES_MS) {
    if (pauseMs > 0) await sleep(clock, pauseMs, charge.signal)
    const found = await lookUp(charge)
    const settled = found && settle(found, charge)
    if (settled) return settled
  }
  // Charging again could charge twice.
  throw withFacts(lost, { ...charge.facts, retryable: false, hint: 'Look the order up by its client_token. Do not charge again before you know.' })
}

async function send(json: object, authCode: string, charge: Charge): Promise<PaymentCodeResult | HError> {
  try {
    const answer = await charge.send<unknown>(ORDER_PATH, { ...json, client_token: charge.clientToken, auth_code: authCode })
    return settle(answer, charge) ?? new HError(608, 'payment failed: the answer is not understood')
  } catch (error) {
    if (!isHError(error) || error.code === 608) throw error
    const clean = withoutCode(error, authCode)
    // With 409 the token belongs to another charge, of which nothing is said here.
    if (isRefusal(error)) throw withFacts(clean, { ...charge.facts, mayHavePaid: error.code === 409 })
    return clean
  }
}

/** The wallet that is named, else the one that such a code is of. Throws HError 608 for a gateway that charges no code. */
function walletOf(gatewayType: unknown, authCode: unknown): keyof typeof CHARGES {
  const wallets = Object.keys(CHARGES) as (keyof typeof CHARGES)[]
  const ofCode = providerOfPaymentCode(String(authCode))
  const wallet = wallets.find((one) => (gatewayType === undefined ? one === ofCode : CHARGES[one] === gatewayType))
  if (gatewayType === undefined || wallet) return wallet ?? 'wechat'
  throw new HError(608, 'incorrect gateway type', { hint: `It is one of: ${Object.values(CHARGES).join(', ')}.` })
}

/** Makes the `payWithPaymentCode` of an app. */
export function createPayWithPaymentCode(app: App, random: Random = systemRandom) {
  return async (options: PaymentCodeOptions): Promise<PaymentCodeResult> => {
    const given: Partial<PaymentCodeOptions> | undefined = options
    const { authCode: scanned, gatewayType, clientToken, signal, timeoutMs = CREATE_TIMEOUT_MS } = given ?? {}
    const wallet = walletOf(gatewayType, scanned)
    const authCode = checkPaymentCode(scanned, wallet)
    const json = bodyOf(CHARGES[wallet], options)
    return app.call([json, authCode, clientToken], { signal, timeoutMs }, async (call) => {
      if (!app.extensions) throw new HError(611, undefined, { hint: 'Payment codes need a backend with our extensions: BaaS.init(clientID, { extensions: true }).' })
      const charge: Charge = { ...call, clientToken: (clientToken as ClientToken | undefined) ?? clientTokenFrom(random.bytes(NAME_BYTES)) }
      Object.assign(charge.facts, { clientToken: charge.clientToken, mayHavePaid: true })
      const sent = await send(json, authCode, charge)
      return isHError(sent) ? recover(sent, charge, app.ports.clock) : sent
    })
  }
}
