import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { licencesFile, writeLicences } from './licences.mjs';
import { inRoot } from './paths.mjs';
import { runProgram } from './program.mjs';

const inputs = ['shared', 'electron', 'renderer', 'hub', 'resources', 'vite.config.ts', 'package-lock.json'];
const outputs = [
  'main/index.cjs',
  'worker/index.cjs',
  'preload/index.cjs',
  'renderer/index.html',
  'hub/zeroline.mjs',
  'kb',
  licencesFile,
];
const stamp = inRoot('dist', '.inputs');

/** @param {string} path @returns {string[]} */
function filesIn(path) {
  if (!existsSync(inRoot(path))) return [];
  if (!statSync(inRoot(path)).isDirectory()) return [path];
  return readdirSync(inRoot(path))
    .sort()
    .flatMap((name) => filesIn(join(path, name)));
}

function hashInputs() {
  const hash = createHash('sha256');
  for (const file of inputs.flatMap(filesIn))
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(inRoot(file)));
  return hash.digest('hex');
}

/** @param {string[]} args */
function node(...args) {
  const done = spawnSync(process.execPath, args, {
    cwd: inRoot(),
    encoding: 'utf8',
    // Tests run the command line, which builds; vite.config.ts would take that for a test run of its own.
    env: { ...process.env, NO_COLOR: '1', VITEST: '' },
  });
  if (done.status !== 0)
    throw new Error(`The build failed:\n${stripVTControlCharacters(done.stdout + done.stderr).trim()}`);
}

/** Compiles knowledge base sources into the form the app loads. @param {string} sources @param {string} out */
export const compileKnowledgeBase = (sources, out) =>
  node(inRoot('dist', 'hub', 'zeroline.mjs'), 'build', sources, '--out', out);

/** Runs `work` alone: two builds in one checkout would empty each other's folders. @param {() => void} work */
async function alone(work) {
  const lock = inRoot('dist', '.building');
  mkdirSync(inRoot('dist'), { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch {
      if (!ownerLives(lock)) rmSync(lock, { force: true });
      await sleep(200);
    }
  }
  try {
    work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** @param {string} lock */
function ownerLives(lock) {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
    return true;
  } catch {
    return false;
  }
}

function build() {
  const hash = hashInputs();
  rmSync(stamp, { force: true });
  node(inRoot('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--app', '--logLevel', 'warn');
  compileKnowledgeBase(inRoot('resources', 'kb'), inRoot('dist', 'kb'));
  writeLicences(['main', 'worker', 'preload', 'renderer'], licencesFile);
  writeLicences(['hub', 'preview'], `hub/${licencesFile}`);
  writeFileSync(stamp, hash);
}

const isCurrent = () =>
  outputs.every((path) => existsSync(inRoot('dist', path))) &&
  existsSync(stamp) &&
  readFileSync(stamp, 'utf8') === hashInputs();

/** Builds the app, the hub's command line and the seed knowledge base, unless dist/ is current. */
export async function buildIfChanged(/** @type {(line: string) => void} */ say) {
  if (isCurrent()) return;
  say('building');
  await alone(() => {
    if (!isCurrent()) build();
  });
  say('built');
}

await runProgram(import.meta.url, () => alone(build));
