import type { TradeNo } from '@baas-pay/sdk'

/** What the bridge told the page. It proves nothing. */
export interface Said {
  readonly words: string
  /** Whether the bridge has left off. A silent one may still have the payer in the wallet. */
  readonly isSilent: boolean
}

/** An order that the payer was asked to pay, and how the asking left off. */
export interface Told {
  readonly said: Said
  readonly tradeNo: TradeNo
}

/** Nobody watching a demo waits three minutes for a bridge that is told to be silent. */
export const SILENCE_MS = 6_000

/** Where the bridge never called back. */
export const SILENT: Said = { words: '（没有回话）', isSilent: true }
