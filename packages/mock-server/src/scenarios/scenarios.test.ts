import { describe, expect, test } from 'vitest'
import { createManualClock } from '../ports/manual-clock'
import { createScenarios } from './scenarios'

describe('the faults in force', () => {
  test('strike any order, and one\'s own comes before the one for all', () => {
    const scenarios = createScenarios(createManualClock())
    scenarios.start({ name: 'slow', ms: 1 })
    scenarios.start({ name: 'slow', ms: 2, trade_no: 'a' })
    expect([scenarios.find('slow')?.ms, scenarios.find('slow', 'b')?.ms, scenarios.find('slow', 'a')?.ms]).toStrictEqual([1, 1, 2])
    expect(scenarios.find('offline')).toBeUndefined()
  })

  test('of one order leave the others, and what is no order yet, alone', () => {
    const scenarios = createScenarios(createManualClock())
    scenarios.start({ name: 'refused', trade_no: 'a' })
    expect([scenarios.find('refused', 'a')?.name, scenarios.find('refused', 'b'), scenarios.find('refused')]).toStrictEqual(['refused', undefined, undefined])
  })

  test('are used up by striking, and not by being looked for', () => {
    const scenarios = createScenarios(createManualClock())
    scenarios.start({ name: 'refused', times: 2 })
    scenarios.find('refused')
    expect([1, 2, 3].map(() => scenarios.strike('refused') !== undefined)).toStrictEqual([true, true, false])
    expect(scenarios.list()).toStrictEqual([])
  })

  test('take the place of one of the same name for the same order', () => {
    const scenarios = createScenarios(createManualClock())
    scenarios.start({ name: 'slow', ms: 1 })
    scenarios.start({ name: 'slow', ms: 5 })
    expect(scenarios.list()).toStrictEqual([{ name: 'slow', ms: 5 }])
  })

  test('end at their instant', async () => {
    const clock = createManualClock(0)
    const scenarios = createScenarios(clock)
    scenarios.start({ name: 'offline', ends_at: 1000 })
    await clock.advance(999)
    expect(scenarios.find('offline')).toBeDefined()
    await clock.advance(1)
    expect(scenarios.find('offline')).toBeUndefined()
  })

  test('end one name at a time, or all', () => {
    const scenarios = createScenarios(createManualClock())
    for (const name of ['slow', 'offline', 'refused'] as const) scenarios.start({ name })
    scenarios.stop('slow')
    expect(scenarios.list().map(({ name }) => name)).toStrictEqual(['offline', 'refused'])
    scenarios.stop()
    expect(scenarios.list()).toStrictEqual([])
  })
})
