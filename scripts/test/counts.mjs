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
/** @typedef {import('@playwright/test/reporter').JSONReportSuite} PlaywrightSuite */

/** @param {PlaywrightSuite[]} suites @returns {string[]} */
const annotatedSkips = (suites) =>
  suites.flatMap(({ specs, suites: inner = [] }) => [
    ...specs.flatMap(({ tests }) =>
      tests.flatMap(({ annotations }) =>
        annotations.flatMap(({ type, description }) => (type === 'skip' && description ? [description] : [])),
      ),
    ),
    ...annotatedSkips(inner),
  ]);

/** Why tests left themselves out, each reason once. @param {string} file of Playwright's JSON reporter */
export function skipReasons(file) {
  if (!existsSync(file)) return [];
  const { suites } = /** @type {PlaywrightReport} */ (JSON.parse(readFileSync(file, 'utf8')));
  return [...new Set(annotatedSkips(suites))];
}

/** @param {PlaywrightSuite[]} suites @returns {string[]} */
const flakyTitles = (suites) =>
  suites.flatMap(({ specs, suites: inner = [] }) => [
    ...specs.filter(({ tests }) => tests.some(({ status }) => status === 'flaky')).map(({ title }) => title),
    ...flakyTitles(inner),
  ]);

/** The tests that passed at the second try only. @param {string} file of Playwright's JSON reporter */
export function secondTries(file) {
  if (!existsSync(file)) return [];
  const { suites } = /** @type {PlaywrightReport} */ (JSON.parse(readFileSync(file, 'utf8')));
  return flakyTitles(suites);
}

/**
 * A test that needed a second try has passed: it is named beside the count, for somebody to look at.
 * @param {string} file of Playwright's JSON reporter
 * @param {number} exitCode
 */
export const playwrightCounts = (file, exitCode) =>
  countsIn(file, exitCode, (/** @type {PlaywrightReport} */ { stats, errors }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  }));
