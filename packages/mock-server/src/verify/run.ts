import { skipped, Unavailable, verdictOf, type Check, type Verdict } from './check'
import { CHECKS } from './checks'
import { NoAnswer } from './probe'
import { createSession, type Session, type SessionPorts } from './session'

/** A check that was made, and what became of it. */
export interface Finding extends Pick<Check, 'name' | 'says' | 'from'> { readonly verdict: Verdict }

/** What a run has found. */
export interface Findings {
  readonly findings: readonly Finding[]
  /** Orders that the run made, and those that it closed in the end. */
  readonly made: number
  readonly closed: number
}

/** Makes every check against a server, one after the other, and closes the orders that it made. `told` hears of each, and of what may be in no line that is printed. */
export async function verify(ports: SessionPorts, told: (finding: Finding, secrets: ReadonlySet<string>) => void = () => {}): Promise<Findings> {
  const session = createSession(ports)
  const findings: Finding[] = []
  const tell = (finding: Finding): void => {
    findings.push(finding)
    told(finding, session.secrets)
  }
  const reach = await reached(session)
  tell(reach)
  if (reach.verdict.is !== 'passed') return { findings, made: 0, closed: 0 }
  for (const check of CHECKS) tell({ ...check, verdict: await verdictOn(check, session) })
  const { made, closed } = await session.end()
  for (const finding of whole(session)) tell(finding)
  return { findings, made, closed }
}

/** Where nothing answers, nothing else is tried. */
async function reached(session: Session): Promise<Finding> {
  const check: Check = {
    name: 'reach.answer',
    says: 'the server answers',
    from: 'listOrders',
    async run({ ask, fresh, login }) {
      const { status } = await ask('listOrders', { query: { trade_no: fresh() }, login })
      return verdictOf(status >= 500 && `it is answered with ${status}`)
    },
  }
  return { ...check, verdict: await verdictOn(check, session) }
}

async function verdictOn({ needs, run }: Check, session: Session): Promise<Verdict> {
  try {
    const absent = needs && await session.absent(needs)
    if (absent === undefined) return await run(session)
    return needs && session.target.required.includes(needs) ? verdictOf(`${absent} (--require ${needs})`) : skipped(absent)
  } catch (error) {
    if (error instanceof Unavailable) return skipped(error.message)
    if (error instanceof NoAnswer) return verdictOf(error.message)
    throw error
  }
}

/** What is looked at over all answers of a run. */
function* whole({ problems, leaks }: Session): Generator<Finding> {
  for (const [operation, found] of problems) {
    yield { name: `answers.${operation}`, says: `every answer of ${operation} is as openapi.yaml has it`, from: operation, verdict: verdictOf(...found) }
  }
  yield { name: 'secrets.none', says: 'no answer holds a login token or a payment code', from: 'rule 8', verdict: verdictOf(...[...leaks].map((operation) => `an answer of ${operation} does`)) }
}
