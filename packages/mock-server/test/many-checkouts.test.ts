import { afterEach, expect, test } from 'vitest'
import { serve, type Served } from '../src/serve'
import { answerOf, CLIENT, ORDERS, ORDER_BODY, type Body } from './mock'

const COUNT = 200

let server: Served | undefined
afterEach(() => server?.close())

const post = async (url: string, body: object): Promise<Body> => (await answerOf(await fetch(url, { method: 'POST', headers: CLIENT, body: JSON.stringify(body) }))).body

test('two hundred checkouts that open, listen and pay at once are each told, and each finds its own order paid once', async () => {
  server = await serve({ port: 0, walletsPort: 0 })
  const { merchantOrigin, walletsOrigin } = server
  const orders = await Promise.all(Array.from({ length: COUNT }, () => post(`${merchantOrigin}${ORDERS}`, ORDER_BODY)))
  const nudges: Promise<boolean>[] = []
  await Promise.all(orders.map(async (order) => { nudges.push(firstNudgeOf(await openLine(order))) }))
  await Promise.all(orders.map(({ code_url: content }) => post(`${walletsOrigin}/phone/pay`, { content })))
  expect(new Set(await Promise.all(nudges))).toStrictEqual(new Set([true]))
  const found = await Promise.all(orders.map(async ({ transaction_no }) => (await answerOf(await fetch(`${merchantOrigin}/hserve/v2.0/idp/pay/order/${transaction_no}/`, { headers: CLIENT }))).body))
  expect(found.map(({ trade_no, status }) => [trade_no, status])).toStrictEqual(orders.map(({ trade_no }) => [trade_no, 'success']))
  const charges = found.map(({ gateway_extra_info }) => JSON.stringify(gateway_extra_info))
  expect(new Set(charges).size).toBe(COUNT)
}, 60_000)

async function openLine(order: Body): Promise<Response> {
  const line = await fetch(String(order['events_url']))
  expect(line.status).toBe(200)
  return line
}

async function firstNudgeOf({ body }: Response): Promise<boolean> {
  for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) if (/^event: nudge/m.test(chunk)) return true
  return false
}
