import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { untilEnd } from './desktop/children.mjs';
import { inRoot } from './paths.mjs';
import { runProgram } from './program.mjs';
import { playwrightCounts, sum, vitestCounts } from './test/counts.mjs';
import { playwrightRemarks, vitestRemarks } from './test/remarks.mjs';

/** @typedef {import('./test/counts.mjs').Counts} Counts */
/** @typedef {import('./test/remarks.mjs').Remarks} Remarks */
/** @typedef {{ counts: Counts, remarks?: Remarks }} Outcome */

/** @param {string[]} words @param {NodeJS.ProcessEnv} [env] */
async function node(words, env = {}) {
  const options = /** @type {const} */ ({ cwd: inRoot(), stdio: 'inherit', env: { ...process.env, ...env } });
  const code = await untilEnd(spawn(process.execPath, words, options));
  // Whoever stops one half of the tests does not want the other.
  if (code > 128) throw new Error('The tests were stopped.');
  return code;
}

/** @param {string} folder @returns {Promise<Outcome>} */
async function runVitest(folder) {
  const report = join(folder, 'vitest.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const vitest = inRoot('node_modules', 'vitest', 'vitest.mjs');
  const code = await node([vitest, 'run', ...reporters]);
  return { counts: vitestCounts(report, code), remarks: vitestRemarks(report) };
}

/** @param {string} folder @param {string} electronFolder @param {string[]} selection @returns {Promise<Outcome>} */
async function runPlaywright(folder, electronFolder, selection) {
  const report = join(folder, 'playwright.json');
  const playwright = inRoot('node_modules', '@playwright', 'test', 'cli.js');
  const words = [process.execPath, playwright, 'test', '--reporter=line,json', ...selection];
  const code = await node([inRoot('scripts', 'desktop.mjs'), '--offline', ...words], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    ELECTRON_OVERRIDE_DIST_PATH: electronFolder,
  });
  return { counts: playwrightCounts(report, code), remarks: playwrightRemarks(report) };
}

// npm test; with --e2e only the tests in a real Electron, what follows is for Playwright (a file, -g WORDS).
await runProgram(import.meta.url, async () => {
  const words = process.argv.slice(2);
  const onlyE2e = words[0] === '--e2e';
  const { runtime, buildError, noDesktop, progress } = await bootstrap({ desktop: true, tests: true });
  const folder = mkdtempSync(join(tmpdir(), 'zeroline-test-'));
  /** @type {Outcome[]} */
  const outcomes = [];
  try {
    if (!onlyE2e) outcomes.push(await runVitest(folder));
    if (buildError) {
      console.error(buildError.message);
      outcomes.push({ counts: { passed: 0, failed: 1, skipped: 0 } });
    } else if (!runtime)
      progress.leftOut('The tests in a real Electron were left out: there is none (see above).');
    else if (noDesktop) progress.leftOut(`The tests in a real Electron were left out: ${noDesktop}.`);
    else outcomes.push(await runPlaywright(folder, runtime.folder, onlyE2e ? words.slice(1) : []));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const { passed, failed, skipped } = sum(outcomes.map(({ counts }) => counts));
  const remarks = outcomes.flatMap((outcome) => outcome.remarks ?? []);
  for (const reason of remarks.flatMap(({ leftOut }) => leftOut)) progress.leftOut(`Left out: ${reason}.`);
  for (const sentence of progress.leftOuts()) console.log(sentence);
  for (const test of remarks.flatMap(({ again }) => again))
    console.log(`Passed at the second try only: ${test}`);
  for (const test of remarks.flatMap((remark) => remark.failed)) console.log(`Failed: ${test}`);
  if (skipped > 0) console.log(`${skipped} left out or not reached.`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 || passed === 0 ? 1 : 0;
});
