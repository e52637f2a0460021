import { missingCommands } from './bootstrap/commands.mjs';
import { ensureNodeModules } from './bootstrap/node-modules.mjs';
import { requireNode } from './bootstrap/node-version.mjs';
import {
  desktopCommands,
  desktopPackages,
  runtimePackages,
  testPackages,
} from './bootstrap/package-table.mjs';
import { startProgress } from './bootstrap/progress.mjs';
import { ensureSystemPackages } from './bootstrap/system-packages.mjs';
import { buildIfChanged } from './build.mjs';
import { describeRuntime, electronRuntime } from './electron-runtime.mjs';
import { runProgram } from './program.mjs';

/**
 * @typedef {object} Ready
 * @property {import('./electron-runtime.mjs').ElectronRuntime | null} runtime
 * @property {Error | null} buildError
 * @property {string | null} noDesktop why scripts/desktop.mjs cannot run here, or null when it can
 * @property {import('./bootstrap/progress.mjs').Progress} progress
 */

/** @param {import('./bootstrap/progress.mjs').Progress} progress */
async function findRuntime({ say, leftOut }) {
  try {
    const runtime = await electronRuntime(say);
    say(describeRuntime(runtime));
    return runtime;
  } catch (error) {
    leftOut(/** @type {Error} */ (error).message);
    return null;
  }
}

function whyNoDesktop() {
  if (process.platform !== 'linux') return 'the virtual desktop is one of Linux';
  const missing = missingCommands(desktopCommands);
  return missing.length === 0 ? null : `the virtual desktop lacks ${missing.join(', ')}`;
}

/** @param {(line: string) => void} say */
async function findBuildError(say) {
  try {
    await buildIfChanged(say);
    return null;
  } catch (error) {
    return /** @type {Error} */ (error);
  }
}

/**
 * Sets up everything a fresh checkout lacks, with nothing but Node's own modules. Running it again costs a moment.
 * @param {{ desktop: boolean, tests?: boolean }} needs
 * @returns {Promise<Ready>}
 */
export async function bootstrap({ desktop, tests = false }) {
  requireNode();
  const progress = startProgress();
  ensureNodeModules(progress);
  ensureSystemPackages(progress, [
    ...runtimePackages,
    ...(desktop ? desktopPackages : []),
    ...(tests ? testPackages : []),
  ]);
  const runtime = await findRuntime(progress);
  const buildError = await findBuildError(progress.say);
  return { runtime, buildError, noDesktop: whyNoDesktop(), progress };
}

await runProgram(import.meta.url, async () => {
  const tests = process.argv.includes('--tests');
  const { runtime, buildError } = await bootstrap({ tests, desktop: tests });
  if (buildError) throw buildError;
  return runtime ? 0 : 1;
});
