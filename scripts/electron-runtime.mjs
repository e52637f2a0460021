import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { inRoot } from './paths.mjs';
import { runProgram } from './program.mjs';
import { testRuntimeFolder, testRuntimeVersion } from './runtime/test-runtime.mjs';

/**
 * @typedef {object} ElectronRuntime
 * @property {string} executable
 * @property {string} folder what electron-builder calls electronDist
 * @property {string} version
 * @property {'official' | 'override' | 'test'} source
 */

const officialPackage = inRoot('node_modules', 'electron');
const binaryInFolder =
  { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[
    /** @type {string} */ (process.platform)
  ] ?? 'electron';

/** @param {string} file */
const textOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8').trim() : '');

/** @param {string} folder @param {ElectronRuntime['source']} source @returns {ElectronRuntime | null} */
function runtimeIn(folder, source) {
  const executable = join(folder, binaryInFolder);
  if (!existsSync(executable)) return null;
  return {
    executable,
    folder,
    source,
    version: textOf(join(folder, 'version')).replace(/^v/, '') || 'unknown',
  };
}

/** True when the place of the official download answers at all; a silent firewall would cost minutes otherwise. */
function downloadAnswers() {
  const proxied = ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY'].some((name) => process.env[name]);
  if (proxied) return Promise.resolve(true);
  const mirror = process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror'];
  const { hostname, port } = new URL(mirror ?? 'https://github.com');
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port || 443), timeout: 3_000 });
    /** @param {boolean} answer */
    const settle = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => settle(true));
    socket.once('timeout', () => settle(false));
    socket.once('error', () => settle(false));
  });
}

/** @param {(line: string) => void} say */
async function official(say) {
  const installed = () => runtimeIn(join(officialPackage, 'dist'), 'official');
  const found = installed();
  const installer = join(officialPackage, 'install.js');
  // The variable is Electron's own: CI sets it to keep npm from downloading.
  if (found || process.env['ELECTRON_SKIP_BINARY_DOWNLOAD'] || !existsSync(installer)) return found;
  if (!(await downloadAnswers())) return null;
  say('downloading Electron');
  spawnSync(process.execPath, [installer], { stdio: 'ignore', timeout: 300_000 });
  return installed();
}

const remedy =
  'Allow its download, or unpack one somewhere and name the folder in ELECTRON_OVERRIDE_DIST_PATH.';

/** @param {(line: string) => void} say */
async function testRuntime(say) {
  try {
    const folder = await testRuntimeFolder(say);
    return folder === null ? null : runtimeIn(folder, 'test');
  } catch (cause) {
    throw new Error(`No Electron could be fetched (${/** @type {Error} */ (cause).message}). ${remedy}`, {
      cause,
    });
  }
}

/**
 * Finds an Electron, or fetches one: the folder the environment names, the official package's binary, or the test
 * runtime where that cannot be had.
 * @param {(line: string) => void} [say]
 * @returns {Promise<ElectronRuntime>}
 */
export async function electronRuntime(say = () => undefined) {
  const named = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (named) {
    const runtime = runtimeIn(named, 'override');
    if (runtime) return runtime;
    throw new Error(`ELECTRON_OVERRIDE_DIST_PATH names ${named}, which holds no Electron.`);
  }
  const runtime = await official(say);
  if (runtime) return runtime;
  const fallback = await testRuntime(say);
  if (fallback) return fallback;
  throw new Error(`No Electron could be fetched. ${remedy}`);
}

/** For tests and tools that only start it. */
export const electronExecutable = async () => (await electronRuntime()).executable;

/** One line for people: which Electron, and where from. @param {ElectronRuntime} runtime */
export function describeRuntime(runtime) {
  const origin = {
    official: 'official',
    override: `from ELECTRON_OVERRIDE_DIST_PATH (${runtime.folder})`,
    test: 'test runtime: the official download is not to be had here; good for tests, never for release',
  }[runtime.source];
  return `Electron ${runtime.version}, ${origin}`;
}

/** True when packages made with this runtime must not be published. @param {ElectronRuntime} runtime */
export const isTestRuntime = (runtime) => runtime.source === 'test' || runtime.version === testRuntimeVersion;

await runProgram(import.meta.url, async () => {
  console.log((await electronRuntime(console.error)).executable);
});
