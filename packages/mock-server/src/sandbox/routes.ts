import { Hono, type Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import { readJsonObject } from '../http/body'
import type { Exchanged, RequestFeed } from '../http/request-feed'
import type { Merchant } from '../merchant/merchant'
import type { AdjustableClock } from '../ports/adjustable-clock'
import { FAULTS } from '../scenarios/catalogue'
import type { Scenario, Scenarios } from '../scenarios/scenarios'
import type { Wallets } from '../wallets/wallets'
import { credentialsView } from './credentials-view'
import { refundRoutes } from './refund-routes'
import { readScenarioRequest, ScenarioError, type ScenarioRequest } from './scenario-request'

/** What the sandbox reaches into: both wings, the faults, time, and what passes through. */
export interface Sandbox {
  readonly wallets: Wallets
  readonly merchant: Merchant
  readonly scenarios: Scenarios
  readonly clock: AdjustableClock
  readonly requests: RequestFeed
}

const MAX_ADVANCE_MS = 366 * 24 * 3_600_000

/** What a developer's page and a test use to steer the simulation, under `/sandbox` on the wallets' port. */
export function sandboxRoutes(sandbox: Sandbox): Hono {
  const app = new Hono({ strict: false })
  app.get('/credentials', async (c) => c.json(await credentialsView(sandbox.wallets)))
  app.get('/scenario', (c) => c.json(scenariosView(sandbox)))
  app.post('/scenario', (c) => changeScenarios(c, sandbox))
  app.get('/clock', (c) => c.json({ now_ms: sandbox.clock.now() }))
  app.post('/clock', (c) => moveClock(c, sandbox))
  app.get('/requests', (c) => watchRequests(c, sandbox))
  app.route('/', refundRoutes(sandbox.merchant))
  return app
}

/** The faults in force, and all that there are. */
function scenariosView({ scenarios }: Sandbox): { readonly active: readonly Scenario[], readonly faults: typeof FAULTS } {
  return { active: scenarios.list(), faults: FAULTS }
}

async function changeScenarios(c: Context, sandbox: Sandbox): Promise<Response> {
  try {
    const request = readScenarioRequest((await readJsonObject(c)) ?? {})
    if (request.type === 'stop') sandbox.scenarios.stop(request.name)
    else await start(request, sandbox)
    return c.json(scenariosView(sandbox))
  } catch (error) {
    if (error instanceof ScenarioError) return c.json({ error: 'bad_scenario', message: error.message }, 400)
    throw error
  }
}

async function start({ scenario, seconds, order }: Extract<ScenarioRequest, { type: 'start' }>, { scenarios, merchant, clock }: Sandbox): Promise<void> {
  const known = order.transaction_no === undefined ? undefined : await merchant.orders.get(order.transaction_no)
  if (order.transaction_no !== undefined && !known) throw new ScenarioError('there is no order with this transaction_no')
  scenarios.start({ ...scenario, trade_no: known?.trade_no ?? order.trade_no, ends_at: seconds === undefined ? undefined : clock.now() + seconds * 1000 })
}

async function moveClock(c: Context, { clock }: Sandbox): Promise<Response> {
  const { advance_ms: ms } = (await readJsonObject(c)) ?? {}
  if (typeof ms !== 'number' || !Number.isInteger(ms) || ms < 0 || ms > MAX_ADVANCE_MS) {
    return c.json({ error: 'bad_clock', message: `advance_ms is a whole number of milliseconds from 0 to ${MAX_ADVANCE_MS}` }, 400)
  }
  await clock.advance(ms)
  return c.json({ now_ms: clock.now() })
}

/** Tells of every request as it is answered, until the listener goes away. */
function watchRequests(c: Context, { requests }: Sandbox): Response {
  return streamSSE(c, (stream) => new Promise<void>((resolve) => {
    const end = requests.subscribe((exchange: Exchanged) => { void stream.writeSSE({ event: 'request', data: JSON.stringify(exchange) }) })
    stream.onAbort(() => {
      end()
      resolve()
    })
  }))
}
