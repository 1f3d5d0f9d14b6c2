import { FAULTS, isFaultName, type FaultName } from '../scenarios/catalogue'
import type { Scenario } from '../scenarios/scenarios'

/** What `POST /sandbox/scenario` asks for. */
export type ScenarioRequest =
  | { readonly type: 'start', readonly scenario: Omit<Scenario, 'trade_no' | 'ends_at'>, readonly seconds: number | undefined, readonly order: { readonly trade_no?: string, readonly transaction_no?: string } }
  /** All of them, without a name. */
  | { readonly type: 'stop', readonly name: FaultName | undefined }

/** The request makes no sense. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError'
}

const LIMITS = { times: [1, 1000], seconds: [1, 86_400], ms: [0, 120_000] } as const

/**
 * Reads `{ name, trade_no?, transaction_no?, times?, seconds?, ms? }`. `{ name: 'none' }` stops all, `{ name, stop: true }` one.
 * @throws {ScenarioError}
 */
export function readScenarioRequest(body: Readonly<Record<string, unknown>>): ScenarioRequest {
  const { name, stop = false } = body
  if (name === 'none') return { type: 'stop', name: undefined }
  if (!isFaultName(name)) throw new ScenarioError(`name is one of: none, ${Object.keys(FAULTS).join(', ')}`)
  if (typeof stop !== 'boolean') throw new ScenarioError('stop is true or false')
  if (stop) return { type: 'stop', name }
  return {
    type: 'start',
    scenario: { name, times: numberOf('times', body), ms: numberOf('ms', body) },
    seconds: numberOf('seconds', body),
    order: { ...textOf('trade_no', body), ...textOf('transaction_no', body) },
  }
}

function numberOf(name: keyof typeof LIMITS, body: Readonly<Record<string, unknown>>): number | undefined {
  const value = body[name]
  const [least, most] = LIMITS[name]
  if (value === undefined || (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most)) return value
  throw new ScenarioError(`${name} is a whole number from ${least} to ${most}`)
}

function textOf(name: 'trade_no' | 'transaction_no', body: Readonly<Record<string, unknown>>): { readonly [K in typeof name]?: string } {
  const value = body[name]
  if (value === undefined) return {}
  if (typeof value === 'string' && value !== '') return { [name]: value }
  throw new ScenarioError(`${name} is an order's number`)
}
