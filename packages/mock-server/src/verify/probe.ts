import type { Clock } from '../ports/clock'
import { abortable, type Http } from '../ports/http'
import { answerOf, type Answer } from './answer'
import type { Contract } from './contract'
import type { Target } from './target'

/** How long an answer may take, as the SDK waits for a create. */
const TIMEOUT_MS = 30_000

/** What a call of an operation carries. */
export interface Asked {
  readonly path?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  /** Sent as JSON; a text as it is. */
  readonly body?: object | string
  /** The login of whoever asks; without one it is a guest. */
  readonly login?: string | undefined
  readonly headers?: Readonly<Record<string, string>>
}

/** The server gave no answer. The message names no address and no secret. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
}

/** Calls a server, and takes note of what it answers. */
export interface Probe {
  /** Calls an operation. @throws {NoAnswer} the network or the server failed to answer */
  readonly ask: (operation: string, asked?: Asked) => Promise<Answer>
  /** Sends what is no operation's usual call, such as a preflight, and reads the headers alone. @throws {NoAnswer} */
  readonly knock: (url: string, init: RequestInit) => Promise<Response>
  /** The address of an operation. */
  readonly urlOf: (operation: string, asked?: Pick<Asked, 'path' | 'query'>) => string
  /** From now on no answer may hold this text. */
  readonly keepSecret: (secret: string) => void
  /** Every text that no answer may hold. */
  readonly secrets: ReadonlySet<string>
  /** What was not as the contract says, by operation; an operation that was called is there. */
  readonly problems: ReadonlyMap<string, ReadonlySet<string>>
  /** The operations whose answers held a secret. A login's own answer may hold its token. */
  readonly leaks: ReadonlySet<string>
}

/** What a probe is made with. */
export interface ProbePorts {
  readonly target: Target
  readonly contract: Contract
  readonly http: Http
  readonly clock: Clock
}

const GRANTING = new Set(['logInAnonymously'])

/** Creates a probe that has asked nothing yet. */
export function createProbe({ target, contract, http, clock }: ProbePorts): Probe {
  const secrets = new Set(target.tokens)
  const problems = new Map<string, Set<string>>()
  const leaks = new Set<string>()

  function urlOf(operation: string, { path = {}, query = {} }: Pick<Asked, 'path' | 'query'> = {}): string {
    const filled = contract.operation(operation).path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''))
    const params = new URLSearchParams(query).toString()
    return `${target.url}${filled}${params === '' ? '' : `?${params}`}`
  }

  function requestFor(operation: string, asked: Asked): Request {
    const { method } = contract.operation(operation)
    const body = method === 'GET' ? undefined : typeof asked.body === 'string' ? asked.body : JSON.stringify(asked.body ?? {})
    const headers = {
      'x-hydrogen-client-id': target.clientId,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(asked.login === undefined ? {} : { authorization: `Hydrogen-r1 ${asked.login}` }),
      ...asked.headers,
    }
    return new Request(urlOf(operation, asked), { method, headers, redirect: 'manual', ...(body === undefined ? {} : { body }) })
  }

  function note(operation: string, answer: Answer): void {
    const known = problems.get(operation) ?? new Set()
    for (const problem of contract.problemsOf(operation, { ...answer, body: answer.json })) known.add(problem)
    problems.set(operation, known)
    const whole = `${answer.text}\n${[...answer.headers].join('\n')}`
    if (!GRANTING.has(operation) && [...secrets].some((secret) => whole.includes(secret))) leaks.add(operation)
  }

  return {
    urlOf,
    secrets,
    problems,
    leaks,
    keepSecret: (secret) => { secrets.add(secret) },
    knock: (url, init) => inTime((signal) => http(new Request(url, { redirect: 'manual', ...init, signal })), clock),
    async ask(operation, asked = {}) {
      const answer = await inTime(async (signal) => answerOf(await http(new Request(requestFor(operation, asked), { signal }))), clock)
      note(operation, answer)
      return answer
    },
  }
}

async function inTime<T>(work: (signal: AbortSignal) => Promise<T>, clock: Clock): Promise<T> {
  const controller = new AbortController()
  const timer = clock.setTimeout(() => controller.abort(new NoAnswer(`no answer in ${TIMEOUT_MS / 1000} s`)), TIMEOUT_MS)
  try {
    return await abortable(work(controller.signal), controller.signal)
  } catch (error) {
    throw error instanceof NoAnswer ? error : new NoAnswer(`no answer (${codeOf(error)})`)
  } finally {
    clock.clearTimeout(timer)
  }
}

/** The system's code, such as ECONNREFUSED, or the kind of the error; its message may hold an address. */
function codeOf(error: unknown): string {
  const cause: unknown = error instanceof Error ? error.cause : undefined
  if (typeof cause === 'object' && cause !== null && 'code' in cause) return String(cause.code)
  return error instanceof Error ? error.name : 'unknown'
}
