import { isLoopback } from '../http/guards'
import { decodeUtf8 } from '../http/body'
import type { Clock } from '../ports/clock'
import { postXml, type Http } from '../ports/http'
import type { Log, LogEvent } from '../ports/log'
import type { Random } from '../ports/random'
import { nonce } from '../ports/random-text'
import { signV2 } from '../wire/v2-sign'
import { buildXml, parseXml } from '../wire/xml'
import type { WechatCredentials } from './credentials'
import { NOTIFY_LADDER_MS, NOTIFY_TIMEOUT_MS } from './notify-ladder'
import type { Payment, Trade } from './trade'
import { paymentFields } from './wechat-v2/payment-fields'

/** Tells merchants of payments, again and again until they acknowledge. */
export interface Notifier {
  /** Starts the ladder for a paid trade, and does not wait for it. */
  start(trade: Trade, payment: Payment): void
  /** Stops every ladder and aborts what is under way. */
  close(): void
}

interface NotifierPorts {
  readonly clock: Clock
  readonly random: Random
  readonly http: Http
  readonly log: Log
  readonly notifyHosts: readonly string[]
  readonly credentials: () => Promise<WechatCredentials>
}

type Result = Extract<LogEvent, { type: 'notify' }>['result']

/** Creates the notifier. It reaches this machine and `notifyHosts`, nothing else. */
export function createNotifier(ports: NotifierPorts): Notifier {
  const { clock, log, notifyHosts } = ports
  const timers = new Set<unknown>()
  const closing = new AbortController()

  async function attempt(trade: Trade, payment: Payment, step: number): Promise<void> {
    const startedAt = clock.now()
    const result = await send(trade, payment, { ...ports, signal: closing.signal })
    if (closing.signal.aborted) return
    const delayMs = NOTIFY_LADDER_MS[step]
    const over = result === 'acknowledged' || delayMs === undefined
    log({ type: 'notify', outTradeNo: trade.id, attempt: step + 1, result: over && result !== 'acknowledged' ? 'given-up' : result })
    if (!over) schedule(startedAt + delayMs - clock.now(), () => { void attempt(trade, payment, step + 1) })
  }

  function schedule(delayMs: number, work: () => void): void {
    const timer = clock.setTimeout(() => {
      timers.delete(timer)
      work()
    }, delayMs)
    timers.add(timer)
  }

  return {
    start(trade, payment) {
      const { hostname } = new URL(trade.notify_url)
      if (isLoopback(hostname) || notifyHosts.includes(hostname)) void attempt(trade, payment, 0)
      else log({ type: 'notify', outTradeNo: trade.id, attempt: 0, result: 'host-not-allowed' })
    },
    close() {
      closing.abort(new Error('the mock server is closed'))
      for (const timer of timers) clock.clearTimeout(timer)
      timers.clear()
    },
  }
}

/** One try. It never throws: whatever is no acknowledgement in WeChat's form is a reason to try again. */
async function send(trade: Trade, payment: Payment, ports: NotifierPorts & { readonly signal: AbortSignal }): Promise<Result> {
  try {
    const body = await notifyXml(trade, payment, ports)
    const { status, body: answer } = await postXml(trade.notify_url, body, { ...ports, timeoutMs: NOTIFY_TIMEOUT_MS })
    return status === 200 && isAcknowledged(answer) ? 'acknowledged' : 'refused'
  } catch {
    return 'unreachable'
  }
}

function isAcknowledged(answer: Uint8Array): boolean {
  try {
    return parseXml(decodeUtf8(answer) ?? '')['return_code'] === 'SUCCESS'
  } catch {
    return false
  }
}

async function notifyXml(trade: Trade, payment: Payment, { credentials, random }: NotifierPorts): Promise<string> {
  const { key } = await credentials()
  const fields = {
    return_code: 'SUCCESS',
    result_code: 'SUCCESS',
    appid: trade.appid,
    mch_id: trade.mch_id,
    device_info: trade.device_info,
    nonce_str: nonce(random),
    sign_type: trade.sign_type === 'MD5' ? undefined : trade.sign_type,
    ...paymentFields(trade, payment),
  }
  return buildXml({ ...fields, sign: signV2(fields, key, trade.sign_type) })
}
