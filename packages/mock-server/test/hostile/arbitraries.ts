import fc from 'fast-check'

/** How often each property is tried; `RUNS` makes it more. */
export const RUNS = Number(process.env['RUNS'] ?? 300)

const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf']
const TEXTS = [
  ...NAMES, '', ' ', '\u0000', '\ud800', '\ufeff', '\u202e', '0', '-0', '-1', '1e3', '1e999', '0x10', 'NaN', 'Infinity', 'null', 'true', '[]', '{}', '99999999999999999999', '１２３', '../../etc/passwd', '%00', '%', '%zz', '$&',
  '<script>alert(1)</script>', '&x;', ']]>', '<!DOCTYPE x>', '\r\nset-cookie: a=b', 'javascript:alert(1)', 'http://evil.example', '//evil.example', 'http://127.0.0.1:5173@evil.example', '签名', '👍🏽'.repeat(40), 'x'.repeat(3000), '9'.repeat(400),
]

/** Text that nobody means well with. */
export const text: fc.Arbitrary<string> = fc.oneof(fc.constantFrom(...TEXTS), fc.string({ unit: 'binary' }), fc.string(), fc.integer().map(String), fc.double().map(String))

/** Any value that JSON has. */
export const value: fc.Arbitrary<unknown> = fc.oneof(text, fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(0, -1, 0.1, 0.1 * 3, 1e21, 1e-7, 2 ** 53, null, true))

/** Something near what is taken, so that a check behind the first is reached too: one of `good`, or any other. */
export const near = (...good: readonly unknown[]): fc.Arbitrary<unknown> => fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...good) }, { weight: 1, arbitrary: value })
/** The same, of text. */
export const nearText = (...good: readonly string[]): fc.Arbitrary<string> => fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...good) }, { weight: 1, arbitrary: text })

/** An object with some of the fields, and some that nobody knows. */
export function object(fields: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<Record<string, unknown>> {
  return fc.tuple(fc.record(fields, { requiredKeys: [] }), fc.dictionary(fc.oneof(fc.constantFrom(...NAMES), fc.string()), value, { maxKeys: 2, noNullPrototype: false }))
    .map(([known, unknown]) => ({ ...unknown, ...known }))
}

/** The same, of text alone. */
export function texts(fields: Readonly<Record<string, fc.Arbitrary<string>>>): fc.Arbitrary<Record<string, string>> {
  return fc.tuple(fc.record(fields, { requiredKeys: [] }), fc.dictionary(fc.oneof(fc.constantFrom(...NAMES), fc.string()), text, { maxKeys: 2, noNullPrototype: false }))
    .map(([known, unknown]) => Object.fromEntries(Object.entries({ ...unknown, ...known }).filter((field): field is [string, string] => field[1] !== undefined)))
}

const OBJECT_PROTOTYPE = Reflect.ownKeys(Object.prototype)

/** Whether what every object inherits is as it was. */
export const isPrototypeUntouched = (): boolean =>
  Reflect.ownKeys(Object.prototype).length === OBJECT_PROTOTYPE.length && OBJECT_PROTOTYPE.every((name, index) => Reflect.ownKeys(Object.prototype)[index] === name)

type ErrorClass = abstract new (...args: never[]) => Error

type Outcome<T> = { readonly given: T } | { readonly refusal: Error }

/** What a function gives, or its refusal; any other error is thrown on, and so is a change of what every object inherits. */
export function outcome<T>(run: () => T, ...refusals: readonly ErrorClass[]): Outcome<T> {
  const came = attempt(run, refusals)
  if (isPrototypeUntouched()) return came
  throw new Error('Object.prototype was changed')
}

function attempt<T>(run: () => T, refusals: readonly ErrorClass[]): Outcome<T> {
  try {
    return { given: run() }
  } catch (error) {
    if (error instanceof Error && refusals.some((refusal) => error instanceof refusal)) return { refusal: error }
    throw error
  }
}
