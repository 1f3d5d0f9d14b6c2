import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const folder = (path: string) => new URL(path, import.meta.url)
const tests = [folder('.'), folder('../../src/core/'), folder('../../../../e2e/specs/')].flatMap((at) =>
  readdirSync(at).filter((name) => /^(gun|property|keystrokes.*|scan-engine)\.(test|spec)\.ts$/.test(name)).map((name) => readFileSync(new URL(name, at), 'utf8')))

it('each of the 72 cases that a scanner is held to is named by a test', () => {
  const named = tests.flatMap((text) => [...text.matchAll(/'cases? (\d+)(?: and (\d+))?:/g)]).flatMap(([, one, other]) => [Number(one), Number(other ?? one)])
  const missing = Array.from({ length: 72 }, (_, index) => index + 1).filter((number) => !named.includes(number))
  expect(missing).toEqual([])
})
