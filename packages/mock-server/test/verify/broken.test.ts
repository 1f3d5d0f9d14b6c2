import { describe, expect, test } from 'vitest'
import { CHECKS } from '../../src/verify/checks'
import { BROKEN } from './broken-servers'
import { verified } from './verified'

describe('baas-pay-mock verify says what is wrong with a server that', () => {
  test.each(BROKEN)('%s', async (_, server, failed) => {
    expect((await verified(server())).failed).toStrictEqual(failed)
  })
})

test('every check fails at one of these servers', () => {
  const seen = new Set(BROKEN.flatMap(([, , failed]) => failed))
  expect(CHECKS.map(({ name }) => name).filter((name) => !seen.has(name))).toStrictEqual([])
})
