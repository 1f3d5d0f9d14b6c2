import { defineConfig } from 'vitest/config'

// What kills the mutants of `core/`: its own tests alone, so that each of its lines is held where it is.
const conditions = ['@baas-pay/source', 'module', 'node', 'development|production']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: { include: ['src/core/**/*.test.ts'], testTimeout: 20_000 },
})
