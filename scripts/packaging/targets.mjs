import { findCommand } from '../bootstrap/commands.mjs';
import { inRoot } from '../paths.mjs';

/**
 * @typedef {object} Plan
 * @property {string[]} build electron-builder's names, on this machine
 * @property {NodeJS.ProcessEnv} env
 * @property {{ target: string, why: string }[]} leftOut
 */

const ownSystem = /** @type {Record<string, string>} */ ({
  nsis: 'win32',
  msi: 'win32',
  dmg: 'darwin',
  pkg: 'darwin',
  deb: 'linux',
  rpm: 'linux',
  AppImage: 'linux',
});
const systemNames = /** @type {Record<string, string>} */ ({
  win32: 'Windows',
  darwin: 'macOS',
  linux: 'Linux',
});

/**
 * What this machine can build, and why not the rest. electron-builder fetches its packing tools from the same place
 * as Electron, so where Electron cannot be had, they cannot.
 * @param {{ downloads: boolean }} machine
 * @returns {Plan}
 */
export function planTargets({ downloads }) {
  /** @type {Plan} */
  const plan = { build: ['dir'], env: {}, leftOut: [] };
  const ownFpm = process.env['CUSTOM_FPM_PATH'] ?? findCommand('fpm');
  const tools = ownFpm ? { CUSTOM_FPM_PATH: ownFpm } : {};
  for (const [target, system] of Object.entries(ownSystem)) {
    if (system !== process.platform) {
      plan.leftOut.push({ target, why: `run this on ${systemNames[system]}` });
    } else if (
      downloads ||
      (ownFpm && target !== 'AppImage' && (target !== 'rpm' || findCommand('rpmbuild')))
    ) {
      plan.build.push(target);
      Object.assign(plan.env, tools);
    } else if (target === 'deb' && findCommand('dpkg-deb')) {
      plan.build.push(target);
      plan.env['CUSTOM_FPM_PATH'] = inRoot('scripts', 'packaging', 'fpm-dpkg.mjs');
    } else {
      plan.leftOut.push({ target, why: "electron-builder's packing tool cannot be downloaded here" });
    }
  }
  return plan;
}
