// `pnpm --filter @baas-pay/sdk run mutate`: breaks each line of `core/` in turn, and sees whether a test goes red. It takes some minutes.
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'vitest.mutate.config.ts', related: false },
  mutate: ['src/core/**/*.ts', '!src/core/**/*.test.ts'],
  // What a hint says is read by people; each error's code and its having a hint are tested.
  mutator: { excludedMutations: [] },
  coverageAnalysis: 'perTest',
  concurrency: Number(process.env.STRYKER_CONCURRENCY ?? 2),
  ignorePatterns: ['dist', 'reports'],
  tempDirName: 'node_modules/.cache/stryker',
  reporters: ['clear-text', 'progress'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 95, low: 90, break: 90 },
}
