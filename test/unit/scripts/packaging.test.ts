import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findCommand } from '../../../scripts/bootstrap/commands.mjs';
import { planTargets } from '../../../scripts/packaging/targets.mjs';

const standIn = join(import.meta.dirname, '../../../scripts/packaging/fpm-dpkg.mjs');
const onDebian = findCommand('dpkg-deb') !== null;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'packaging-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the plan of what to package', () => {
  it('names every target that people expect, made or left out with the reason', () => {
    for (const downloads of [true, false]) {
      const { build, leftOut } = planTargets({ downloads });
      const named = [...build, ...leftOut.map(({ target }) => target)].sort();
      expect(named).toEqual(['AppImage', 'deb', 'dir', 'dmg', 'msi', 'nsis', 'pkg', 'rpm']);
      expect(leftOut.every(({ why }) => why.length > 10)).toBe(true);
    }
  });

  it.runIf(onDebian)('makes the .deb even where nothing can be downloaded', () => {
    expect(planTargets({ downloads: false }).build).toContain('deb');
  });
});

describe.runIf(onDebian)('the stand-in for fpm', () => {
  const words = (file: string, ...more: string[]): string[] => [
    ...['-s', 'dir', '--force', '-t', 'deb', '--name', 'zl', '--version', '1.2.3', '--architecture', 'amd64'],
    ...['--maintainer', 'Someone <s@example.org>', '--description', 'A test'],
    ...['-d', 'libc6', '-d', 'libnss3', '--deb-compression', 'gz', '--package', file, ...more],
  ];

  it('packs folders, files, fields and maintainer scripts', () => {
    const app = join(folder, 'app');
    mkdirSync(app);
    writeFileSync(join(app, 'zeroline'), '#!/bin/sh\n', { mode: 0o755 });
    writeFileSync(join(folder, 'entry'), '[Desktop Entry]\n', { mode: 0o600 });
    writeFileSync(join(folder, 'after'), '#!/bin/sh\nexit 0\n');
    const deb = join(folder, 'zl.deb');
    const mappings = [`${app}/=/opt/Zl`, `${join(folder, 'entry')}=/usr/share/applications/zl.desktop`];
    execFileSync(standIn, words(deb, '--after-install', join(folder, 'after'), ...mappings));

    const field = (name: string): string =>
      execFileSync('dpkg-deb', ['-f', deb, name], { encoding: 'utf8' }).trim();
    expect(field('Package')).toBe('zl');
    expect(field('Depends')).toBe('libc6, libnss3');
    const content = execFileSync('dpkg-deb', ['-c', deb], { encoding: 'utf8' });
    expect(content).toMatch(/^-rwxr-xr-x root\/root .*\.\/opt\/Zl\/zeroline$/m);
    expect(content).toMatch(/^-rw-r--r-- root\/root .*\.\/usr\/share\/applications\/zl\.desktop$/m);
    expect(execFileSync('dpkg-deb', ['-I', deb, 'postinst'], { encoding: 'utf8' })).toContain('exit 0');
  });

  it('refuses what it does not know', () => {
    const rpm = (): Buffer => execFileSync(standIn, ['-s', 'dir', '-t', 'rpm'], { stdio: 'pipe' });
    expect(rpm).toThrow('packs only -s dir -t deb');
  });
});
