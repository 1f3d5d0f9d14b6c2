import { createSeededRandom, type MockServerOptions } from '../../src/index'
import { createContract } from '../../src/verify/contract'
import { lineOf } from '../../src/verify/report'
import { verify, type Findings } from '../../src/verify/run'
import type { Target } from '../../src/verify/target'
import { PAGE } from '../login'
import { createMock, MERCHANT } from '../mock'

/** A server that is not quite the mock server: it may change what comes, and what it answers. */
export type Server = (request: Request, ask: (request: Request) => Promise<Response>) => Promise<Response>

/** What a run has found, its lines, and the names of what failed. */
export interface Verified extends Findings { readonly lines: readonly string[], readonly failed: readonly string[], readonly skipped: readonly string[] }

/** A target at which nothing is left out. */
export const TARGET: Target = {
  url: MERCHANT, clientId: 'demo', origin: PAGE, tokens: [], gateway: 'weixin_tenpay_native', amountFen: 1, recordId: 'trousers', isPlain: false, required: [],
}

const contract = createContract()

/** Verifies the mock server, or one that is not quite it. */
export async function verified(server: Server = (request, ask) => ask(request), change: Partial<Target> = {}, options: Omit<MockServerOptions, 'clock'> = {}): Promise<Verified> {
  const mock = createMock({ catalogue: { trousers: 1 }, ...options })
  const lines: string[] = []
  const http = (request: Request): Promise<Response> => server(request, (asked) => mock.server.merchant.fetch(asked))
  const ports = { target: { ...TARGET, ...change }, contract, http, clock: mock.clock, random: createSeededRandom('verify') }
  const findings = await verify(ports, (finding, secrets) => lines.push(lineOf(finding, secrets)))
  const named = (is: string): string[] => findings.findings.filter(({ verdict }) => verdict.is === is).map(({ name }) => name)
  return { ...findings, lines, failed: named('failed'), skipped: named('skipped') }
}
