import { servers } from '../servers'
import type { Asked, Reply, WalletSheet } from './wallet-sheet'

/**
 * The browser of WeChat, as far as a page that pays can tell: `WeixinJSBridge`, and a name of the browser that says so. What a
 * page asks of the bridge is posted to the mock server's wallets, which check it as WeChat does. Everything else is real.
 */

/** What the bridge tells the page, whatever has happened: real ones have done each of these. */
export type Manner = 'honest' | 'always-ok' | 'always-cancel' | 'silent'

interface BridgeAnswer { readonly err_msg: string, readonly err_desc?: string }
interface PasswordAsked { readonly ask: 'password', readonly order: Omit<Asked, 'message'>, readonly message?: string }

interface Simulation {
  readonly sheet: WalletSheet
  readonly manner: () => Manner
  /** WeChat itself says a sentence to the payer, over the page. */
  readonly onNotice: (sentence: string) => void
}

type Callback = (answer: BridgeAnswer) => void

const PAYMENT = 'getBrandWCPayRequest'
const VERDICTS: Readonly<Record<Manner, string | undefined>> = { 'honest': undefined, 'silent': undefined, 'always-ok': 'ok', 'always-cancel': 'cancel' }

/** The address that WeChat knows a page by: on iOS the one that it was entered with. */
function knownUrl(): string {
  const isIOS = /iPhone|iPad|iPod/.test(navigator.userAgent)
  return (isIOS && performance.getEntriesByType('navigation')[0]?.name) || location.href
}

async function post(call: object): Promise<BridgeAnswer | PasswordAsked> {
  const response = await fetch(`${servers.wallets}/phone/jsapi`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(call) })
  if (!response.ok) throw new Error(`the wallet answered ${response.status}`)
  return (await response.json()) as BridgeAnswer | PasswordAsked
}

/** One call from its beginning to its end, with as many passwords as the payer needs. */
async function converse(invoke: string, payload: object, { sheet }: Simulation): Promise<BridgeAnswer> {
  const call = { invoke, payload, url: knownUrl() }
  let reply: Reply | undefined
  try {
    for (;;) {
      const answer = await post({ ...call, ...reply })
      if (!('ask' in answer)) return answer
      reply = await sheet.ask({ ...answer.order, message: answer.message ?? '' })
    }
  } catch {
    // Of what else a page asks for, WeChat tells the payer nothing.
    return invoke === PAYMENT ? { err_msg: 'get_brand_wcpay_request:fail', err_desc: '网络不给力，请稍后再试' } : { err_msg: `${invoke}:fail` }
  } finally {
    if (invoke === PAYMENT) sheet.close()
  }
}

/** What the page hears of a payment's end; nothing from a bridge that never calls back. */
function toldBy(manner: Manner, answer: BridgeAnswer): BridgeAnswer | undefined {
  const verdict = VERDICTS[manner]
  if (manner === 'silent') return undefined
  return verdict === undefined ? answer : { err_msg: `get_brand_wcpay_request:${verdict}` }
}

async function answerCall(name: string, payload: object, { callback, ...simulation }: Simulation & { readonly callback: Callback }): Promise<void> {
  const answer = await converse(name, payload, simulation)
  if (answer.err_desc) simulation.onNotice(answer.err_desc)
  const told = name === PAYMENT ? toldBy(simulation.manner(), answer) : answer
  if (told) callback(told)
}

/** Puts WeChat's browser around this page; gives what takes it away again. */
export function simulateWeixin(simulation: Simulation): () => void {
  const globals = globalThis as { WeixinJSBridge?: unknown }
  const before = globals.WeixinJSBridge
  const userAgent = navigator.userAgent.includes('MicroMessenger') ? navigator.userAgent : `${navigator.userAgent} MicroMessenger/8.0.50`
  Object.defineProperty(navigator, 'userAgent', { value: userAgent, configurable: true })
  globals.WeixinJSBridge = {
    invoke(name: string, payload: object, callback: Callback) {
      void answerCall(name, payload, { ...simulation, callback })
    },
    // What the JS-SDK listens to besides: nothing of it happens here.
    on() {},
  }
  document.dispatchEvent(new Event('WeixinJSBridgeReady'))
  return () => {
    simulation.sheet.reply({ cancel: true })
    globals.WeixinJSBridge = before
    Reflect.deleteProperty(navigator, 'userAgent')
  }
}
