import { defineConfig } from 'vitest/config'

// What kills the mutants of `core/`: its own tests, and the checkout's over it. The model is left out: it would run for each mutant.
const conditions = ['@baas-pay/source', 'module', 'node', 'development|production']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: { include: ['src/core/**/*.test.ts', 'test/checkout/**/*.test.ts'], testTimeout: 20_000 },
})
