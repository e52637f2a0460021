import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from '../paths.mjs';
import { npmNetwork } from './npm-network.mjs';

/** @typedef {{ version?: string, integrity?: string, optional?: boolean }} LockedPackage */

/** @param {string} file @returns {Record<string, LockedPackage> | null} */
function packagesIn(file) {
  if (!existsSync(file)) return null;
  const lock = /** @type {{ packages?: Record<string, LockedPackage> }} */ (
    JSON.parse(readFileSync(file, 'utf8'))
  );
  return lock.packages ?? null;
}

/**
 * True when what npm noted it installed is what the lock asks for; other systems' optional packages aside.
 * @param {string} folder
 */
export function isInstalled(folder) {
  const wanted = packagesIn(join(folder, 'package-lock.json'));
  const present = packagesIn(join(folder, 'node_modules', '.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
    if (path === '') return true;
    const installed = present[path];
    if (!installed) return optional === true;
    return installed.version === version && installed.integrity === integrity;
  });
}

/**
 * Installs the dependencies when they are missing or differ from the lock. Their install scripts never run.
 * @param {import('./progress.mjs').Progress} progress
 */
export function ensureNodeModules({ say }) {
  if (isInstalled(inRoot())) return;
  say('installing the dependencies (npm ci)');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const done = spawnSync(
    npm,
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...npmNetwork],
    {
      cwd: inRoot(),
      stdio: ['ignore', 'ignore', 'pipe'],
      shell: process.platform === 'win32',
      encoding: 'utf8',
    },
  );
  if (done.status === 0) return say('the dependencies are installed');
  // npm explains its usage after the error; the first lines are the ones that help.
  const said = done.error?.message ?? done.stderr.trim().split('\n').slice(0, 8).join('\n');
  throw new Error(
    'The dependencies could not be installed: check that this machine reaches its package registry (npm ping), ' +
      `and try again.\n${said}`,
  );
}
