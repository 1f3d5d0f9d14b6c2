import { defineConfig } from 'vitest/config'

/**
 * The packages as a stranger gets them: packed, installed outside the workspace, built and run. They need a build, and the registry.
 * The Nuxt app takes longer than all the others: it is there with `--mode nuxt`.
 */
export default defineConfig(({ mode }) => ({
  test: {
    name: mode === 'nuxt' ? 'nuxt' : 'packed',
    include: [mode === 'nuxt' ? 'scripts/packed/*.nuxt.ts' : 'scripts/packed/*.packed.ts'],
    globalSetup: 'scripts/packed/pack.ts',
    // Others compile and install meanwhile.
    testTimeout: 300_000,
    hookTimeout: mode === 'nuxt' ? 900_000 : 300_000,
  },
}))
