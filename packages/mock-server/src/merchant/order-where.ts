import { isStrictJson } from '../http/strict-json'
import { MerchantError } from './merchant-error'
import { fieldTest, isOperator, OPERATORS } from './order-field'
import type { Wire } from './order-view'

type Test = (order: Wire) => boolean

const MAX_DEPTH = 10

/**
 * Reads MinCloud's `where`: an object of fields, each with its operators, and of `$and` and `$or`, each with a list of such objects.
 * @throws {MerchantError} 400 that says what is not understood
 */
export function conditionOf(text = '{}'): Test {
  return condition(parse(text), 0)
}

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    if (isStrictJson(text)) return value
  } catch {
    // Told below.
  }
  throw new MerchantError(400, 'where is not JSON, or has a name twice or __proto__, or is nested too deeply')
}

function condition(value: unknown, depth: number): Test {
  if (depth > MAX_DEPTH) throw new MerchantError(400, 'where is nested too deeply')
  const parts = entriesOf(value, 'where').map(([name, wanted]) => partOf(name, wanted, depth))
  return (order) => parts.every((part) => part(order))
}

function partOf(name: string, wanted: unknown, depth: number): Test {
  if (name !== '$and' && name !== '$or') return fieldCondition(name, wanted)
  if (!Array.isArray(wanted)) throw new MerchantError(400, `where: ${name} takes a list`)
  const parts = wanted.map((part) => condition(part, depth + 1))
  return name === '$and' ? (order) => parts.every((part) => part(order)) : (order) => parts.some((part) => part(order))
}

function fieldCondition(name: string, wanted: unknown): Test {
  const tests = entriesOf(wanted, `where: ${name}`).map(([operator, value]) => {
    if (isOperator(operator, value)) return fieldTest(name, operator, value)
    throw new MerchantError(400, `where: ${name} takes ${OPERATORS.join(', ')}, each with a value of its kind`)
  })
  return (order) => tests.every((test) => test(order))
}

function entriesOf(value: unknown, what: string): [string, unknown][] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.entries(value)
  throw new MerchantError(400, `${what} is an object`)
}
