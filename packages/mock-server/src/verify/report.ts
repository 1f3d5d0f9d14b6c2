import type { Verdict } from './check'
import type { Finding, Findings } from './run'

const MARKS: Readonly<Record<Verdict['is'], string>> = { passed: 'pass', failed: 'FAIL', skipped: 'skip' }
const MAX_REASON = 400

/** One line about a check, without a secret and without a character that moves a terminal's cursor. */
export function lineOf({ name, says, from, verdict }: Finding, secrets: Iterable<string> = []): string {
  const reason = verdict.is === 'passed' ? '' : `: ${verdict.why.length > MAX_REASON ? `${verdict.why.slice(0, MAX_REASON)}…` : verdict.why}`
  const line = `${MARKS[verdict.is]}  ${name.padEnd(20)} ${says} [${from}]${reason}`
  return [...secrets].reduce((text, secret) => text.replaceAll(secret, '•••'), line).replaceAll(/\p{Cc}/gu, ' ')
}

/** What came of all of them, in one line. */
export function summaryOf({ findings, made, closed }: Findings): string {
  const count = (is: Verdict['is']): number => findings.filter(({ verdict }) => verdict.is === is).length
  const orders = made === closed ? `${made} orders were made and closed` : `${made} orders were made and ${closed} of them closed; the others end by their own time`
  return `${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped; ${orders}`
}

/** Whether a server is as the contract has it. */
export const isGreen = ({ findings }: Findings): boolean => findings.every(({ verdict }) => verdict.is !== 'failed')
