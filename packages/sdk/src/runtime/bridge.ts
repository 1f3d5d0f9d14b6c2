/** A wallet's bridge: what its own in-app browser gives a page to pay by, as a port. Whatever it says is a hint. */
import type { JssdkConfig } from '../bridges/weixin-host'
import type { Clock } from './clock'

/** How a bridge left off. None is a proof; after any but `unready` the payer may have paid. */
export interface BridgeHint {
  readonly end: 'ok' | 'cancel' | 'fail' | 'silent' | 'unready'
}

/** What a bridge is lent. */
export interface BridgeContext {
  readonly clock: Clock
  /** Aborted when nobody waits for the hint any more. */
  readonly signal: AbortSignal
  /** What `wx.config` takes for a page's address, from the backend. */
  readonly credentials: (url: string) => Promise<JssdkConfig>
}

/** One wallet's bridge. */
export interface Bridge {
  /** Whether this page is inside the wallet's browser; asked before an order is made. Rejects with the HError to show where something else is missing. */
  isReady(context: Pick<BridgeContext, 'clock' | 'signal'>): Promise<boolean>
  /** Hands the payload to the wallet and waits for the payer. Rejects only when aborted. */
  pay(payload: Readonly<Record<string, unknown>>, context: BridgeContext): Promise<BridgeHint>
}
