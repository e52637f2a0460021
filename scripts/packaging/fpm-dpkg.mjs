#!/usr/bin/env node
// Stands in for fpm, which electron-builder downloads to make a .deb, where that cannot be had (CUSTOM_FPM_PATH).
// Knows what electron-builder says for `-s dir -t deb`, and packs with dpkg-deb.
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** @param {string[]} words */
function readArguments(words) {
  /** @type {Record<string, string[]>} */
  const options = {};
  /** @type {string[]} */
  const mappings = [];
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--force') continue;
    if (!word.startsWith('-')) mappings.push(word);
    else (options[word.replace(/^-+/, '')] ??= []).push(rest.shift() ?? '');
  }
  return { mappings, all: (/** @type {string} */ name) => options[name] ?? [] };
}

const { mappings, all } = readArguments(process.argv.slice(2));
const one = (/** @type {string} */ name) => all(name)[0];

/** Copies `from=to`; a trailing slash means the folder's content. @param {string} root @param {string} mapping */
function place(root, mapping) {
  const cut = mapping.indexOf('=');
  const from = mapping.slice(0, cut);
  const to = join(root, mapping.slice(cut + 1));
  const isFolder = from.endsWith('/');
  mkdirSync(isFolder ? to : dirname(to), { recursive: true });
  if (isFolder) return cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  copyFileSync(from, to);
  chmodSync(to, 0o644);
}

/** @param {string} root */
function controlFile(root) {
  const [installedKib] = execFileSync('du', ['-sk', '--exclude=DEBIAN', root], { encoding: 'utf8' }).split(
    '\t',
  );
  const fields = {
    Package: one('name'),
    Version: one('version'),
    License: one('license'),
    Vendor: one('vendor'),
    Architecture: one('architecture'),
    Maintainer: one('maintainer'),
    'Installed-Size': installedKib,
    Depends: [...all('d'), ...all('depends')].join(', '),
    Recommends: all('deb-recommends').join(', '),
    Section: one('category') ?? 'default',
    Priority: one('deb-priority'),
    Homepage: one('url'),
    Description: one('description'),
  };
  const lines = Object.entries(fields).flatMap(([name, value]) => (value ? `${name}: ${value}\n` : []));
  return lines.join('');
}

const maintainerScripts = {
  'before-install': 'preinst',
  'after-install': 'postinst',
  'before-remove': 'prerm',
  'after-remove': 'postrm',
};

/** @param {string} root */
function pack(root) {
  for (const mapping of mappings) place(root, mapping);
  const debian = join(root, 'DEBIAN');
  mkdirSync(debian);
  writeFileSync(join(debian, 'control'), controlFile(root));
  for (const [option, name] of Object.entries(maintainerScripts)) {
    const script = one(option);
    if (!script) continue;
    copyFileSync(script, join(debian, name));
    chmodSync(join(debian, name), 0o755);
  }
  // A temporary folder is closed to others, and so would be the root of the installed system.
  chmodSync(root, 0o755);
  // gz is asked for where speed counts, as in tests.
  const compression = one('deb-compression') === 'xz' ? ['-Zxz', '-z2'] : ['-Zgzip', '-z1'];
  const words = ['--root-owner-group', ...compression, '--build', root, one('package') ?? one('p') ?? '.'];
  execFileSync('dpkg-deb', words, { stdio: ['ignore', 'inherit', 'inherit'] });
}

if (one('s') !== 'dir' || one('t') !== 'deb') {
  console.error(`fpm-dpkg packs only -s dir -t deb, not -s ${one('s')} -t ${one('t')}`);
  process.exit(1);
}
const root = mkdtempSync(join(tmpdir(), 'fpm-dpkg-'));
try {
  pack(root);
} finally {
  rmSync(root, { recursive: true, force: true });
}
