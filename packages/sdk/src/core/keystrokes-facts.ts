/** How a scanner typed. Pure. */
import { isByInputMethod, type Terminator } from './keystrokes'
import { AIM, textOf } from './keystrokes-found'
import type { ScanFacts, ScanVia } from './keystrokes-scan'
import { gapOf, type Stroke } from './keystrokes-stroke'

const isOtherLayout = (stroke: Stroke): boolean => stroke.key !== undefined && /\d/.test(stroke.char) && stroke.key !== stroke.char && !isByInputMethod(stroke)

/** The facts of a code's strokes. */
export function factsOf(strokes: readonly Stroke[], via: ScanVia, terminator: Terminator | undefined): ScanFacts {
  const aim = AIM.exec(textOf(strokes))?.[0]
  return {
    via, length: strokes.length, paceMs: gapOf(strokes, 0.5), longestGapMs: gapOf(strokes, 1),
    isByInputMethod: strokes.some(isByInputMethod), isOtherLayout: strokes.some(isOtherLayout), ...(terminator && { terminator }), ...(aim && { aim }),
  }
}
