import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { z } from 'zod';
import { compressedBytesMax, newsBytesMax, newsPath } from '../../shared/packs/repository-layout.ts';
import type { SyncRefusal, SyncRefusalKind } from '../../shared/packs/sync-refusal.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Http } from '../services/ports.ts';

const decompress = promisify(brotliDecompress);
const timeoutMs = 20_000;
const snapshotPath = /^metadata\/(\d+)\.snapshot\.json$/;
/** Files whose names say which bytes are wanted. A timestamp or a root out of a bundle could hold newer ones back. */
const bundledPath = /^metadata\/\d+\.(?!root\.)[\w-]+\.json$|^targets\//;
const textsSchema = z.record(z.string(), z.string());

/** A server that can't answer is not asked for the same things one by one; the next check leaves the bundle out. */
const hopeless: readonly SyncRefusalKind[] = ['offline', 'timeout', 'server-error'];

/** Several files in one request. Nothing in it is trusted: whoever takes bytes from here verifies them. */
export interface NewsBundle {
  /** A file's bytes if the bundle has them. Who wants a new snapshot makes it fetch the bundle of that snapshot, once. */
  bytesOf(path: string): Promise<Result<Uint8Array | undefined, SyncRefusal>>;
  /** Answers nothing more until the next snapshot; whether there was anything to answer. */
  drop(): boolean;
}

/** Whatever is wrong with a bundle, the files it stands for are all there by themselves. */
export function createNewsBundle(http: Http): NewsBundle {
  let askedVersion: string | undefined;
  let texts: ReadonlyMap<string, string> = new Map();

  async function fetchTexts(version: string): Promise<Result<void, SyncRefusal>> {
    askedVersion = version;
    texts = new Map();
    const bytesMax = compressedBytesMax(newsBytesMax);
    const bytes = await http.get(newsPath(version), { bytesMax, timeoutMs });
    if (bytes.ok) texts = await readTexts(bytes.value);
    else if (hopeless.includes(bytes.error.kind)) return bytes;
    return ok(undefined);
  }

  return {
    async bytesOf(path) {
      const version = snapshotPath.exec(path)?.[1];
      if (version !== undefined && version !== askedVersion) {
        const fetched = await fetchTexts(version);
        if (!fetched.ok) return fetched;
      }
      const text = bundledPath.test(path) ? texts.get(path) : undefined;
      return ok(text === undefined ? undefined : Buffer.from(text));
    },
    drop() {
      const { size } = texts;
      texts = new Map();
      return size > 0;
    },
  };
}

async function readTexts(bytes: Uint8Array): Promise<ReadonlyMap<string, string>> {
  try {
    const json = await decompress(bytes, { maxOutputLength: newsBytesMax });
    const parsed = textsSchema.safeParse(JSON.parse(json.toString('utf8')));
    return new Map(Object.entries(parsed.data ?? {}));
  } catch {
    return new Map();
  }
}
