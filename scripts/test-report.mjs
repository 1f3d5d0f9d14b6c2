// Reads what the test runners counted from their JSON reports.
import { existsSync, readFileSync } from 'node:fs'

const read = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined)

/** `{ passed, failed, skipped, failures }` of a Vitest JSON report; undefined where none was written. */
export function readVitestReport(file) {
  const report = read(file)
  return report && {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
    failures: report.testResults.flatMap(failuresOfFile),
  }
}

function failuresOfFile({ name, status, message, assertionResults }) {
  const failed = assertionResults.filter((test) => test.status === 'failed')
  if (failed.length === 0 && status === 'failed') return [`${name}: ${firstLine(message) || 'did not load'}`]
  return failed.map((test) => `${name}: ${test.fullName}`)
}

/** The same of a Playwright JSON report. A test that passed on its retry has passed. */
export function readPlaywrightReport(file) {
  const report = read(file)
  return report && {
    passed: report.stats.expected + report.stats.flaky,
    failed: report.stats.unexpected,
    skipped: report.stats.skipped,
    failures: [...report.suites.flatMap(failuresOfSuite), ...report.errors.map(({ message }) => firstLine(message))],
  }
}

function failuresOfSuite({ suites = [], specs = [] }) {
  const own = specs.filter((spec) => !spec.ok).map((spec) => `${spec.file}:${spec.line}: ${spec.title} (${spec.tests.map((test) => test.projectName).join(', ')})`)
  return [...own, ...suites.flatMap(failuresOfSuite)]
}

const ESCAPES = new RegExp(`${String.fromCodePoint(27)}\\[[0-9;]*m`, 'g')
const firstLine = (text = '') => text.replace(ESCAPES, '').split('\n')[0]
