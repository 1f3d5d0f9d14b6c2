/** The app that `BaaS.init` names: its settings, its requests, and the calls that are under way. */
import { hostOf } from '../backends/mincloud'
import { headersOf, refusal } from '../backends/mincloud-wire'
import type { WeixinHost } from '../bridges/weixin-host'
import { HError } from '../errors'
import { callWithin, READ_TIMEOUT_MS } from '../runtime/call'
import { systemClock, type Clock } from '../runtime/clock'
import { isBrowserOnline } from '../runtime/page'
import { part } from '../runtime/part'
import { createFlights, type Flight } from './in-flight'
import { tokenOf, type CallOptions, type InitOptions, type Settings } from './settings'

/** The ports of the facade. */
export interface AppPorts {
  readonly clock: Clock
  /** What MinCloud's own login has left. May throw where there is no storage. */
  readonly stored: (key: string) => string | null
  readonly isOnline: () => boolean
  /** @default WeChat's browser, as the page finds it */
  readonly weixin?: WeixinHost
}

/** What a call resolves with: the transport's own answer, without the request and its token. */
export interface Answer<T> {
  data: T
  status: number
  statusCode: number
  headers: Readonly<Record<string, string>>
}

/** One call under way. */
export interface Call extends Flight {
  /** Asks the backend: GET, or POST where there is a body. Rejects with an HError where the answer is no 2xx, or none comes in the call's time. */
  readonly send: <T>(path: string, json?: object, mostMs?: number) => Promise<Answer<T>>
}

/** An app. */
export type App = ReturnType<typeof createApp>

const browserPorts: AppPorts = { clock: systemClock, stored: (key) => localStorage.getItem(key), isOnline: isBrowserOnline }

/** A page that gives a transport of its own loads no byte of axios, which is more than all of ours. */
const loadAxios = /* @__PURE__ */ part(() => import('../axios'))

/** A timer's delay is 31 bits long; a longer one would fire at once. */
const LONGEST_MS = 2 ** 31 - 1

/** Makes an app. Nothing is sent before its first call. */
export function createApp(ports: AppPorts = browserPorts) {
  const fly = createFlights()
  let inForce: Settings | undefined

  return {
    ports,
    get extensions() { return inForce?.extensions },

    init(clientID: string, options?: InitOptions): void {
      if (typeof clientID !== 'string' || clientID === '') throw new HError(605, undefined, { hint: 'Call BaaS.init("<clientID>").' })
      inForce = { ...options, clientID, generation: (inForce?.generation ?? 0) + 1 }
    },

    /**
     * Makes a call, or joins the identical one that is in flight: the same settings, login and `what`. Its signal and time-out make no
     * difference; the time-out in force is the first caller's. Rejects with HError 602 before `init`.
     */
    async call<T>(what: unknown, { signal, timeoutMs = READ_TIMEOUT_MS }: CallOptions, act: (call: Call) => Promise<T>): Promise<T> {
      if (!inForce) throw new HError(602, undefined, { hint: 'Call BaaS.init(clientID) first.' })
      const { clientID, env, generation, transport: given } = inForce
      const base = hostOf(inForce)
      const headers = headersOf(clientID, env, tokenOf(inForce, ports.stored))
      return fly(JSON.stringify([generation, headers, what]), signal, async (flight) => {
        // There before anything is sent: what can't be loaded is no lost answer.
        const transport = given ?? (await loadAxios()).axiosTransport()
        const patience = { ...ports, transport, signal: flight.signal }
        return act({
          ...flight,
          async send(path, json, mostMs = LONGEST_MS) {
            const answer = await callWithin({ ...patience, timeoutMs: Math.min(timeoutMs, mostMs) }, ({ send }) => send({ method: json ? 'POST' : 'GET', url: base + path, headers, json }))
            const { data, status, headers: told } = answer
            if (status < 200 || status >= 300) throw refusal(answer)
            return { data: data as never, status, statusCode: status, headers: told }
          },
        })
      })
    },
  }
}

/** The page's one app: the facade's own. */
export const app: App = /* @__PURE__ */ createApp()
