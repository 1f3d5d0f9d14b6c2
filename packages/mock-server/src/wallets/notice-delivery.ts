import { decodeUtf8 } from '../http/body'
import { isLoopback } from '../http/guards'
import { postXml } from '../ports/http'
import type { LogEvent } from '../ports/log'
import { parseXml } from '../wire/xml'
import { NOTIFY_TIMEOUT_MS } from './notify-ladder'
import type { NotifierPorts } from './notifier'
import type { Notice, Trade } from './trade'
import { notifyMessage } from './wechat-v2/notify-message'

/** How one try of a notify went. */
export type Delivery = Extract<LogEvent, { type: 'notify' }>['result']

type DeliveryPorts = NotifierPorts & { readonly signal: AbortSignal }

/** One try. It never throws: whatever is no acknowledgement in WeChat's form is a reason to try again. */
export async function deliver(trade: Trade, notice: Notice, ports: DeliveryPorts): Promise<Delivery> {
  const { scenarios, notifyHosts } = ports
  const url = urlOf(trade, notice)
  const { hostname } = new URL(url)
  if (!isLoopback(hostname) && !notifyHosts.includes(hostname)) return 'host-not-allowed'
  if (scenarios.strike('loses-notify', trade.id) || missesItsTurn(trade, notice, ports)) return 'unreachable'
  const delivery = await send(url, await notifyMessage(trade, notice, ports), ports)
  return scenarios.strike('duplicate-notify', trade.id) ? send(url, await notifyMessage(trade, notice, ports), ports) : delivery
}

function urlOf(trade: Trade, { id }: Notice): string {
  return trade.refunds.find((refund) => refund.refund_id === id)?.notify_url ?? trade.notify_url
}

function missesItsTurn(trade: Trade, { id, tries }: Notice, { scenarios }: DeliveryPorts): boolean {
  return id === 'payment' && tries === 0 && scenarios.strike('reordered-notifies', trade.id) !== undefined
}

async function send(url: string, body: string, ports: DeliveryPorts): Promise<Delivery> {
  try {
    const { status, body: answer } = await postXml(url, body, { ...ports, timeoutMs: NOTIFY_TIMEOUT_MS })
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
