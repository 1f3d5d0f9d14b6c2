/** How far a refund is. `processing`: asked for, and the provider has told no end. */
export type RefundProgress = 'processing' | 'success' | 'failed'

/** Money that goes back to the payer. */
export interface OrderRefund {
  /** The number that the provider knows it by, so that asking again is the same refund. */
  readonly out_refund_no: string
  readonly amount_fen: number
  readonly progress: RefundProgress
  readonly created_at: number
}

/** What has not been refunded of a paid amount, and is not on its way back, in fen. */
export function refundableFen(amountFen: number, refunds: readonly OrderRefund[]): number {
  return refunds.reduce((left, refund) => (refund.progress === 'failed' ? left : left - refund.amount_fen), amountFen)
}

/** MinCloud's word for what became of an order's refunds; nothing while none has come to an end. */
export function refundStatusOf(amountFen: number, refunds: readonly OrderRefund[]): 'partial' | 'complete' | 'failed' | null {
  const returned = refunds.reduce((sum, refund) => (refund.progress === 'success' ? sum + refund.amount_fen : sum), 0)
  if (returned > 0) return returned < amountFen ? 'partial' : 'complete'
  return refunds.some(({ progress }) => progress === 'failed') ? 'failed' : null
}

/**
 * An order's refunds with what is now known of one of them; the same list where it changes nothing. One that has succeeded stays
 * so, one keeps its amount, and together they never come to more than was paid.
 */
export function withRefund({ amount_fen, refunds }: { readonly amount_fen: number, readonly refunds: readonly OrderRefund[] }, refund: OrderRefund): readonly OrderRefund[] {
  const known = refunds.find(({ out_refund_no }) => out_refund_no === refund.out_refund_no)
  if (known && (known.progress === 'success' || known.amount_fen !== refund.amount_fen)) return refunds
  const left = refundableFen(amount_fen, refunds.filter((one) => one !== known))
  if (refund.amount_fen <= 0 || (refund.progress !== 'failed' && refund.amount_fen > left)) return refunds
  return known ? refunds.map((one) => (one === known ? { ...known, progress: refund.progress } : one)) : [...refunds, refund]
}
