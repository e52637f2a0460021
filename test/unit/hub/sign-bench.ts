import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Destination } from '../../../hub/destination/destination.ts';
import { folderDestination } from '../../../hub/destination/folder-destination.ts';
import { createKeyRing } from '../../../hub/sign/create-key-ring.ts';
import { openKeyRing, type KeyRing } from '../../../hub/sign/key-ring.ts';
import { type AskPassphrase } from '../../../hub/sign/ring-key.ts';
import { lifetimes, type Role, type RootRule } from '../../../hub/sign/lifetimes.ts';
import { firstVersion } from '../../../hub/sign/metadata-paths.ts';
import { readSigned } from '../../../hub/sign/read-signed.ts';
import { keyToReplace, rotateKey } from '../../../hub/sign/rotate-key.ts';
import type { SignRefusal } from '../../../hub/sign/sign-refusal.ts';
import { signPublication, type Publication } from '../../../hub/sign/sign-repository.ts';
import { writeSigned } from '../../../hub/sign/write-signed.ts';
import { refuse, type Result } from '../../../shared/result.ts';
import { startStaticServer } from '../../support/static-server.ts';
import { tufMachine } from '../../support/tuf-machine.ts';

export const dayMs = 24 * 60 * 60 * 1000;
export const passphrase = 'correct horse battery staple';

export function valueOf<T>(result: Result<T, SignRefusal>): T {
  if (!result.ok) throw new Error(`${result.error.kind}: ${result.error.detail}`);
  return result.value;
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'zeroline-sign-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export const bytesOf = (text: string) => new TextEncoder().encode(text);
export const guides = (text: string) => new Map([['catalog-en.json', bytesOf(text)]]);
export const campaigns = (text: string) => new Map([['campaigns/notices-en.json', bytesOf(text)]]);

/** A destination that takes so many writes and then is gone. */
export function cutAfter(destination: Destination, writesMax: number): Destination {
  let left = writesMax;
  return {
    ...destination,
    write: (...file) =>
      left-- > 0
        ? destination.write(...file)
        : Promise.resolve(refuse({ kind: 'could-not-write', detail: 'the connection ended' })),
  };
}

interface BenchOptions {
  rule?: RootRule;
  print?: boolean;
  nowMs?: number;
}

/** Paths as if the versions began at 1. */
export const countedFromOne = (paths: readonly string[], nowMs: number): string[] =>
  paths.map((path) =>
    path.replace(/\d{6,}/g, (version) => String(Number(version) - firstVersion(nowMs) + 1)),
  );

/** Keys in a temporary folder, a destination in another, a web server on it. */
export async function signBench({ rule = '1-of-2', print = false, nowMs = Date.now() }: BenchOptions = {}) {
  const folder = await temporaryFolder();
  const keysDir = join(folder, 'keys');
  const published = join(folder, 'published');
  const page = join(folder, 'page.txt');
  const asked: Role[] = [];
  const ask: AskPassphrase = ({ role }) => {
    asked.push(role);
    return Promise.resolve(passphrase);
  };
  valueOf(
    await createKeyRing({
      folder: keysDir,
      rule,
      passphraseOf: (role) => (role === 'online' ? '' : passphrase),
      ...(print && { printTo: [page] }),
      nowMs,
      lifetimes,
    }),
  );
  const destination = folderDestination(published);
  const openRing = async (broughtKeys: string[] = []): Promise<KeyRing> =>
    valueOf(await openKeyRing(keysDir, ask, broughtKeys));

  const sign = async (
    content: Partial<Publication> = {},
    to: Destination = destination,
  ): Promise<Result<string[], SignRefusal>> => {
    const ring = content.ring ?? (await openRing());
    const state = await readSigned(to, ring, content.nowMs ?? nowMs);
    if (!state.ok) return state;
    const files = await signPublication({ state: state.value, nowMs, lifetimes, ...content, ring });
    if (!files.ok) return files;
    const written = await writeSigned(to, files.value);
    return written.ok
      ? {
          ok: true,
          value: countedFromOne(
            files.value.map(({ path }) => path),
            nowMs,
          ),
        }
      : written;
  };

  return {
    /** Where `1.snapshot.json` really lies. */
    pathOf: (file: string) =>
      `metadata/${file.replace(/^\d+(?=\.[^r])/, (version) => String(firstVersion(nowMs) + Number(version) - 1))}`,
    nowMs,
    keysDir,
    page,
    asked,
    ask,
    destination,
    openRing,
    sign,
    /** Signs and writes, and answers the paths written. */
    publish: async (content: Partial<Publication> = {}, to?: Destination) => valueOf(await sign(content, to)),
    async rotate(role: Role, options: { lost?: boolean; broughtKeys?: string[]; idStart?: string } = {}) {
      const ring = await openRing(options.broughtKeys);
      const lost = options.lost === true;
      const replaced = valueOf(await keyToReplace(ring, role, { idStart: options.idStart, lost }));
      const next = role === 'online' ? '' : passphrase;
      return rotateKey({ ring, replaced, lost, passphrase: next, nowMs, lifetimes });
    },
    async machine() {
      const server = await startStaticServer(published);
      const [first] = (await openRing()).roots;
      const client = await tufMachine(server.url, first?.bytes ?? new Uint8Array());
      onTestFinished(() => server.close());
      onTestFinished(() => client.close());
      return {
        ...client,
        /** As if they began at 1. */
        async versions() {
          const text = JSON.stringify(await client.versions());
          return JSON.parse(countedFromOne([text], nowMs)[0] ?? '') as Awaited<
            ReturnType<typeof client.versions>
          >;
        },
      };
    },
  };
}
