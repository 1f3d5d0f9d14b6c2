/** Strokes that came one after the other: which of them a device typed, and how fast. Pure. */
import type { KeyRecord } from './keystrokes'
import type { TextRecord } from './keystrokes-scan'

/** One character, with the input that brought it. */
export interface Stroke extends Pick<KeyRecord, 'atMs' | 'field' | 'mark'>, Partial<Pick<KeyRecord, 'code' | 'key' | 'keyCode' | 'isComposing'>> {
  readonly type: KeyRecord['type'] | TextRecord['type']
  readonly char: string
  /** The time since the stroke before it, ms. */
  gapMs: number
  /** Held while another key went down and up again: a scanner's own keys never are. */
  isHeldOver?: boolean
}

/** Only a device's gaps are shorter: people type a row of digits at 150 ms and more. */
const GUN_GAP_MS = 100
/** So fast that strokes can be kept from the page before more is known. */
const RAPID_GAP_MS = 35
/** At least so long is a gap between a person's stroke and a scanner's. */
const BREAK_MS = 60
const LEAST = 4

/** The time between two strokes that a part of all gaps is not longer than, ms: 0.5 is the usual one, 1 the longest. */
export function gapOf(strokes: readonly Stroke[], part: number): number {
  const gaps = strokes.slice(1).map(({ gapMs }) => gapMs).sort((a, b) => a - b)
  return gaps[Math.ceil(gaps.length * part) - 1] ?? 0
}

/** Whether a device typed them. */
export const isGun = (strokes: readonly Stroke[]): boolean => strokes.length >= LEAST && gapOf(strokes, 0.5) < GUN_GAP_MS

/** Whether the last of them were rapid. */
export const isRapid = (strokes: readonly Stroke[]): boolean => strokes.length >= LEAST && gapOf(strokes.slice(-LEAST), 1) <= RAPID_GAP_MS

/** The strokes of one device: without those that somebody held down meanwhile. */
export const ownStrokes = (strokes: readonly Stroke[]): Stroke[] => strokes.filter(({ isHeldOver }) => !isHeldOver)

/** The strokes cut where the pace breaks, the last run first. A quarter of them is enough to tell a scanner's pace among a person's. */
export function runsOf(strokes: readonly Stroke[]): Stroke[][] {
  const breakMs = Math.max(BREAK_MS, 2.5 * gapOf(strokes, 0.25))
  const runs: Stroke[][] = []
  let run: Stroke[] = []
  for (const stroke of strokes) {
    if (run.length === 0 || stroke.gapMs >= breakMs) runs.unshift((run = []))
    run.push(stroke)
  }
  return runs
}
