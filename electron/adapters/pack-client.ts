import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { posix } from 'node:path';
import { z } from 'zod';
import type { KnowledgeBase } from '../../shared/packs/knowledge-base.ts';
import {
  blobPath,
  campaignsRole,
  compressedBytesMax,
  deltaPath,
  targetsFolder,
} from '../../shared/packs/repository-layout.ts';
import type { SyncRefusal } from '../../shared/packs/sync-refusal.ts';
import { ok, refuse, toError, type Result } from '../../shared/result.ts';
import type { Http, PackClient, SignedMetadata, SignedTarget } from '../services/ports.ts';
import { createNewsBundle } from './news-bundle.ts';
import { createTufFetcher, rootMemory } from './tuf-fetcher.ts';
import { tufRefresh, type Refreshed } from './tuf-refresh.ts';
import type { TrustedRoles, TrustStore } from './trust-store.ts';

const decompress = promisify(brotliDecompress);
/** A delta is only published while it is smaller than a third of the whole pack. */
const deltaBytesMax = 8_000_000;
/** What bytes must be, by signature. */
type Named = Pick<SignedTarget, 'digests' | 'sizeBytes'>;

/** Somebody far away on a bad line gets 16 kB in a second. */
const timeoutMsFor = (bytes: number): number => 20_000 + bytes / 16;

const roleSchema = z.object({
  signed: z.object({ version: z.number(), expires: z.string().transform((text) => Date.parse(text)) }),
});

export interface PackClientOptions {
  http: Http;
  /** TUF root metadata that the administrator gave: whom to trust. */
  root: KnowledgeBase['root'];
  store: TrustStore;
  /** A folder for what is not verified yet; only this client writes below it. */
  stagingFolder: string;
  monotonicMs?: () => number;
}

/** The TUF client of the machine: see docs/security.md for what it holds against whom. */
export function createPackClient(options: PackClientOptions): PackClient {
  const { http, root, store, stagingFolder, monotonicMs = () => performance.now() } = options;
  const memory = rootMemory(monotonicMs);
  const news = createNewsBundle(http);
  const firstRoot = JSON.stringify(root);
  let cleaned: Promise<void> | undefined;

  /** Once: removes what refreshes left that were cut off with the process. */
  const cleanOnce = (): Promise<void> =>
    (cleaned ??= rm(stagingFolder, { recursive: true, force: true }).catch(() => undefined));

  async function refresh(
    paths: readonly string[],
    askRoot: 'ask' | 'known',
  ): Promise<Result<SignedMetadata, SyncRefusal>> {
    await cleanOnce();
    const trusted = await store.read();
    const tuf = createTufFetcher({ http, memory, news }, askRoot);
    const refreshed = await tufRefresh({ roles: trusted.roles, firstRoot, paths, tuf, stagingFolder });
    if (refreshed.refusal && !tuf.refusal()) {
      // What fails with the root we remember may be right with a newer one.
      if (tuf.remembered()) {
        memory.forget();
        return refresh(paths, 'ask');
      }
      // What is wrong in a bundle may be right in the file that is meant.
      if (news.drop()) return refresh(paths, askRoot);
    }
    const kept = await keep(refreshed, trusted);
    if (refreshed.refusal) return refuse(refreshed.refusal);
    if (!kept.ok) return kept;
    return describe(refreshed, paths);
  }

  /** Puts what was verified on the disk, unless it turns the root back. */
  async function keep(
    { roles }: Refreshed,
    trusted: { roles: TrustedRoles; rootVersionSeen: number },
  ): Promise<Result<void, SyncRefusal>> {
    const rootVersion = roles['root'] === undefined ? undefined : readRole(roles['root'])?.version;
    if (rootVersion === undefined) return refuse({ kind: 'invalid', detail: 'there is no root to trust' });
    if (rootVersion < trusted.rootVersionSeen)
      return refuse({
        kind: 'rollback',
        detail: `root ${rootVersion}, though ${trusted.rootVersionSeen} was there before`,
      });
    const isSame =
      rootVersion === trusted.rootVersionSeen &&
      Object.entries(roles).every(([role, text]) => trusted.roles[role] === text);
    return isSame ? ok(undefined) : store.write(roles, rootVersion);
  }

  async function fetchVerified(path: string, named: Named): Promise<Result<Uint8Array, SyncRefusal>> {
    const { sizeBytes } = named;
    const bundled = await news.bytesOf(path);
    const right = bundled.ok && bundled.value ? verified(path, bundled.value, named) : undefined;
    if (right?.ok) return right;
    const bytes = await http.get(path, { bytesMax: sizeBytes, timeoutMs: timeoutMsFor(sizeBytes) });
    return bytes.ok ? verified(path, bytes.value, named) : bytes;
  }

  return {
    refresh,

    fetchTarget({ path, digests, sizeBytes }) {
      const { dir, base } = posix.parse(path);
      const name = `${digests.sha256 ?? digests.sha512}.${base}`;
      return fetchVerified(posix.join(targetsFolder, dir, name), { digests, sizeBytes });
    },

    async fetchPiece(piece, onProgress) {
      const path = blobPath(piece.sha256);
      const bytesMax = compressedBytesMax(piece.size);
      const bytes = await http.get(path, { bytesMax, timeoutMs: timeoutMsFor(bytesMax) }, onProgress);
      if (!bytes.ok) return bytes;
      const plain = await decompressed(path, bytes.value, piece.size, 'wrong-hash');
      return plain.ok
        ? verified(path, plain.value, { digests: { sha256: piece.sha256 }, sizeBytes: piece.size })
        : plain;
    },

    async fetchDelta(from, to, plainBytesMax) {
      const path = deltaPath(from, to);
      const bytes = await http.get(path, { bytesMax: deltaBytesMax, timeoutMs: timeoutMsFor(deltaBytesMax) });
      return bytes.ok ? decompressed(path, bytes.value, plainBytesMax, 'too-big') : bytes;
    },
  };
}

