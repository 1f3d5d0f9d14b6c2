/** Strokes that came one after the other: which of them a scanner typed, how fast, and whether they are a payment code. Pure. */
import { ruleOfCode, ruleOfPrefix, type PaymentCodeRule } from './payment-code-rules'

/** One character, as it was typed. */
export interface Stroke {
  readonly char: string
  readonly code: string
  readonly atMs: number
  isDown: boolean
  /** Held while another key went down and up again: a scanner's own keys never are. */
  isHeldOver: boolean
  /** Whether its character reached a field, was kept from one, or had none to go to. */
  went: 'field' | 'kept' | 'nowhere'
}

/** A whole payment code among the strokes. */
export interface Found {
  readonly code: string
  readonly rule: PaymentCodeRule
  readonly strokes: readonly Stroke[]
  /** Nothing else was typed around it. */
  readonly isAll: boolean
}

/** A gap that only a device keeps up: people type a row of digits at 150 ms and more. */
const GUN_GAP_MS = 100
/** At least so long is a gap between a person's stroke and a scanner's. */
const BREAK_MS = 60

const gapsOf = (strokes: readonly Stroke[]): number[] => strokes.slice(1).map(({ atMs }, index) => atMs - (strokes[index]?.atMs ?? atMs))

const quantile = (strokes: readonly Stroke[], part: number): number => {
  const gaps = gapsOf(strokes).sort((a, b) => a - b)
  return gaps[Math.floor(gaps.length * part)] ?? Infinity
}

/** The usual time between two strokes, ms; endless for fewer than two. */
export const paceOf = (strokes: readonly Stroke[]): number => quantile(strokes, 0.5)

/** The longest time between two strokes, ms. */
export const longestGapOf = (strokes: readonly Stroke[]): number => Math.max(0, ...gapsOf(strokes))

/** Whether a device typed them. */
export const isGun = (strokes: readonly Stroke[]): boolean => strokes.length >= 4 && paceOf(strokes) <= GUN_GAP_MS

/** Whether the last strokes came so fast that they can be kept from the page before more is known. */
export const isRapid = (strokes: readonly Stroke[]): boolean => strokes.length >= 4 && gapsOf(strokes.slice(-4)).every((gapMs) => gapMs <= 35)

/** The strokes of one device: without those that somebody held down meanwhile. */
export const ownStrokes = (strokes: readonly Stroke[]): Stroke[] => strokes.filter(({ isHeldOver }) => !isHeldOver)

/** The strokes cut where the pace breaks. A quarter of them is enough to tell a scanner's pace among a person's. */
export function runsOf(strokes: readonly Stroke[]): Stroke[][] {
  const breakMs = Math.max(BREAK_MS, 2.5 * quantile(strokes, 0.25))
  const runs: Stroke[][] = []
  for (const [index, gapMs] of [Infinity, ...gapsOf(strokes)].entries()) {
    if (gapMs >= breakMs) runs.push([])
    runs[runs.length - 1]?.push(...strokes.slice(index, index + 1))
  }
  return runs
}

/** An identifier of the symbology (`]Q1`), which a scanner may put before the code. */
export const AIM = /^\][A-Z][\dA-Z]/i

/** A text without what scanners put around and into it: blanks, invisible characters, an AIM identifier; full-width digits made plain. */
export const bareText = (text: string): string => text.normalize('NFKC').replace(/[\s\p{Cc}\p{Cf}]/gu, '').replace(AIM, '')

/** What the strokes say. */
export const textOf = (strokes: readonly Stroke[]): string => strokes.map(({ char }) => char).join('')

/** Whether the strokes may become a payment code yet. */
export function isPlausible(strokes: readonly Stroke[], rules: readonly PaymentCodeRule[]): boolean {
  const text = bareText(textOf(strokes))
  const rule = ruleOfPrefix(text, rules)
  return rule !== undefined && text.length <= rule.max
}

const PEOPLE_ROLL = 4

/** The code among the strokes: all of them, or else the one run of a device among a few of a person. */
export function findCode(all: readonly Stroke[], rules: readonly PaymentCodeRule[]): Found | undefined {
  const strokes = ownStrokes(all)
  const read = (some: readonly Stroke[], isAll: boolean): Found | undefined => {
    const code = bareText(textOf(some))
    const rule = ruleOfCode(code, rules)
    return rule && { code, rule, strokes: some, isAll }
  }
  const whole = read(strokes, true)
  const [run = [], ...others] = runsOf(strokes).sort((a, b) => b.length - a.length)
  const part = isGun(run) && others.every(({ length }) => length <= PEOPLE_ROLL) ? read(run, false) : undefined
  if (!whole || !part) return whole ?? part
  // A blank that somebody typed before is theirs.
  if (whole.code === part.code) return { ...whole, strokes: run }
  // A digit that somebody typed before, or a pause within the code: what wallets issue decides, else nobody can.
  return [whole, part].find(({ code, rule }) => code.length === rule.usual)
}
