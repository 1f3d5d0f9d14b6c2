import fc from 'fast-check'
import { describe, it } from 'vitest'
import { commands } from './commands'
import { FAULTS } from './network'
import { holdInTheEnd } from './rules'
import { createModelWorld, DIALECTS, WAYS, type WorldKind } from './world'

const kinds: fc.Arbitrary<WorldKind> = fc.record({
  supports: fc.record({ token: fc.boolean(), close: fc.boolean(), reverse: fc.boolean(), expiry: fc.boolean(), push: fc.boolean() }),
  hasLocks: fc.boolean(), hasChannel: fc.boolean(), isInWallet: fc.boolean(),
  way: fc.constantFrom(...WAYS),
  faults: fc.array(fc.constantFrom(...FAULTS), { maxLength: 3 }),
  seed: fc.integer(),
})

// Over each backend. `RUNS=10000` for a longer look; a failure prints the seed and the path that bring it back.
const settings = { numRuns: Number(process.env['RUNS'] ?? 250) }

describe.each(Object.entries(DIALECTS))('whatever the network, the provider, the browser and the payer do, in two tabs, over %s', (_name, dialect) => {
  it('rules 1 to 6, 8 and 9 hold', { timeout: 3_600_000 }, async () => {
    await fc.assert(fc.asyncProperty(kinds, commands, async (kind, steps) => {
      const world = createModelWorld(dialect, kind)
      world.begin()
      await fc.asyncModelRun(() => ({ model: {}, real: world }), steps)
      await holdInTheEnd(world, kind.isInWallet)
    }), settings)
  })
})