function readRole(text: string): { version: number; expires: number } | undefined {
  try {
    return roleSchema.safeParse(JSON.parse(text)).data?.signed;
  } catch {
    return undefined;
  }
}

function describe(
  { roles, targets }: Refreshed,
  paths: readonly string[],
): Result<SignedMetadata, SyncRefusal> {
  const asked = ['root', 'timestamp', 'snapshot', 'targets'];
  // A look for guides only does not renew the campaigns' role, whose date then says nothing.
  if (paths.some((path) => path.startsWith(`${campaignsRole}/`))) asked.push(campaignsRole);
  const read = asked.flatMap((role) => {
    const text = roles[role];
    const signed = text === undefined ? undefined : readRole(text);
    return signed ? [[role, signed] as const] : [];
  });
  const version = (role: string): number => read.find(([name]) => name === role)?.[1].version ?? 0;
  return ok({
    targets,
    expiresAtMs: Math.min(...read.map(([, { expires }]) => expires)),
    rootVersion: version('root'),
    timestampVersion: version('timestamp'),
  });
}

/** `refusal` is for what comes out longer than it may be; anything that is no brotli has the wrong hash. */
async function decompressed(
  path: string,
  bytes: Uint8Array,
  bytesMax: number,
  refusal: 'wrong-hash' | 'too-big',
): Promise<Result<Uint8Array, SyncRefusal>> {
  try {
    return ok(await decompress(bytes, { maxOutputLength: Math.max(1, bytesMax) }));
  } catch (thrown) {
    const { code }: Error & { code?: unknown } = toError(thrown);
    const isLonger = code === 'ERR_BUFFER_TOO_LARGE';
    return refuse({ kind: isLonger ? refusal : 'wrong-hash', detail: `${path}: ${String(code)}` });
  }
}

function verified(
  path: string,
  bytes: Uint8Array,
  { digests, sizeBytes }: Named,
): Result<Uint8Array, SyncRefusal> {
  if (bytes.length !== sizeBytes)
    return refuse({ kind: 'wrong-hash', detail: `${path}: ${bytes.length} bytes in place of ${sizeBytes}` });
  const isRight = Object.entries(digests).every(
    ([algorithm, hex]) => createHash(algorithm).update(bytes).digest('hex') === hex,
  );
  return isRight ? ok(bytes) : refuse({ kind: 'wrong-hash', detail: path });
}
