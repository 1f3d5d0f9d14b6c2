/** What a row says. */
import type { PayMessages, ResultWords } from '../../locales/messages'
import type { ScanOutcome, ScanRow } from '../../composables/useScanResults'
import type { IconName } from '../PayIcon'

/** The shape of each outcome. */
export const rowIcons: { readonly [O in ScanOutcome]: IconName } = {
  checking: 'expired', open: 'expired', paid: 'paid', refused: 'failed', reversed: 'closed', unknown: 'unknown',
}

/** What became of a charge in a word, and what it means for the cashier. */
export function rowWords(row: ScanRow, isSecond: boolean, { results, scan }: Pick<PayMessages, 'results' | 'scan'>): ResultWords {
  const words = results.outcomes[row.outcome]
  if (isSecond) return { ...words, text: results.second }
  if (row.refund) return { ...words, text: results.refund[row.refund] }
  if (row.outcome === 'paid' && row.late) return { ...words, text: results.late }
  if (row.outcome === 'refused' && row.reason && row.reason !== 'other') return { ...words, text: `${scan.refused[row.reason].title} · ${words.text}` }
  return row.outcome === 'paid' ? { ...words, text: '' } : words
}
