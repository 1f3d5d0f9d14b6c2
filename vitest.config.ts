import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

// The packages are tested from their sources: no build has to come first, and none can be stale.
const conditions = ['@baas-pay/source', 'module', 'node', 'development|production']

export default defineConfig({
  plugins: [vue()],
  resolve: { conditions: ['@baas-pay/source', 'module', 'browser', 'development|production'] },
  ssr: { resolve: { conditions } },
  test: {
    // No test waits for real time, so a limit finds only what hangs, and a busy machine is no failure.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    projects: [
      { extends: true, test: { name: 'sdk', environment: 'node', include: ['packages/sdk/{src,test}/**/*.test.ts'], typecheck: { enabled: true, include: ['packages/sdk/src/**/*.test-d.ts'], tsconfig: 'packages/sdk/tsconfig.json' } } },
      { extends: true, test: { name: 'mock-server', environment: 'node', include: ['packages/mock-server/{src,test}/**/*.test.ts'] } },
      { extends: true, test: { name: 'ui', environment: 'happy-dom', include: ['packages/ui/src/**/*.test.ts'], exclude: ['**/*.browser.test.ts', '**/node_modules/**'] } },
      { extends: true, test: { name: 'workspace', environment: 'node', include: ['scripts/**/*.test.ts'] } },
    ],
  },
})
