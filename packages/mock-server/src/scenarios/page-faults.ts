import type { Context, MiddlewareHandler } from 'hono'
import { BrokenConnection } from '../http/broken-connection'
import type { Clock } from '../ports/clock'
import { sleep } from '../ports/sleep'
import { FAULTS, type FaultName } from './catalogue'
import type { Scenario, Scenarios } from './scenarios'

/** What the faults between a page and the merchant need. */
export interface PageFaultPorts {
  readonly scenarios: Scenarios
  readonly clock: Clock
  /** Ends what is being held back. */
  readonly closing: AbortSignal
  /** The `trade_no` of the order that a request names, where it names one. */
  readonly orderNamedBy: (c: Context) => Promise<string | undefined>
  /** Whether a request creates an order. */
  readonly isCreate: (c: Context) => boolean
}

/**
 * Commits the faults that a page meets at the merchant: `slow`, `offline`, `500s`, `create-answer-lost`. An order is known by what
 * the request names, or else by the answer: then the fault comes after the deed.
 */
export function pageFaults(ports: PageFaultPorts): MiddlewareHandler {
  const { scenarios } = ports
  return async (c, next) => {
    if (scenarios.list().length === 0) return next()
    const named = await ports.orderNamedBy(c)
    const early = strikeEither(['offline', '500s'], named, scenarios)
    if (early) return commit(early, c)
    await next()
    const tradeNo = named ?? (await tradeNoOf(c.res))
    const late = named === undefined && tradeNo !== undefined ? strikeEither(['offline', '500s'], tradeNo, scenarios) : undefined
    if (late) c.res = commit(late, c)
    await holdBack(scenarios.strike('slow', tradeNo), ports)
    if (ports.isCreate(c) && c.res.ok && scenarios.strike('create-answer-lost', tradeNo)) throw lost()
  }
}

function strikeEither(names: readonly FaultName[], tradeNo: string | undefined, scenarios: Scenarios): Scenario | undefined {
  const name = names.find((one) => scenarios.find(one, tradeNo))
  return name && scenarios.strike(name, tradeNo)
}

function commit({ name }: Scenario, c: Context): Response {
  if (name === 'offline') throw lost()
  return c.json({ error_msg: 'internal error' }, 500)
}

// A function of its own, so that what is thrown is seen to be thrown on purpose.
const lost = (): BrokenConnection => new BrokenConnection()

async function holdBack(slow: Scenario | undefined, { clock, closing }: PageFaultPorts): Promise<void> {
  if (slow) await sleep(slow.ms ?? FAULTS.slow.delayMs, clock, closing)
}

/** The order that an answer is about: its own, or the only one of its list. */
async function tradeNoOf(answer: Response): Promise<string | undefined> {
  if (!answer.headers.get('content-type')?.includes('json')) return undefined
  const body: unknown = await answer.clone().json()
  const [only, ...more] = listIn(body)
  // Walnut's routes put what they are about into `data`, under the provider's own name for it.
  return more.length === 0 ? textIn(only ?? body, 'trade_no') ?? textIn(fieldIn(body, 'data'), 'out_trade_no') : undefined
}

function listIn(body: unknown): readonly unknown[] {
  const objects = fieldIn(body, 'objects')
  return Array.isArray(objects) ? objects : []
}

function textIn(value: unknown, name: string): string | undefined {
  const field = fieldIn(value, name)
  return typeof field === 'string' ? field : undefined
}

const fieldIn = (value: unknown, name: string): unknown => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined)
