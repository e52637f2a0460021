import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { untilEnd } from './desktop/children.mjs';
import { inRoot } from './paths.mjs';
import { runProgram } from './program.mjs';
import { playwrightCounts, secondTries, skipReasons, sum, vitestCounts } from './test/counts.mjs';

/** @typedef {import('./test/counts.mjs').Counts} Counts */

/** @param {string[]} words @param {NodeJS.ProcessEnv} [env] */
async function node(words, env = {}) {
  const options = /** @type {const} */ ({ cwd: inRoot(), stdio: 'inherit', env: { ...process.env, ...env } });
  const code = await untilEnd(spawn(process.execPath, words, options));
  // Whoever stops one half of the tests does not want the other.
  if (code > 128) throw new Error('The tests were stopped.');
  return code;
}

/** @param {string} folder @returns {Promise<Counts>} */
async function runVitest(folder) {
  const report = join(folder, 'vitest.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const vitest = inRoot('node_modules', 'vitest', 'vitest.mjs');
  return vitestCounts(report, await node([vitest, 'run', ...reporters]));
}

/** @param {string} folder @param {string} electronFolder @param {string[]} selection */
async function runPlaywright(folder, electronFolder, selection) {
  const report = join(folder, 'playwright.json');
  const playwright = inRoot('node_modules', '@playwright', 'test', 'cli.js');
  const words = [process.execPath, playwright, 'test', '--reporter=line,json', ...selection];
  const code = await node([inRoot('scripts', 'desktop.mjs'), '--offline', ...words], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    ELECTRON_OVERRIDE_DIST_PATH: electronFolder,
  });
  return { counts: playwrightCounts(report, code), reasons: skipReasons(report), again: secondTries(report) };
}

// npm test; with --e2e only the tests in a real Electron, what follows is for Playwright (a file, -g WORDS).
await runProgram(import.meta.url, async () => {
  const words = process.argv.slice(2);
  const onlyE2e = words[0] === '--e2e';
  const { runtime, buildError, noDesktop, progress } = await bootstrap({ desktop: true, tests: true });
  const folder = mkdtempSync(join(tmpdir(), 'zeroline-test-'));
  /** @type {Counts[]} */
  const counts = [];
  /** @type {string[]} */
  let again = [];
  try {
    if (!onlyE2e) counts.push(await runVitest(folder));
    if (buildError) {
      console.error(buildError.message);
      counts.push({ passed: 0, failed: 1, skipped: 0 });
    } else if (!runtime)
      progress.leftOut('The tests in a real Electron were left out: there is none (see above).');
    else if (noDesktop) progress.leftOut(`The tests in a real Electron were left out: ${noDesktop}.`);
    else {
      const e2e = await runPlaywright(folder, runtime.folder, onlyE2e ? words.slice(1) : []);
      counts.push(e2e.counts);
      again = e2e.again;
      for (const reason of e2e.reasons) progress.leftOut(`Left out: ${reason}.`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const { passed, failed, skipped } = sum(counts);
  for (const sentence of progress.leftOuts()) console.log(sentence);
  for (const title of again) console.log(`Passed at the second try only: ${title}.`);
  if (skipped > 0) console.log(`${skipped} left out or not reached.`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 || passed === 0 ? 1 : 0;
});
