import { spawnSync } from 'node:child_process';
import { findCommand, isRoot } from './commands.mjs';

/** @param {string} command @param {string[]} args */
const read = (command, args) =>
  spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });

/** @param {string} spec */
const namesOf = (spec) => spec.split('|');

/** @param {readonly string[]} specs */
function missing(specs) {
  const asked = specs.flatMap(namesOf);
  // It answers for the packages it knows and fails for the others; only the answers matter.
  const lines = read('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Abbrev}\\n', ...asked]).stdout.split(
    '\n',
  );
  const installed = new Set(
    lines.filter((line) => / [ih]i /.test(`${line} `)).map((line) => line.split(' ')[0]),
  );
  return specs.filter((spec) => !namesOf(spec).some((name) => installed.has(name)));
}

/**
 * For each package the alternative that this release offers, or null when it offers none.
 * @param {readonly string[]} specs
 */
function offered(specs) {
  const answers = read('apt-cache', ['policy', ...specs.flatMap(namesOf)]).stdout.split(/\n(?=\S)/);
  const known = new Set(
    answers.filter((text) => /Candidate: [^(]/.test(text)).map((text) => text.split(':')[0]),
  );
  return specs.map((spec) => namesOf(spec).find((name) => known.has(name)) ?? null);
}

/** @param {string[]} args */
function apt(...args) {
  return spawnSync(
    'apt-get',
    ['-y', '-qq', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=2', ...args],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    },
  );
}

/** @param {string[]} names */
const install = (names) => apt('install', '--no-install-recommends', ...names);

/** @param {import('./progress.mjs').Progress} progress @param {string[]} specs */
function installAsRoot({ say, leftOut }, specs) {
  const known = offered(specs);
  if (known.every((name) => name !== null)) {
    say(`installing system packages: ${known.join(' ')}`);
    if (install(known).status === 0) return say('system packages are installed');
  }
  say('refreshing the list of system packages (apt-get update)');
  apt('update');
  const names = offered(specs);
  const unknown = specs.filter((_, index) => names[index] === null);
  if (unknown.length > 0)
    leftOut(`apt offers no ${unknown.join(', ')}: add a Debian or Ubuntu mirror that does, or go without.`);
  const installable = names.filter((name) => name !== null);
  say(`installing system packages: ${installable.join(' ')}`);
  const done = install(installable);
  if (done.status === 0) return say('system packages are installed');
  const why = done.stderr.trim().split('\n').at(-1);
  leftOut(`apt-get could not install ${missing(specs).join(' ')} (${why}): check its network and try again.`);
}

/**
 * Installs what is missing of the named Debian packages, or says in one sentence how the person can.
 * @param {import('./progress.mjs').Progress} progress
 * @param {readonly string[]} specs
 */
export function ensureSystemPackages(progress, specs) {
  if (process.platform !== 'linux') return;
  if (findCommand('apt-get') === null || findCommand('dpkg-query') === null)
    return progress.say('this Linux has no apt: its packages are left as they are');
  const absent = missing(specs);
  if (absent.length === 0) return;
  if (isRoot()) return installAsRoot(progress, absent);
  const names = offered(absent).map((name, index) => name ?? namesOf(absent[index] ?? '').at(-1));
  progress.leftOut(
    `Only root installs system packages; run: sudo apt-get install -y --no-install-recommends ${names.join(' ')}`,
  );
}
