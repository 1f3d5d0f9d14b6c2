import { upgradeWebSocket } from '@hono/node-server'
import { Hono, type Context } from 'hono'
import type { WSContext, WSEvents } from 'hono/ws'
import { WebSocket } from 'ws'
import { jsonObjectOf } from '../../http/body'
import { BASE62, randomText } from '../../ports/random-text'
import type { Merchant } from '../merchant'
import type { Order } from '../order'
import { isReversing } from '../order-state'
import { WalnutError } from './err-codes'
import { isOwn } from './pays'
import type { Pay } from './records'
import { stateOf } from './states'
import { visitorWith } from './visitor'

const HEARTBEAT_MS = 15_000
const MAX_SOCKETS = 1000
const MAX_WATCHED = 20

/**
 * Walnut's socket: `hi` when it opens; `watch` with a pay object's number, answered by `watched`; and `done` when it is paid, which
 * says no more than that asking is worth it. What a caller may not see is answered by silence, like what there is not.
 */
export function socketRoutes(merchant: Merchant): Hono {
  const app = new Hono({ strict: false })
  const open = new Set<WSContext>()
  app.get('/websocket', async (c, next) => {
    if (!mayListen(c, merchant)) return c.json({ ok: false, errCode: 'e.http.403', msg: 'this page may not listen' }, 403)
    if (open.size >= MAX_SOCKETS || merchant.closing.aborted) return c.json({ ok: false, errCode: 'e.http.503', msg: 'too many listen already' }, 503)
    return next()
  }, upgradeWebSocket((c) => lineOf(c, open, merchant)), (c) => c.json({ ok: false, errCode: 'e.http.426', msg: 'this is a WebSocket' }, 426))
  return app
}

function mayListen(c: Context, { allowedOrigins }: Merchant): boolean {
  const origin = c.req.header('origin')
  return origin === undefined || allowedOrigins.includes(origin) || origin === new URL(c.req.url).origin
}

/** One connection: what it watches, and its heart. */
function lineOf(c: Context, open: Set<WSContext>, merchant: Merchant): WSEvents {
  const { random, closing } = merchant
  const ticket = c.req.query('ticket')
  const watched = new Map<string, () => void>()
  const ends: (() => void)[] = []
  return {
    onOpen(_, socket) {
      open.add(socket)
      const close = (): void => socket.close(1001, 'the server is closing')
      closing.addEventListener('abort', close, { once: true })
      ends.push(beat(socket, merchant), () => closing.removeEventListener('abort', close), () => open.delete(socket))
      say(socket, { event: 'hi', wsid: randomText(random, BASE62, 24) })
    },
    onMessage({ data }, socket) {
      void hear(data, ticket, socket, watched, merchant).catch((cause: unknown) => {
        if (!closing.aborted) merchant.log({ type: 'failure', wing: 'merchant', what: 'a message to the socket could not be taken', cause })
      })
    },
    onClose() {
      for (const end of [...ends.splice(0), ...watched.values()]) end()
      watched.clear()
    },
  }
}

function say(socket: WSContext, message: object): void {
  if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
}

/** Asks whether the other end lives, and hangs up on one that has not answered by the next time. Gives what ends it. */
function beat(socket: WSContext, { clock }: Merchant): () => void {
  const raw: unknown = socket.raw
  if (!(raw instanceof WebSocket)) return () => {}
  let isAlive = true
  let timer = clock.setTimeout(next, HEARTBEAT_MS)
  raw.on('pong', () => { isAlive = true })
  function next(): void {
    if (!(raw instanceof WebSocket)) return
    if (!isAlive) return raw.terminate()
    isAlive = false
    raw.ping()
    timer = clock.setTimeout(next, HEARTBEAT_MS)
  }
  return () => clock.clearTimeout(timer)
}

async function hear(data: unknown, ticket: string | undefined, socket: WSContext, watched: Map<string, () => void>, merchant: Merchant): Promise<void> {
  const message = typeof data === 'string' ? jsonObjectOf(new TextEncoder().encode(data)) : undefined
  if (message?.['method'] !== 'watch' || watched.size >= MAX_WATCHED) return
  const pay = await visiblePay(message, ticket, merchant)
  if (!pay || socket.readyState !== WebSocket.OPEN) return
  if (!watched.has(pay.id)) watched.set(pay.id, watch(pay, socket, merchant))
  if (message['return'] !== false) say(socket, { event: 'watched', obj: pay.id })
  // It may have been paid before anybody watched.
  if (stateOf(pay, await merchant.orders.get(pay.id)).pay_st === 'OK') say(socket, { event: 'done' })
}

/** The pay object that a message names, if whoever sends it may see it. */
async function visiblePay(message: Readonly<Record<string, unknown>>, ticket: string | undefined, merchant: Merchant): Promise<Pay | undefined> {
  const { match, user = merchant.clientIDs[0] } = message
  const id: unknown = typeof match === 'object' && match !== null ? Reflect.get(match, 'id') : undefined
  const pay = typeof id === 'string' ? await merchant.walnut.pays.get(id) : undefined
  if (!pay || pay.client_id !== user) return undefined
  try {
    return isOwn(pay, await visitorWith(message['ticket'] ?? ticket, pay.client_id, merchant)) ? pay : undefined
  } catch (error) {
    if (error instanceof WalnutError) return undefined
    throw error
  }
}

/** Tells a socket when a pay object is paid. Gives what ends the telling. */
function watch({ id }: Pay, socket: WSContext, { walnut: { watchers }, scenarios }: Merchant): () => void {
  const own = watchers.get(id) ?? new Set()
  const tell = (order: Order): void => {
    if (scenarios.find('offline', order.trade_no) || scenarios.strike('push-drops', order.trade_no)) return socket.close(1011)
    if (order.state === 'success' && !isReversing(order)) say(socket, { event: 'done' })
  }
  watchers.set(id, own.add(tell))
  return () => {
    own.delete(tell)
    if (own.size === 0 && watchers.get(id) === own) watchers.delete(id)
  }
}
