/**
 * Reads payment codes from what a scanner types. Pure: events come in as records, what to do comes out, time is what the records say.
 * A terminator ends a code first, the form of a payment code second, silence last.
 */
import { charOfAltCode, isByInputMethod, meaningOf, type KeyRecord, type ScanField, type Terminator } from './keystrokes'
import { AIM, bareText, findCode, isGun, isPlausible, isRapid, longestGapOf, ownStrokes, paceOf, runsOf, textOf, type Found, type Stroke } from './keystrokes-burst'
import type { RejectReason, ScanDecoder, ScanDecoderOptions, ScanFacts, ScanInput, ScanReject, ScanStep, ScanVia } from './keystrokes-scan'
import { maskPaymentCode, paymentCodeRules, ruleOfCode, ruleOfPrefix, type PaymentCodeRule } from './payment-code-rules'

type Why = Terminator | 'silence' | 'blur'

/** A person's pause in a row of digits on a page without a field, and in a field. */
const PAUSE_MS = 1200
const FIELD_PAUSE_MS = 250
/** Second terminators (CR+LF, twice CR, iOS's ArrowDown) come so soon. */
const TAIL_MS = 250
/** No code and no person's run is longer; what is older is forgotten. */
const MOST_STROKES = 40
const MOST_USED = 200
/** A timer may ring at the end of a stall, before the keys that waited: what it says is heard the second time, and if that is late too, a few times more. */
const AGAIN_MS = 20
const LATE_MS = 30
const MOST_AGAIN = 4
/** A text so slow or so short is a person's. */
const TYPED_MS = 60
const LEAST_SCANNED = 6

const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most)
const newStep = (): ScanStep => ({ isTaken: false, isStart: false, giveBack: '', scans: [], rejects: [] })
const newBurst = () => ({ strokes: [] as Stroke[], field: 'none' as ScanField, via: 'keys' as ScanVia, isKept: false, isByInputMethod: false, isOtherLayout: false, again: 0, lateMs: 0 })

/**
 * A reader of payment codes. It keeps no clock, no timer and no page: give it records, do what it says.
 * @example
 * const decoder = createScanDecoder()
 * for (const record of keys) for (const { code } of decoder.take(record).scans) charge(code)
 */
