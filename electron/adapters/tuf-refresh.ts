import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Updater } from 'tuf-js';
import type { SyncRefusal } from '../../shared/packs/sync-refusal.ts';
import { toError } from '../../shared/result.ts';
import type { SignedTarget } from '../services/ports.ts';
import { repositoryBase, type TufFetcher } from './tuf-fetcher.ts';
import { tufRefusal } from './tuf-refusal.ts';
import type { TrustedRoles } from './trust-store.ts';

/** Ours are a few kB each; reading a list of thousands of targets would keep tuf-js busy for minutes. */
const config = { snapshotMaxLength: 256_000, targetsMaxLength: 256_000 };

/** What a refresh verified. Roles got so far are worth keeping though a later one was refused. */
export interface Refreshed {
  roles: TrustedRoles;
  targets: ReadonlyMap<string, SignedTarget>;
  refusal: SyncRefusal | undefined;
}

/**
 * One refresh by tuf-js in a folder of its own, which is gone afterwards: it writes without care for crashes. It writes
 * at once, and so do we: for a few kB the way over other threads takes ten times as long.
 */
export async function tufRefresh(ask: {
  /** Trusted so far; without a `root` that holds, it begins at `firstRoot`. */
  roles: TrustedRoles;
  firstRoot: string;
  paths: readonly string[];
  tuf: TufFetcher;
  stagingFolder: string;
}): Promise<Refreshed> {
  const { paths, tuf, stagingFolder } = ask;
  let folder: string | undefined;
  const targets = new Map<string, SignedTarget>();
  let refusal: SyncRefusal | undefined;
  try {
    mkdirSync(stagingFolder, { recursive: true });
    folder = mkdtempSync(join(stagingFolder, 'trust-'));
    const updater = startUpdater(folder, ask.roles, ask.firstRoot, tuf);
    try {
      await updater.refresh();
      for (const path of paths) {
        const target = signedTarget(path, await updater.getTargetInfo(path));
        if (target) targets.set(path, target);
      }
    } catch (thrown) {
      refusal = tuf.refusal() ?? tufRefusal(toError(thrown));
    }
    return { roles: readRoles(folder), targets, refusal };
  } catch (thrown) {
    // Neither tuf-js nor the network has a part in what lies outside of the inner try.
    return { roles: {}, targets: new Map(), refusal: stagingRefusal(toError(thrown)) };
  } finally {
    if (folder !== undefined) removeFolder(folder);
  }
}

function startUpdater(
  folder: string,
  roles: TrustedRoles,
  firstRoot: string,
  { fetcher }: TufFetcher,
): Updater {
  for (const [role, text] of Object.entries({ root: firstRoot, ...roles }))
    writeFileSync(roleFile(folder, role), text);
  const start = (): Updater =>
    new Updater({ metadataDir: folder, metadataBaseUrl: `${repositoryBase}metadata`, fetcher, config });
  try {
    return start();
  } catch {
    // What we trusted is damaged. The rest of it is verified anew in any case.
    writeFileSync(roleFile(folder, 'root'), firstRoot);
    return start();
  }
}

const roleFile = (folder: string, role: string): string => join(folder, `${encodeURIComponent(role)}.json`);

const readRoles = (folder: string): TrustedRoles =>
  Object.fromEntries(
    readdirSync(folder).map((file) => [
      decodeURIComponent(file.replace(/\.json$/, '')),
      readFileSync(join(folder, file), 'utf8'),
    ]),
  );

function removeFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // One that stays is removed with the whole staging folder at the next start.
  }
}

function signedTarget(
  path: string,
  info: Awaited<ReturnType<Updater['getTargetInfo']>>,
): SignedTarget | undefined {
  if (!info) return undefined;
  const { sha256, sha512 } = info.hashes;
  const digests = { ...(sha256 !== undefined && { sha256 }), ...(sha512 !== undefined && { sha512 }) };
  if (sha256 === undefined && sha512 === undefined) throw new Error(`${path} has neither sha256 nor sha512`);
  return { path, digests, sizeBytes: info.length };
}

function stagingRefusal(error: Error): SyncRefusal {
  const { code }: Error & { code?: unknown } = error;
  if (typeof code === 'string') return { kind: 'could-not-save', detail: `the staging folder: ${code}` };
  return tufRefusal(error);
}
