/** What the bridges of Alipay and QQ have in common: they are there or come late, they are asked once, and whatever they say is a hint. */
import { heardWithin } from '../runtime/heard'
import type { Bridge, BridgeHint } from '../runtime/bridge'
import type { Stop } from '../runtime/page'
import { BRIDGE_TIMEOUT_MS } from './weixin-ready'

/** A wallet's browser as a page sees it, as a port. */
export interface InAppHost<B> {
  readonly userAgent: () => string
  /** The bridge, where it is there. */
  readonly bridge: () => B | undefined
  /** Calls back when it may have come. */
  readonly onBridge: (listener: () => void) => Stop
}

/** One wallet. */
export interface InApp<B> {
  readonly host: InAppHost<B>
  /** Its own browser: there the bridge is waited for longer. */
  readonly browser: RegExp
  /** How long the payer may take in the wallet, in ms. @default 180000 */
  readonly timeoutMs?: number | undefined
  readonly ask: (bridge: B, payload: Readonly<Record<string, unknown>>, hear: (said: unknown) => void) => void
  /** How an answer says that it left off. */
  readonly endOf: (said: unknown) => BridgeHint['end']
}

/** Outside the wallet only a simulated bridge can still come, and it comes with the page. */
const ELSEWHERE_TIMEOUT_MS = 1_000
const PAYER_TIMEOUT_MS = 180_000

/** The browser of a page; without a DOM there is none. */
export const pageHost = <B>(bridge: () => B | undefined, target: () => EventTarget | undefined, event: string): InAppHost<B> => ({
  userAgent: () => (typeof navigator === 'undefined' ? '' : navigator.userAgent),
  bridge,
  onBridge(listener) {
    const at = target()
    at?.addEventListener(event, listener)
    return () => at?.removeEventListener(event, listener)
  },
})

/** The bridge of one wallet for a checkout. */
export const inAppBridge = <B>({ host, browser, timeoutMs = PAYER_TIMEOUT_MS, ask, endOf }: InApp<B>): Bridge => ({
  async isReady({ clock, signal }) {
    const patience = browser.test(host.userAgent()) ? BRIDGE_TIMEOUT_MS : ELSEWHERE_TIMEOUT_MS
    if (host.bridge()) return true
    await heardWithin<void>({ clock, signal, timeoutMs: patience }, (tell) => host.onBridge(() => { if (host.bridge()) tell() }))
    return host.bridge() !== undefined
  },
  async pay(payload, { clock, signal }) {
    const bridge = host.bridge()
    if (!bridge) return { end: 'unready' }
    try {
      const end = await heardWithin<BridgeHint['end']>({ clock, signal, timeoutMs }, (tell) => { ask(bridge, payload, (said) => tell(endOf(said))) })
      return { end: end ?? 'silent' }
    } catch (broken) {
      if (signal.aborted) throw broken
      return { end: 'fail' }
    }
  },
})
