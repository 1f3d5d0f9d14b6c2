import { Hono, type Context } from 'hono'
import { streamSSE, type SSEStreamingApi } from 'hono/streaming'
import type { Merchant } from './merchant'
import { MerchantError } from './merchant-error'
import type { Order } from './order'
import { mayNudge } from './order-state'

const HEARTBEAT_MS = 15_000
const RECONNECT_AFTER_MS = 3_000

/** Where pages listen for nudges about one order. A nudge says nothing but that asking is worth it. */
export function eventRoutes(merchant: Merchant): Hono {
  const app = new Hono({ strict: false })
  app.get('/hserve/v2.2/idp/pay/order/:transaction_no/events', (c) => listen(c, merchant))
  return app
}

async function listen(c: Context, merchant: Merchant): Promise<Response> {
  checkOrigin(c, merchant)
  const order = await merchant.orders.get(c.req.param('transaction_no') ?? '')
  if (!order || c.req.query('nonce') !== order.events_nonce) throw new MerchantError(404, 'there is nothing to listen to')
  // An EventSource that is told so comes back no more.
  if (!mayNudge(order)) return c.body(null, 204)
  if (merchant.closing.aborted) throw new MerchantError(503, 'the server is closing')
  return stream(c, order, merchant)
}

function checkOrigin(c: Context, { allowedOrigins }: Merchant): void {
  const origin = c.req.header('origin')
  if (origin === undefined || allowedOrigins.includes(origin) || origin === new URL(c.req.url).origin) return
  throw new MerchantError(403, 'this page may not listen')
}

function stream(c: Context, { id, trade_no }: Order, merchant: Merchant): Response {
  const line = openLine(id, merchant)
  if (!line) throw new MerchantError(503, 'too many listen already')
  // Who goes before the answer begins never takes up the stream, and so does not end it.
  const { signal } = c.req.raw
  if (signal.aborted) line.hangUp()
  else signal.addEventListener('abort', () => { line.hangUp() }, { once: true })
  return streamSSE(c, async (out) => {
    out.onAbort(() => { line.hangUp() })
    try {
      await out.write(`retry: ${RECONNECT_AFTER_MS}\n: listening\n\n`)
      const now = await merchant.orders.get(id)
      // It may have ended after it was looked at, and before anybody listened.
      if (now && !mayNudge(now)) line.changed(now)
      for (let event = await line.next(); event !== 'end' && !isOffline(trade_no, merchant); event = await line.next()) await send(out, event)
    } finally {
      line.hangUp()
    }
  })
}

/** The fault breaks what is open, too. */
const isOffline = (tradeNo: string, { scenarios }: Merchant): boolean => scenarios.find('offline', tradeNo) !== undefined

async function send(out: SSEStreamingApi, event: 'nudge' | 'beat'): Promise<void> {
  // Without data a browser would not tell the page of it.
  await (event === 'nudge' ? out.writeSSE({ event: 'nudge', data: '{}' }) : out.write(': beat\n\n'))
}

/** What comes to one listener, as it comes. */
interface Line {
  next(): Promise<'nudge' | 'beat' | 'end'>
  changed(order: Order): void
  hangUp(): void
}

function openLine(id: string, { nudges, clock, scenarios }: Merchant): Line | undefined {
  const waiting: ('nudge' | 'end')[] = []
  let wake: (() => void) | undefined
  const push = (...events: ('nudge' | 'end')[]): void => {
    waiting.push(...events)
    wake?.()
  }
  function changed(order: Order): void {
    if (scenarios.strike('push-drops', order.trade_no)) push('end')
    else push('nudge', ...(mayNudge(order) ? [] : ['end' as const]))
  }
  const stop = nudges.listen(id, { changed, ended: () => push('end') })
  if (!stop) return undefined
  return {
    changed,
    hangUp() {
      stop()
      push('end')
    },
    next: () => new Promise((resolve) => {
      const timer = clock.setTimeout(() => settle('beat'), HEARTBEAT_MS)
      function settle(event: 'nudge' | 'beat' | 'end'): void {
        wake = undefined
        clock.clearTimeout(timer)
        resolve(event)
      }
      wake = () => settle(waiting.shift() ?? 'end')
      if (waiting.length > 0) wake()
    }),
  }
}
