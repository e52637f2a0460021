import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const checkout = join(import.meta.dirname, '../../..');

/** Where the .deb puts the app. */
export const installedApp = '/opt/Zeroline/zeroline';

/** What this machine lacks to install a .deb and run it as somebody else, or nothing. */
export function whyNotInstallable(): string | undefined {
  if (process.getuid?.() !== 0) return 'installing a .deb and making a user takes root';
  if (spawnSync('dpkg-deb', ['--version']).status !== 0) return 'a .deb is installed on Debian or Ubuntu';
  if (existsSync(installedApp)) return 'Zeroline is installed on this machine, and the test would replace it';
  return undefined;
}

/** Builds the .deb and installs it, as a person would. */
export function install(): void {
  const out = mkdtempSync(join(tmpdir(), 'zeroline-deb-'));
  try {
    const words = [join(checkout, 'scripts/package.mjs'), '--fast', '--out', out];
    execFileSync(process.execPath, words, { cwd: checkout, stdio: 'pipe' });
    const deb = readdirSync(out).find((name) => name.endsWith('.deb'));
    if (deb === undefined) throw new Error(`No .deb in what was built: ${readdirSync(out).join(', ')}`);
    // dpkg and not apt: the test has no network, and the set-up brought the libraries.
    execFileSync('dpkg', ['--install', join(out, deb)], { stdio: 'pipe' });
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

export function uninstall(): void {
  execFileSync('dpkg', ['--purge', 'zeroline'], { stdio: 'pipe' });
}
