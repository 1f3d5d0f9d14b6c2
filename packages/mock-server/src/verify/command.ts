import { systemClock } from '../ports/clock'
import { systemRandom } from '../ports/random'
import { createContract } from './contract'
import { isGreen, lineOf, summaryOf } from './report'
import { verify } from './run'
import type { Target } from './target'

/** Verifies a server over the network, with a line to `print` for each check; gives whether it is as the contract has it. */
export async function verifyByCommand(target: Target, print: (line: string) => void): Promise<boolean> {
  const ports = { target, contract: createContract(), http: (request: Request) => fetch(request), clock: systemClock, random: systemRandom }
  print(`${target.url} as openapi.yaml has it`)
  const findings = await verify(ports, (finding, secrets) => print(lineOf(finding, secrets)))
  print(summaryOf(findings))
  return isGreen(findings)
}
