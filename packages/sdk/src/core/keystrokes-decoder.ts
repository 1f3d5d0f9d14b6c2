/**
 * Reads payment codes from what a scanner types. Pure: events come in as records, what to do comes out, time is what the records say.
 * A terminator ends a code first, the form of a payment code second, silence last.
 */
import type { Terminator } from './keystrokes'
import { factsOf } from './keystrokes-facts'
import { bareText, bareTextOf, findCode, type Found } from './keystrokes-found'
import { createKeyboard } from './keystrokes-keyboard'
import type { ScanDecoder, ScanDecoderOptions, ScanInput, ScanStep, ScanVia, TextRecord } from './keystrokes-scan'
import { gapOf, isGun, isRapid, ownStrokes, runsOf, type Stroke } from './keystrokes-stroke'
import { createJudge } from './keystrokes-verdict'
import { paymentCodeRules, ruleOfCode, ruleOfHead } from './payment-code-rules'

/** A person's pause in a row of digits on a page without a field, and in a field. */
const PAUSE_MS = 1200
const FIELD_PAUSE_MS = 250
/** Second terminators (CR+LF, twice CR, iOS's ArrowDown) come so soon. */
const TAIL_MS = 250
/** No code and no person's run is longer; what is older is forgotten. */
const MOST_STROKES = 40
/** A timer may ring at the end of a stall, before the keys that waited: what it says is heard the second time. */
const AGAIN_MS = 20
/** Fewer characters that are no code are nobody's business. */
const LEAST_TOLD = 6

const never = (): boolean => false

/** What a stroke would have written; of a key that an input method hid, what it stands for. */
const writtenBy = ({ field, key, char }: Stroke): string => (field === 'none' ? '' : key?.length === 1 ? key : char)

/**
 * A reader of payment codes. It keeps no clock, no timer and no page: give it records, do what it says.
 * @example
 * const decoder = createScanDecoder()
 * for (const record of keys) for (const { code } of decoder.take(record).scans) charge(code)
 */
