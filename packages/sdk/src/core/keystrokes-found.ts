/** Payment codes among strokes. Pure. */
import { isGun, ownStrokes, runsOf, type Stroke } from './keystrokes-stroke'
import { ruleOfCode, type PaymentCodeRule } from './payment-code-rules'

/** A whole payment code among the strokes. */
export interface Found {
  readonly code: string
  readonly rule: PaymentCodeRule
  readonly strokes: readonly Stroke[]
}

/** So many keys may roll under a person's fingers as fast as under a scanner's. */
const PEOPLE_ROLL = 4

/** An identifier of the symbology (`]Q1`), which a scanner may put before the code; or what an input method made of it. */
export const AIM = /^(\][A-Z][\dA-Z]|】\p{L})/iu

/** A text without what scanners put around and into it: blanks, invisible characters, an AIM identifier; full-width digits made plain. */
export const bareText = (text: string): string => text.normalize('NFKC').replace(/[\s\p{Cc}\p{Cf}]/gu, '').replace(AIM, '')

/** What the strokes say. */
export const textOf = (strokes: readonly Stroke[]): string => strokes.map(({ char }) => char).join('')

/** What the strokes say, as {@link bareText}. */
export const bareTextOf = (strokes: readonly Stroke[]): string => bareText(textOf(strokes))

/** The code among the strokes: all of them, or else the one run of a device among a few of a person. */
export function findCode(all: readonly Stroke[], rules: readonly PaymentCodeRule[]): Found | undefined {
  const own = ownStrokes(all)
  const [run = [], ...others] = runsOf(own).sort((a, b) => b.length - a.length)
  const isRun = isGun(run) && others.every(({ length }) => length <= PEOPLE_ROLL)
  const codes = [own, isRun ? run : []].flatMap((strokes): Found[] => {
    const code = bareTextOf(strokes)
    const rule = ruleOfCode(code, rules)
    return rule ? [{ code, rule, strokes }] : []
  })
  const [whole, part] = codes
  // A blank that somebody typed before is theirs. Whose digits were typed before, or in a pause, is told by what wallets issue, else by nobody.
  return whole && part && whole.code !== part.code ? codes.find(({ code, rule }) => code.length === rule.usual) : part ?? whole
}
