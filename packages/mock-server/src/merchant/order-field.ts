import type { Wire } from './order-view'

/**
 * How MinCloud's `where` compares a field. Its `$regex` is left out, since a stranger's pattern could keep the server busy for
 * ever, and so are its operators of places, since an order has none.
 */
export type Operator = '$eq' | '$ne' | '$lt' | '$lte' | '$gt' | '$gte' | '$in' | '$nin' | '$contains' | '$all' | '$has_key' | '$isnull' | '$exists'

const TESTS: Readonly<Record<Operator, (actual: unknown, wanted: unknown) => boolean>> = {
  $eq: isEqual,
  $ne: (actual, wanted) => !isEqual(actual, wanted),
  $lt: (actual, wanted) => isInOrder(actual, wanted, (a, b) => a < b),
  $lte: (actual, wanted) => isInOrder(actual, wanted, (a, b) => a <= b),
  $gt: (actual, wanted) => isInOrder(actual, wanted, (a, b) => a > b),
  $gte: (actual, wanted) => isInOrder(actual, wanted, (a, b) => a >= b),
  $in: (actual, wanted) => isAmong(actual, wanted),
  $nin: (actual, wanted) => !isAmong(actual, wanted),
  $contains: (actual, wanted) => typeof actual === 'string' && typeof wanted === 'string' && actual.includes(wanted),
  $all: (actual, wanted) => Array.isArray(wanted) && wanted.every((one) => isAmong(one, actual)),
  $has_key: (actual, wanted) => typeof actual === 'object' && actual !== null && typeof wanted === 'string' && Object.hasOwn(actual, wanted),
  $isnull: (actual, wanted) => (actual === null || actual === undefined) === wanted,
  $exists: (actual, wanted) => (actual !== undefined) === wanted,
}

const isText = (wanted: unknown): boolean => typeof wanted === 'string'
const isFlag = (wanted: unknown): boolean => typeof wanted === 'boolean'

/** What an operator is given, where not everything goes. */
const FORMS: ReadonlyMap<string, (wanted: unknown) => boolean> = new Map([['$in', Array.isArray], ['$nin', Array.isArray], ['$contains', isText], ['$all', Array.isArray], ['$has_key', isText], ['$isnull', isFlag], ['$exists', isFlag]])

/** Every operator. */
export const OPERATORS = Object.keys(TESTS)

/** Whether a text names an operator, and `wanted` is something that it can be given. */
export const isOperator = (name: string, wanted: unknown): name is Operator => Object.hasOwn(TESTS, name) && (FORMS.get(name)?.(wanted) ?? true)

/** A test of one of an order's own fields. */
export function fieldTest(name: string, operator: Operator, wanted: unknown): (order: Wire) => boolean {
  return (order) => TESTS[operator](Object.hasOwn(order, name) ? order[name] : undefined, wanted)
}

/** An amount is text here and a number there, so that a number also equals the text that means it. */
function isEqual(actual: unknown, wanted: unknown): boolean {
  if (actual === wanted) return true
  return isNumeric(actual) && isNumeric(wanted) && typeof actual !== typeof wanted && Number(actual) === Number(wanted)
}

function isAmong(actual: unknown, wanted: unknown): boolean {
  return Array.isArray(wanted) && wanted.some((one) => isEqual(actual, one))
}

function isInOrder(actual: unknown, wanted: unknown, compare: (a: number | string, b: number | string) => boolean): boolean {
  if (isNumeric(actual) && isNumeric(wanted)) return compare(Number(actual), Number(wanted))
  return typeof actual === 'string' && typeof wanted === 'string' && compare(actual, wanted)
}

const isNumeric = (value: unknown): value is number | string => typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value))