export function createScanDecoder(options: ScanDecoderOptions = {}): ScanDecoder {
  const { rules = paymentCodeRules } = options
  const judge = createJudge(options)
  let step: ScanStep
  let strokes: readonly Stroke[] = []
  /** Whose characters the field did not get. */
  let kept: readonly Stroke[] = []
  let againMs = 0
  let tailUntilMs = -Infinity
  let hasTerminator = false

  const last = () => strokes[strokes.length - 1]
  const lastMs = () => last()?.atMs ?? 0
  const isOnPage = () => last()?.field === 'none'
  const lastRun = () => runsOf(ownStrokes(strokes))[0] ?? []

  const headOf = (own: readonly Stroke[]) => ruleOfHead(bareTextOf(own), rules)
  /** In a field only what may become a code is the scanner's. */
  const isForUs = (own: readonly Stroke[]) => isOnPage() || headOf(own) !== undefined

  /** How long after the last stroke the burst is over. */
  function patienceMs(): number {
    const run = lastRun()
    if (!isGun(run)) return isOnPage() ? PAUSE_MS : FIELD_PAUSE_MS
    const found = findCode(strokes, rules)
    const [factor, least, most] = found && found.code.length === found.rule.max && !hasTerminator ? [6, 80, 400] as const : [12, 400, PAUSE_MS] as const
    return Math.min(Math.max(factor * gapOf(run, 0.5), least), most)
  }

  const inSilence = ({ code, rule, strokes: own }: Found) => isGun(own) && (code.length === rule.max || (code.length === rule.usual && !hasTerminator))
  const atEnd = ({ strokes: own }: Found) => isGun(own) || isOnPage()

  function giveBack(some: readonly Stroke[]): void {
    step.giveBack += some.map(writtenBy).join('')
    kept = []
  }

  /** The burst is over: a code is given, anything else goes where it was meant to. Tells, as each of these, whether the input is the scanner's. */
  function settle(isSure: (found: Found) => boolean, atMs: number, terminator?: Terminator, via: ScanVia = last()?.type === 'text' ? 'text' : 'keys'): boolean {
    const found = findCode(strokes, rules)
    const isCode = found !== undefined && isSure(found)
    const own = isCode ? found.strokes : ownStrokes(strokes)
    const isTold = isCode || via === 'manual' || (own.length >= LEAST_TOLD && isGun(own) && isForUs(own))
    const isTaken = isTold && (isCode || isOnPage())
    if (isCode) step.remove = own
    giveBack(isCode ? strokes.slice(strokes.findIndex((one) => own.includes(one))).filter((one) => !own.includes(one)) : kept)
    if (isTold) {
      const verdict = judge(bareTextOf(own), isCode, factsOf(own, via, terminator))
      if ('code' in verdict) step.scans.push(verdict)
      else step.rejects.push(verdict)
    }
    hasTerminator ||= isCode && terminator !== undefined
    if (isTaken) tailUntilMs = atMs + TAIL_MS
    strokes = []
    return isTaken
  }

  function settleStale(atMs: number): void {
    if (strokes.length > 0 && atMs - lastMs() >= patienceMs()) settle(inSilence, lastMs())
  }

  function strike(one: Stroke): boolean {
    settleStale(one.atMs)
    one.gapMs = one.atMs - lastMs()
    strokes = [...strokes, one].slice(-MOST_STROKES)
    againMs = 0
    const run = lastRun()
    const isKept = (isRapid(run) || (kept.length > 0 && run.length > 3)) && isForUs(run)
    if (isKept) kept = [...kept, one]
    else giveBack(kept)
    return isKept
  }

  function command(atMs: number, by?: Terminator): boolean {
    settleStale(atMs)
    if (strokes.length === 0) return atMs <= tailUntilMs
    const isEnd = by === 'enter' || by === 'tab' || (by && findCode(strokes, rules))
    return isEnd ? settle(atEnd, atMs, by) : kept.length > 0
  }

  /** A text that came at once. A person's paste into a field of the page is theirs; what is no code too. */
  function whole(input: TextRecord): boolean {
    const { type, text, field, atMs } = input
    // What an input method writes once more, at the end.
    if (type === 'text' && atMs <= tailUntilMs) return true
    if (type !== 'manual' && (field === 'foreign' || !ruleOfCode(bareText(text), rules))) return false
    settle(never, atMs)
    strokes = Array.from(text, (char) => ({ ...input, char, gapMs: 0 }))
    return settle(atEnd, atMs, undefined, type)
  }

  const wakeAtMs = () => (strokes.length > 0 ? Math.max(lastMs() + patienceMs(), againMs) : undefined)

  function silence({ atMs }: { readonly atMs: number }): boolean {
    const dueMs = wakeAtMs()
    if (dueMs === undefined || atMs < dueMs) return false
    if (againMs) return settle(inSilence, atMs)
    // A machine that let the timer wait lets the keys wait as long.
    againMs = atMs + Math.min(Math.max(atMs - dueMs, AGAIN_MS), PAUSE_MS)
    return false
  }

  const keyboard = createKeyboard({ strike, command, whole, isKeeping: () => kept.length > 0 })
  const readers = { ...keyboard, paste: whole, manual: whole, silence, blur: () => settle(never, 0) }

  const take = (input: ScanInput): ScanStep => {
    step = { isTaken: false, remove: [], giveBack: '', scans: [], rejects: [] }
    step.isTaken = readers[input.type](input as never)
    return step
  }

  return {
    take,
    submit: (typed, atMs) => take({ type: 'manual', text: typed, atMs, field: 'own' }),
    wakeAtMs,
    reading: () => {
      const run = lastRun()
      const rule = headOf(run)
      return isGun(run) ? { length: run.length, ...(rule && { brand: rule.brand }) } : { length: 0 }
    },
  }
}
