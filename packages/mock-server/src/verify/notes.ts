import type { Answer } from './answer'
import type { Contract } from './contract'

/** What is noticed of every answer of a run. */
export interface Notes {
  /** From now on no answer may hold this text. */
  readonly keepSecret: (secret: string) => void
  /** Every text that no answer may hold. */
  readonly secrets: ReadonlySet<string>
  /** What was not as the contract says, by operation; an operation that was called is there. */
  readonly problems: ReadonlyMap<string, ReadonlySet<string>>
  /** The operations whose answers held a secret. A login's own answer may hold its token. */
  readonly leaks: ReadonlySet<string>
}

const GRANTING = new Set(['logInAnonymously'])

/** Creates notes that are empty, and what takes an answer into them. */
export function createNotes(contract: Contract, known: readonly string[]): { readonly notes: Notes, readonly take: (operation: string, answer: Answer) => void } {
  const secrets = new Set(known)
  const problems = new Map<string, Set<string>>()
  const leaks = new Set<string>()

  function take(operation: string, answer: Answer): void {
    const found = problems.get(operation) ?? new Set()
    for (const problem of contract.problemsOf(operation, { ...answer, body: answer.json })) found.add(problem)
    problems.set(operation, found)
    const whole = `${answer.text}\n${[...answer.headers].join('\n')}`
    if (!GRANTING.has(operation) && [...secrets].some((secret) => whole.includes(secret))) leaks.add(operation)
  }

  return { notes: { secrets, problems, leaks, keepSecret: (secret) => { secrets.add(secret) } }, take }
}
