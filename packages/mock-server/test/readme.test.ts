import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { HELP, readCommand } from '../src/cli-options'
import { FAULTS } from '../src/scenarios/catalogue'
import { VERIFY_HELP } from '../src/verify/arguments'
import { CHECKS } from '../src/verify/checks'
import { CAPABILITIES } from '../src/verify/target'
import { ENDPOINTS } from './hostile/endpoints'
import { MERCHANT, ORDERS, ORDER_BODY } from './mock'

const text = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

describe('the README', () => {
  test('says of every fault, and of no other, what it does and what a client must do', () => {
    const rows = text.slice(text.indexOf('## Faults')).matchAll(/^\| `([^`]+)` \| (.*) \| (.*) \|$/gm)
    expect(Object.fromEntries([...rows].map(([, name, what, client]) => [name, { what, client }]))).toEqual(Object.fromEntries(Object.entries(FAULTS).map(([name, { what, client }]) => [name, { what, client }])))
  })

  test('names only flags that the command has', () => {
    for (const [flag] of text.matchAll(/--[a-z]+[a-z-]*/g)) expect(`${HELP}${VERIFY_HELP}`).toContain(flag)
  })

  test('says of every group of checks, and of no other, what it looks at, and shows lines that are printed', () => {
    const section = text.slice(text.indexOf('## A server of your own'), text.indexOf('## Walnut'))
    const [checks = '', required = ''] = section.split('| `--require` |')
    const named = (part: string): string[] => [...part.matchAll(/^\| (`.*?`) \|/gm)].flatMap(([, cell = '']) => cell.replaceAll('`', '').split(', '))
    // Over all answers of a run there are two groups more.
    expect(new Set(named(checks))).toStrictEqual(new Set([...CHECKS.map(({ name }) => name.split('.')[0]), 'answers', 'secrets']))
    expect(named(required)).toStrictEqual([...CAPABILITIES])
    const lines = [...section.matchAll(/^(?:pass|FAIL|skip) {2}(\S+) +(.*?) \[(.*?)\]/gm)]
    expect(lines).toHaveLength(3)
    for (const [, name, says, from] of lines) expect(CHECKS).toContainEqual(expect.objectContaining({ name, says, from }))
  })

  test('shows a verify that is understood', () => {
    const args = /npx @baas-pay\/mock-server (verify https.*)/.exec(text)?.[1]?.split(' ') ?? []
    expect(readCommand(args)).toMatchObject({ type: 'verify', command: { type: 'verify', target: { required: ['token', 'close'] } } })
  })

  test('names tests that exist', () => {
    const named = [...text.matchAll(/`(test\/[^`]+)`/g)].map(([, name = '']) => name)
    expect(named.length).toBeGreaterThan(0)
    for (const name of named) expect(existsSync(new URL(`../${name}`, import.meta.url))).toBe(true)
  })

  test('names routes that exist, each on its own wing', () => {
    const sections = { merchant: text.slice(text.indexOf('## The merchant'), text.indexOf('## A server of your own')), wallets: text.slice(text.indexOf('## The wallets'), text.indexOf('## Faults')) }
    for (const [wing, section] of Object.entries(sections)) {
      const known = ENDPOINTS.filter((endpoint) => endpoint.wing === wing).map(({ route }) => route.replace(':transaction_no', '<transaction_no>').replace(':id', '<id>'))
      const named = [...section.matchAll(/^\| (.*?) \|/gm)].flatMap(([, cell = '']) => [...cell.matchAll(/(?<![a-z…])\/[a-z0-9_/.<>-]+/g)].map(([path]) => path.replace(/\/$/, '')))
      expect(named.length).toBeGreaterThan(8)
      expect(named.filter((path) => !known.includes(path) && path !== '/phone')).toStrictEqual([])
    }
  })

  test('names Walnut routes that exist', () => {
    const section = text.slice(text.indexOf('## Walnut'), text.indexOf('## The wallets'))
    const named = [...section.matchAll(/^\| (.*?) \|/gm)].flatMap(([, cell = '']) => [...cell.matchAll(/(?<![\w/])(pay(?:\/\w+)?|payresult)\b/g)].map(([path]) => `/api/:domain/${path}`))
    expect(named.length).toBeGreaterThan(8)
    expect(named.filter((path) => !ENDPOINTS.some(({ route }) => route === path))).toStrictEqual([])
  })

  test('has a sample whose order is one that is taken', () => {
    const sample = text.match(/body: JSON\.stringify\((\{.*\})\)/)?.[1] ?? ''
    const body = Object.fromEntries([...sample.matchAll(/(\w+): ('([^']*)'|[\d.]+)/g)].map(([, name, number, quoted]) => [name, quoted ?? Number(number)]))
    expect(body).toStrictEqual(ORDER_BODY)
    expect(text).toContain(`${MERCHANT}${ORDERS}`)
  })
})