export function createScanDecoder({ rules = paymentCodeRules, isBusy = () => false }: ScanDecoderOptions = {}): ScanDecoder {
  let burst = newBurst()
  let step = newStep()
  let altCode = ''
  /** The text of a key that was read already, still to come. */
  let echo: 'none' | 'pass' | 'drop' | 'method' = 'none'
  let tailUntilMs = -Infinity
  let hasTerminator = false
  const used: string[] = []
  const taken = new Set<string>()

  const lastAtMs = () => burst.strokes[burst.strokes.length - 1]?.atMs ?? 0
  const lastRun = () => runsOf(ownStrokes(burst.strokes)).pop() ?? []

  /** How long after the last stroke the burst is over. */
  function patienceMs(): number {
    const found = findCode(burst.strokes, rules)
    const run = found?.strokes ?? lastRun()
    if (!isGun(run)) return burst.field === 'none' && /^\d*$/.test(textOf(burst.strokes)) ? PAUSE_MS : FIELD_PAUSE_MS
    const isFull = found?.code.length === found?.rule.max && found && !hasTerminator
    return isFull ? clamp(6 * paceOf(run), 80, 400) : clamp(12 * paceOf(run), 400, PAUSE_MS)
  }

  function factsOf(strokes: readonly Stroke[], terminator?: Terminator): ScanFacts {
    const { via, isByInputMethod: isMethod, isOtherLayout } = burst
    const paceMs = paceOf(strokes)
    const aim = AIM.exec(textOf(strokes))?.[0]
    return {
      via, length: strokes.length, paceMs: Number.isFinite(paceMs) ? paceMs : 0, longestGapMs: longestGapOf(strokes), isByInputMethod: isMethod, isOtherLayout,
      ...(terminator && { terminator }), ...(aim !== undefined && { aim }),
    }
  }

  /** Gives a whole code once, or says why not. */
  function decide(code: string, rule: PaymentCodeRule, facts: ScanFacts): void {
    const { brand, provider } = rule
    const masked = maskPaymentCode(code)
    const refuse = (reason: RejectReason) => void step.rejects.push({ reason, masked, brand, facts })
    if (!provider) return refuse('unsupported')
    if (used.includes(code)) return refuse('used')
    if (isBusy()) return refuse('busy')
    used.push(code)
    if (used.length > MOST_USED) used.shift()
    step.scans.push({ code, masked, brand, provider, facts })
  }

  function notACode(code: string, facts: ScanFacts): ScanReject {
    const rule = ruleOfPrefix(code, rules)
    const masked = maskPaymentCode(code)
    return rule && code.length <= rule.max ? { reason: 'incomplete', masked, brand: rule.brand, facts } : { reason: 'unknown', masked, facts }
  }

  /** Tells of what a device typed that is no code; a person's typing is nobody's business. */
  function tellOther(terminator: Terminator | undefined): void {
    const strokes = ownStrokes(burst.strokes)
    const code = bareText(textOf(strokes))
    const mayBe = ruleOfPrefix(code, rules)
    if (strokes.length < LEAST_SCANNED || !isGun(strokes) || (!mayBe && (burst.field !== 'none' || paceOf(strokes) > TYPED_MS))) return
    step.rejects.push(notACode(code, factsOf(strokes, terminator)))
    if (burst.field === 'none') step.isTaken = true
  }

  const isSure = ({ code, rule, strokes, isAll }: Found, why: Why): boolean => {
    if (why !== 'silence' && why !== 'blur') return isGun(strokes) || (isAll && burst.field === 'none')
    return why === 'silence' && isGun(strokes) && (code.length === rule.max || (code.length === rule.usual && !hasTerminator))
  }

  const giveBack = (strokes: readonly Stroke[]) => {
    const kept = strokes.filter(({ went }) => went === 'kept')
    step.giveBack += textOf(kept)
    for (const stroke of kept) stroke.went = 'field'
  }

  function takeOut({ strokes }: Found): void {
    giveBack(burst.strokes.filter((stroke) => !strokes.includes(stroke)))
    const text = textOf(strokes.filter(({ went }) => went === 'field'))
    step.remove = { text, isUnclear: burst.isByInputMethod }
  }

  /** The burst is over: a code is given, anything else goes where it was meant to. */
  function settle(why: Why, atMs: number): void {
    const found = findCode(burst.strokes, rules)
    const terminator = why === 'silence' || why === 'blur' ? undefined : why
    if (found && isSure(found, why)) {
      takeOut(found)
      decide(found.code, found.rule, factsOf(found.strokes, terminator))
      hasTerminator ||= terminator !== undefined
      step.isTaken = terminator !== 'capslock'
    } else {
      giveBack(burst.strokes)
      tellOther(terminator)
    }
    if (step.isTaken) tailUntilMs = atMs + TAIL_MS
    burst = newBurst()
  }

  const settleStale = (atMs: number) => {
    if (burst.strokes.length > 0 && atMs - lastAtMs() >= patienceMs()) settle('silence', lastAtMs())
    step.isTaken = false
  }

  /** Whether the burst is kept from the page: at the fourth rapid stroke, in a field only what may become a code. */
  function isToKeep(): boolean {
    const run = lastRun()
    if (burst.field !== 'none' && !isPlausible(run, rules)) return false
    return isRapid(run) || (burst.isKept && run.length >= 4)
  }

  function strike(char: string, { atMs, field }: Pick<KeyRecord, 'atMs' | 'field'>, code = '', isWhole = false): void {
    settleStale(atMs)
    step.isStart ||= burst.strokes.length === 0
    burst.field = field
    for (const one of burst.strokes) if (one.code === code) one.isDown = false
    const one: Stroke = { char, code, atMs, isDown: code !== '', isHeldOver: false, went: 'nowhere' }
    burst.strokes.push(one)
    if (burst.strokes.length > MOST_STROKES) burst.strokes.shift()
    burst.isKept = isWhole || isToKeep()
    if (!burst.isKept) giveBack(burst.strokes)
    if (field !== 'none') one.went = burst.isKept ? 'kept' : 'field'
    step.isTaken = burst.isKept
    burst.again = burst.lateMs = 0
  }

  function terminate(by: Terminator, atMs: number): void {
    settleStale(atMs)
    if (burst.strokes.length === 0) step.isTaken = by !== 'capslock' && atMs <= tailUntilMs
    else if (by === 'enter' || by === 'tab' || (by === 'control' && burst.isKept) || findCode(burst.strokes, rules)) settle(by, atMs)
  }

  function keydown(record: KeyRecord): void {
    const { atMs, code, key } = record
    const meaning = meaningOf(record)
    const isMethod = isByInputMethod(record)
    if (meaning.is === 'hidden' || (echo === 'method' && !isMethod)) echo = 'none'
    if (record.isRepeat) {
      if (meaning.is === 'char') echo = 'pass'
      if (meaning.is === 'end') step.isTaken = atMs <= tailUntilMs
    } else if (meaning.is === 'char') {
      strike(meaning.char, record, code)
      echo = isMethod ? 'method' : 'pass'
      burst.isByInputMethod ||= isMethod
      burst.isOtherLayout ||= !isMethod && /\d/.test(meaning.char) && key !== meaning.char
    } else if (meaning.is === 'end') {
      echo = isMethod ? 'method' : 'pass'
      terminate(meaning.by, atMs)
    } else if (meaning.is === 'alt') altCode += meaning.char
    else if (code === 'ArrowDown') step.isTaken = burst.strokes.length === 0 && atMs <= tailUntilMs
    else step.isTaken = meaning.is === 'chord' && burst.isKept && atMs - lastAtMs() <= TAIL_MS
    if (step.isTaken) taken.add(code)
  }

  function keyup({ code, atMs, field }: KeyRecord): void {
    const released = burst.strokes.findIndex((one) => one.isDown && one.code === code)
    for (const [index, one] of burst.strokes.entries()) {
      if (index === released) one.isDown = false
      else if (index < released && one.isDown) one.isHeldOver = true
    }
    if (echo === 'pass') echo = 'none'
    if (altCode && code.startsWith('Alt')) {
      strike(charOfAltCode(altCode), { atMs, field })
      altCode = ''
      echo = 'drop'
    } else step.isTaken = taken.delete(code)
  }

  function write({ text: typed, atMs, field }: { text: string; atMs: number; field: ScanField }): void {
    if (echo !== 'none') {
      step.isTaken = burst.isKept && echo !== 'pass'
      if (echo !== 'method') echo = 'none'
      return
    }
    const chars = Array.from(typed.normalize('NFKC'))
    const isWhole = chars.length > 1
    // An input method's or a password manager's text is a person's; a device commits digits, into the field that is made for it.
    if (isWhole && (field === 'foreign' || !/\d{4}/.test(chars.join('')))) return
    for (const char of chars) {
      if (/[\r\n\t]/.test(char)) terminate('enter', atMs)
      else {
        strike(char, { atMs, field }, '', isWhole)
        burst.via = 'text'
      }
    }
    step.isTaken ||= isWhole
  }

  function enter(typed: string, via: ScanVia, atMs: number): boolean {
    const code = bareText(typed)
    const rule = ruleOfCode(code, rules)
    burst = { ...newBurst(), via }
    if (rule) {
      decide(code, rule, { ...factsOf([]), length: typed.length })
      tailUntilMs = atMs + TAIL_MS
    }
    return rule !== undefined
  }

  const wakeAtMs = () => (burst.strokes.length > 0 ? Math.max(lastAtMs() + patienceMs(), burst.lateMs) : undefined)

  function silence(atMs: number): void {
    const dueMs = wakeAtMs()
    if (dueMs === undefined || atMs < dueMs) return
    if (burst.again === 0 || (atMs > dueMs + LATE_MS && burst.again < MOST_AGAIN)) {
      burst.again += 1
      burst.lateMs = atMs + AGAIN_MS
    } else settle('silence', atMs)
  }

  function read(input: ScanInput): void {
    switch (input.type) {
      case 'keydown': return keydown(input)
      case 'keyup': return keyup(input)
      case 'text': return write(input)
      case 'silence': return silence(input.atMs)
      case 'blur': return settle('blur', input.atMs)
      case 'paste':
        // A person's paste into a field of the page is theirs; what is no code too.
        if (input.field !== 'foreign' && ruleOfCode(bareText(input.text), rules)) step.isTaken = enter(input.text, 'paste', input.atMs)
    }
  }

  return {
    take: (input) => {
      step = newStep()
      read(input)
      return step
    },
    submit: (typed, atMs) => {
      step = newStep()
      const code = bareText(typed)
      if (!enter(typed, 'manual', atMs)) step.rejects.push(notACode(code, { ...factsOf([]), length: typed.length }))
      return step
    },
    wakeAtMs,
    reading: () => {
      const run = lastRun()
      const rule = ruleOfPrefix(bareText(textOf(run)), rules)
      return isGun(run) ? { length: run.length, ...(rule && { brand: rule.brand }) } : { length: 0 }
    },
  }
}
