// How long after the payer has paid a page knows it, and what it asks for that: watching by SSE beside polling as MinCloud's
// own demo does (every 500 ms), over real ports. Run: pnpm --filter e2e run bench:checkouts [how many]
import { setTimeout as sleep } from 'node:timers/promises'
import { serve, type Served } from '@baas-pay/mock-server/serve'

const COUNT = Number(process.argv[2] ?? 200)
const DEMO_POLL_MS = 500
const OPEN_FOR_MS = 2000
const HEADERS = { 'content-type': 'application/json', 'x-hydrogen-client-id': 'demo' }

interface Order { readonly code_url: string, readonly transaction_no: string, readonly events_url: string, readonly status: string }
interface Checkout { readonly delayMs: number, readonly asks: number }
interface Round { readonly totalMs: number, readonly medianMs: number, readonly p95Ms: number, readonly asks: number }
/** Resolves with how often it asked, once it knows that the order is paid. */
type Watch = (order: Order, server: Served) => Promise<number>

async function post(url: string, body: object): Promise<Order> {
  const answer = await fetch(url, { method: 'POST', headers: HEADERS, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`)
  return await answer.json() as Order
}

async function isPaid({ transaction_no }: Order, { merchantOrigin }: Served): Promise<boolean> {
  const answer = await fetch(`${merchantOrigin}/hserve/v2.0/idp/pay/order/${transaction_no}/`, { headers: HEADERS })
  return (await answer.json() as Order).status === 'success'
}

/** Asks once for each nudge, and once more when no more will come. */
async function bySse(order: Order, server: Served): Promise<number> {
  const { body } = await fetch(order.events_url)
  let asks = 0
  for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    if (!/^event: nudge/m.test(chunk)) continue
    asks++
    if (await isPaid(order, server)) return asks
  }
  return asks + await byPolling(order, server)
}

async function byPolling(order: Order, server: Served): Promise<number> {
  let asks = 1
  for (; !(await isPaid(order, server)); asks++) await sleep(DEMO_POLL_MS)
  return asks
}

async function checkout(openForMs: number, watch: Watch, server: Served): Promise<Checkout> {
  const order = await post(`${server.merchantOrigin}/hserve/v2.2/idp/pay/order/`, { gateway_type: 'weixin_tenpay_native', total_cost: 0.1, merchandise_description: '秋裤' })
  const watched = watch(order, server)
  await sleep(openForMs)
  const paidAt = performance.now()
  await post(`${server.walletsOrigin}/phone/pay`, { content: order.code_url })
  return { asks: await watched, delayMs: performance.now() - paidAt }
}

/** All checkouts open at once; their payers pay within `spreadMs` of each other. */
async function measure(watch: Watch, spreadMs: number): Promise<Round> {
  const server = await serve({ port: 0, walletsPort: 0 })
  const startedAt = performance.now()
  const checkouts = await Promise.all(Array.from({ length: COUNT }, (_, index) => checkout(OPEN_FOR_MS + index * spreadMs / COUNT, watch, server)))
  const totalMs = performance.now() - startedAt
  await server.close()
  const delays = checkouts.map(({ delayMs }) => delayMs).toSorted((a, b) => a - b)
  const at = (share: number): number => delays[Math.ceil(share * delays.length) - 1] ?? Number.NaN
  return { totalMs, medianMs: at(0.5), p95Ms: at(0.95), asks: checkouts.reduce((sum, { asks }) => sum + asks, 0) / COUNT }
}

const ms = (value: number): string => `${value.toFixed(0)} ms`
function print(name: string, { totalMs, medianMs, p95Ms, asks }: Round): void {
  console.log(`  ${name.padEnd(12)} from paid to known: median ${ms(medianMs)}, 95 % ${ms(p95Ms)}; ${asks.toFixed(1)} questions each; ${ms(totalMs)} in all`)
}

console.log(`${COUNT} checkouts, open for ${ms(OPEN_FOR_MS)}, and all payers pay in the same instant:`)
print('by SSE', await measure(bySse, 0))
console.log('The same, and the payers pay one after the other within 4 s:')
const sse = await measure(bySse, 4000)
print('by SSE', sse)
const polling = await measure(byPolling, 4000)
print('by polling', polling)
console.log(`SSE over polling: median delay ${(sse.medianMs / polling.medianMs).toFixed(2)}, questions ${(sse.asks / polling.asks).toFixed(2)}`)
