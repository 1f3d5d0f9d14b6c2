import type { Clock } from '../ports/clock'
import { abortable, type Http } from '../ports/http'
import { answerOf, type Answer } from './answer'
import type { Contract } from './contract'
import { createNotes, type Notes } from './notes'
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
export interface Probe extends Notes {
  /** Calls an operation. @throws {NoAnswer} the network or the server failed to answer */
  readonly ask: (operation: string, asked?: Asked) => Promise<Answer>
  /** Sends what is no operation's usual call, such as a preflight, and reads the headers alone. @throws {NoAnswer} */
  readonly knock: (url: string, init: RequestInit) => Promise<Response>
  /** The address of an operation. */
  readonly urlOf: (operation: string, asked?: Pick<Asked, 'path' | 'query'>) => string
}

/** What a probe is made with. */
export interface ProbePorts {
  readonly target: Target
  readonly contract: Contract
  readonly http: Http
  readonly clock: Clock
}

/** Creates a probe that has asked nothing yet. */
export function createProbe({ target, contract, http, clock }: ProbePorts): Probe {
  const { notes, take } = createNotes(contract, target.tokens)

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

  return {
    ...notes,
    urlOf,
    knock: (url, init) => inTime((signal) => http(new Request(url, { redirect: 'manual', ...init, signal })), clock),
    async ask(operation, asked = {}) {
      const answer = await inTime(async (signal) => answerOf(await http(new Request(requestFor(operation, asked), { signal }))), clock)
      take(operation, answer)
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
