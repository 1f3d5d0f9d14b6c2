import type { Session } from './session'
import type { Capability } from './target'

/** What became of a check, in words where there is something to say. */
export type Verdict =
  | { readonly is: 'passed' }
  | { readonly is: 'failed', readonly why: string }
  | { readonly is: 'skipped', readonly why: string }

/** One thing that a server must do. */
export interface Check {
  /** A name to speak of it by, such as `token.same`. */
  readonly name: string
  /** What must hold, as a sentence. */
  readonly says: string
  /** The rule of `openapi.yaml`, or the operation, that asks for it. */
  readonly from: string
  /** Without it there is nothing to check. */
  readonly needs?: Capability
  readonly run: (session: Session) => Promise<Verdict>
}

/** Thrown where what a check begins with is not to be had; the check is skipped. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable'
}

/** A check that can't be made here. */
export const skipped = (why: string): Verdict => ({ is: 'skipped', why })

/** Passed where nothing is wrong. What is `false` or nothing is no problem. */
export function verdictOf(...problems: readonly (string | false | undefined)[]): Verdict {
  const told = problems.filter((problem) => typeof problem === 'string')
  return told.length === 0 ? { is: 'passed' } : { is: 'failed', why: told.join('; ') }
}
