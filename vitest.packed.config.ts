import { defineConfig } from 'vitest/config'

/** The packages as a stranger gets them: packed, installed outside the workspace, built and run. They need a build, and the registry. */
export default defineConfig({
  test: {
    name: 'packed',
    include: ['scripts/packed/*.packed.ts'],
    globalSetup: 'scripts/packed/pack.ts',
    // Others compile and install meanwhile.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
})
