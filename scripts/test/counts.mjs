import { existsSync, readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @param {Counts[]} counts @returns {Counts} */
export const sum = (counts) =>
  counts.reduce(
    (all, one) => ({
      passed: all.passed + one.passed,
      failed: all.failed + one.failed,
      skipped: all.skipped + one.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );

/** A run that failed without a failed test (a file that does not load, a crash) counts as one failure. */
const atLeastOneFailure = (/** @type {Counts} */ counts, /** @type {number} */ exitCode) =>
  exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;

/**
 * @template Report
 * @param {string} file
 * @param {number} exitCode
 * @param {(report: Report) => Counts} read
 * @returns {Counts}
 */
function countsIn(file, exitCode, read) {
  if (!existsSync(file)) return atLeastOneFailure({ passed: 0, failed: 0, skipped: 0 }, exitCode);
  const report = /** @type {Report} */ (JSON.parse(readFileSync(file, 'utf8')));
  return atLeastOneFailure(read(report), exitCode);
}

/**
 * @typedef {object} VitestReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 */

/** @param {string} file of vitest's JSON reporter @param {number} exitCode */
export const vitestCounts = (file, exitCode) =>
  countsIn(file, exitCode, (/** @type {VitestReport} */ report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  }));

/** @typedef {import('@playwright/test/reporter').JSONReport} PlaywrightReport */

/**
 * A test that needed a second try has passed: remarks.mjs names it, for somebody to look at.
 * @param {string} file of Playwright's JSON reporter
 * @param {number} exitCode
 */
export const playwrightCounts = (file, exitCode) =>
  countsIn(file, exitCode, (/** @type {PlaywrightReport} */ { stats, errors }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  }));
