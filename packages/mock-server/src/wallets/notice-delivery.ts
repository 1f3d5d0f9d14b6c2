import { isLoopback } from '../http/guards'
import { post } from '../ports/http'
import type { LogEvent } from '../ports/log'
import type { NoticeMessage, NoticeWire } from './notice-wire'
import { noticeWireOf } from './notice-wires'
import { NOTIFY_TIMEOUT_MS } from './notify-ladder'
import type { NotifierPorts } from './notifier'
import type { Notice, Trade } from './trade'

/** How one try of a notify went. */
export type Delivery = Extract<LogEvent, { type: 'notify' }>['result']

type DeliveryPorts = NotifierPorts & { readonly signal: AbortSignal }

/** One try. It never throws: whatever is no acknowledgement in the wire's form is a reason to try again. */
export async function deliver(trade: Trade, notice: Notice, ports: DeliveryPorts): Promise<Delivery> {
  const { scenarios, notifyHosts } = ports
  const url = urlOf(trade, notice)
  const { hostname } = new URL(url)
  if (!isLoopback(hostname) && !notifyHosts.includes(hostname)) return 'host-not-allowed'
  if (scenarios.strike('loses-notify', trade.out_trade_no) || missesItsTurn(trade, notice, ports)) return 'unreachable'
  const wire = noticeWireOf(trade, notice)
  const delivery = await send(url, await wire.message(trade, notice, ports), wire, ports)
  return scenarios.strike('duplicate-notify', trade.out_trade_no) ? send(url, await wire.message(trade, notice, ports), wire, ports) : delivery
}

function urlOf(trade: Trade, { id }: Notice): string {
  return trade.refunds.find((refund) => refund.refund_id === id)?.notify_url ?? trade.notify_url
}

function missesItsTurn(trade: Trade, { id, tries }: Notice, { scenarios }: DeliveryPorts): boolean {
  return id === 'payment' && tries === 0 && scenarios.strike('reordered-notifies', trade.out_trade_no) !== undefined
}

async function send(url: string, message: NoticeMessage, { isAcknowledged }: NoticeWire, ports: DeliveryPorts): Promise<Delivery> {
  try {
    return isAcknowledged(await post(url, message, { ...ports, timeoutMs: NOTIFY_TIMEOUT_MS })) ? 'acknowledged' : 'refused'
  } catch {
    return 'unreachable'
  }
}
