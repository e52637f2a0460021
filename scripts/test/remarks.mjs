import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { inRoot } from '../paths.mjs';

/**
 * What the last lines of a run tell besides the counts: by then the failure itself has scrolled away.
 *
 * @typedef {object} Remarks
 * @property {string[]} failed the name of each failed test, and how it failed
 * @property {string[]} again the same of what passed at the second try only
 * @property {string[]} leftOut why tests left themselves out, each reason once
 */

/** @returns {Remarks} */
const nothing = () => ({ failed: [], again: [], leftOut: [] });

const messageLines = 16;

/** @param {string} title @param {readonly (string | undefined)[]} messages */
function described(title, messages) {
  const lines = stripVTControlCharacters(messages.find(Boolean) ?? '').split('\n');
  return [title, ...lines.slice(0, messageLines).map((line) => `    ${line}`)].join('\n').trimEnd();
}

/**
 * @typedef {object} VitestReport
 * @property {{
 *   name: string,
 *   message: string,
 *   status: string,
 *   assertionResults: { fullName: string, status: string, failureMessages: string[] }[],
 * }[]} testResults
 */

/** @param {string} file of vitest's JSON reporter @returns {Remarks} */
export function vitestRemarks(file) {
  const remarks = nothing();
  if (!existsSync(file)) return remarks;
  const { testResults } = /** @type {VitestReport} */ (JSON.parse(readFileSync(file, 'utf8')));
  for (const { name, message, status, assertionResults } of testResults) {
    const path = relative(inRoot(), name);
    const failed = assertionResults.filter((test) => test.status === 'failed');
    // A file that does not load, or a server that does not start, fails without a failed test.
    if (status === 'failed' && failed.length === 0) remarks.failed.push(described(path, [message]));
    for (const test of assertionResults) {
      const text = described(`${path}: ${test.fullName}`, test.failureMessages);
      if (test.status === 'failed') remarks.failed.push(text);
      // What failed first and then passed keeps the message of its first try.
      else if (test.status === 'passed' && test.failureMessages.length > 0) remarks.again.push(text);
    }
  }
  return remarks;
}

/** @typedef {import('@playwright/test/reporter').JSONReport} PlaywrightReport */
/** @typedef {import('@playwright/test/reporter').JSONReportSuite} PlaywrightSuite */

/** @param {PlaywrightSuite[]} suites @returns {import('@playwright/test/reporter').JSONReportSpec[]} */
const specsIn = (suites) => suites.flatMap(({ specs, suites: inner = [] }) => [...specs, ...specsIn(inner)]);

/** @param {string} file of Playwright's JSON reporter @returns {Remarks} */
export function playwrightRemarks(file) {
  const remarks = nothing();
  if (!existsSync(file)) return remarks;
  const { suites, errors } = /** @type {PlaywrightReport} */ (JSON.parse(readFileSync(file, 'utf8')));
  for (const { message } of errors) remarks.failed.push(described('Outside the tests', [message]));
  for (const spec of specsIn(suites))
    for (const { status, results, annotations } of spec.tests) {
      const messages = results.map(({ error }) => error?.message);
      const text = described(`${spec.file}: ${spec.title}`, messages);
      if (status === 'unexpected') remarks.failed.push(text);
      if (status === 'flaky') remarks.again.push(text);
      for (const { type, description } of annotations)
        if (type === 'skip' && description && !remarks.leftOut.includes(description))
          remarks.leftOut.push(description);
    }
  return remarks;
}
