import { readFileSync } from 'node:fs'
import { Validator } from '@seriousme/openapi-schema-validator'
import ajvFormats from 'ajv-formats'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { gateways, isWalnutOnly } from '../src/merchant/gateways'
import { createContract } from '../src/verify/contract'
import { operationsOf, readOpenApi } from '../src/verify/openapi'
import { ENDPOINTS } from './hostile/endpoints'

const document = readOpenApi()
const contract = createContract(document)
const JSON_HEADERS = new Headers({ 'content-type': 'application/json; charset=utf-8' })

const ORDER = { trade_no: 'a'.repeat(32), transaction_no: 'b'.repeat(32), status: 'pending', total_cost: '0.10' }
const problemsOfOrder = (changes: object): readonly string[] => contract.problemsOf('getOrder', { status: 200, headers: JSON_HEADERS, body: { ...ORDER, ...changes } })

describe('openapi.yaml', () => {
  test('is OpenAPI 3.1', async () => {
    const validator = new Validator()
    expect(await validator.validate(structuredClone({ ...document }))).toStrictEqual({ valid: true })
    expect(validator.version).toBe('3.1')
  })

  test('describes every route for shops, and no other', () => {
    // A path means the same with and without the slash at its end.
    const described = operationsOf(document).map(({ method, path }) => `${method} ${path.replace(/\/$/, '').replaceAll(/\{(\w+)\}/g, ':$1')}`)
    const served = ENDPOINTS.filter(({ wing, route }) => wing === 'merchant' && route.startsWith('/hserve/')).map(({ method, route }) => `${method} ${route}`)
    expect(described.toSorted()).toStrictEqual([...new Set(served)].toSorted())
  })

  test('names every way of paying that the MinCloud routes offer, and no other', () => {
    const { enum: named } = document.components.schemas['GatewayType'] ?? {}
    expect(named?.toSorted()).toStrictEqual([...gateways.keys()].filter((type) => !isWalnutOnly(type)).toSorted())
  })

  test('is in the package, by a door of its own', () => {
    const { files, exports }: { files: string[], exports: Record<string, unknown> } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
    expect(files).toContain('openapi.yaml')
    expect(exports['./openapi.yaml']).toBe('./openapi.yaml')
  })

  test('has an operation by each name once', () => {
    const names = operationsOf(document).map(({ operationId }) => operationId)
    expect(new Set(names).size).toBe(names.length)
  })
})

describe('the schema of an order', () => {
  test.each<[string, object]>([
    ['of MinCloud\'s own types', { total_cost: 0.1, created_at: '2026-01-01T08:00:00', id: 7, refund_status: null }],
    ['with a field that nobody knows', { colour: 'blue' }],
    ['that is paid', { status: 'success', paid_at: 1767225600 }],
  ])('takes one %s', (_, changes) => {
    expect(problemsOfOrder(changes)).toStrictEqual([])
  })

  test.each<[string, object, RegExp]>([
    ['an invented status', { status: 'paid' }, /status/],
    ['no trade_no', { trade_no: undefined }, /trade_no/],
    ['no transaction_no', { transaction_no: undefined }, /transaction_no/],
    ['an amount of three decimals', { total_cost: '0.101' }, /total_cost/],
    ['an amount of nothing', { total_cost: '0.00' }, /total_cost/],
    ['another currency', { currency_type: 'USD' }, /currency_type/],
    ['a trade_state in small letters', { trade_state: 'paid' }, /trade_state/],
    ['no paid_at where it is paid', { status: 'success', paid_at: null }, /paid_at/],
    ['a payment code', { auth_code: '130000000000000000' }, /auth_code/],
    ['a login token', { token: 'x' }, /token/],
    ['a next_poll_ms in text', { next_poll_ms: '3000' }, /next_poll_ms/],
  ])('rule 8: refuses one with %s', (_, changes, problem) => {
    expect(problemsOfOrder(changes).join()).toMatch(problem)
  })
})

test('every example of a schema is one', () => {
  const ajv = ajvFormats.default(new Ajv2020({ strict: false, validateSchema: false })).addSchema({ ...document }, 'openapi')
  const examples = Object.entries(document.components.schemas).flatMap(([name, { examples: ones = [] }]) => ones.map((example) => [name, example] as const))
  expect(examples.length).toBeGreaterThan(3)
  for (const [name, example] of examples) expect([name, ajv.validate({ $ref: `openapi#/components/schemas/${name}` }, example), ajv.errors]).toStrictEqual([name, true, null])
})

describe('the contract', () => {
  test.each<[string, number, Headers, unknown, string]>([
    ['a status that is not in it', 302, JSON_HEADERS, ORDER, 'status 302 is not in the contract'],
    ['another content type', 200, new Headers({ 'content-type': 'text/html' }), undefined, 'status 200 has the content type text/html and not application/json'],
    ['a refusal that says nothing', 404, JSON_HEADERS, {}, 'status 404: the body must have required property \'error_msg\''],
  ])('tells of %s', (_, status, headers, body, problem) => {
    expect(contract.problemsOf('getOrder', { status, headers, body })).toContain(problem)
  })

  test('tells of a 425 without Retry-After', () => {
    const body = { ...ORDER, error_msg: 'not yet', next_poll_ms: 1000 }
    expect(contract.problemsOf('closeOrder', { status: 425, headers: JSON_HEADERS, body })).toStrictEqual(['status 425 has no Retry-After'])
    expect(contract.problemsOf('closeOrder', { status: 425, headers: new Headers([...JSON_HEADERS, ['retry-after', '1']]), body })).toStrictEqual([])
  })

  test('rule 8: repeats no value of an answer', () => {
    expect(problemsOfOrder({ status: 'secret-value', token: 'secret-value' }).join()).not.toContain('secret-value')
  })

  test('has no operation that nobody wrote', () => {
    expect(() => contract.operation('payOrder')).toThrow('payOrder')
  })
})
