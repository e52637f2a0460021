import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { exitCodes } from '../../../hub/cli/command.ts';
import { run } from '../../../hub/cli/run.ts';
import { folderDestination } from '../../../hub/destination/folder-destination.ts';
import { openKeyRing } from '../../../hub/sign/key-ring.ts';
import { lifetimes } from '../../../hub/sign/lifetimes.ts';
import { signPublication } from '../../../hub/sign/sign-repository.ts';
import { writeSigned } from '../../../hub/sign/write-signed.ts';
import { startStaticServer } from '../../support/static-server.ts';
import { campaigns, dayMs, passphrase, temporaryFolder, valueOf } from './sign-bench.ts';

// Real keys, disks and a loopback server: seconds on a machine that does other work as well.
vi.setConfig({ testTimeout: 30_000 });

interface Asked {
  env?: Record<string, string>;
  nowMs?: number;
  answers?: string[];
}

/** Runs `zeroline` with `--json`, and answers what it said and what its last line holds. */
async function zeroline(words: string[], { env = {}, nowMs = Date.now(), answers = [] }: Asked = {}) {
  const out: string[] = [];
  const errors: string[] = [];
  const prompts: string[] = [];
  const code = await run([...words, '--json'], {
    console: { log: (line) => out.push(line), error: (line) => errors.push(line) },
    nowMs,
    env,
    progress: () => {},
    askSecret: (prompt) => {
      prompts.push(prompt);
      return Promise.resolve(answers.shift());
    },
  });
  const last = out.at(-1) ?? '{}';
  const json: Record<string, unknown> = last.startsWith('{')
    ? (JSON.parse(last) as Record<string, unknown>)
    : {};
  return { code, out: out.join('\n'), errors: errors.join('\n'), prompts, json };
}

const env = { ZEROLINE_PASSPHRASE: passphrase };

/** Keys made by the command, and notices published with them. */
async function published({ nowMs = Date.now() } = {}) {
  const folder = await temporaryFolder();
  const [keys, to] = [join(folder, 'keys'), join(folder, 'public')];
  await zeroline(['keys', 'init', keys], { env, nowMs });
  const ring = valueOf(await openKeyRing(keys, () => Promise.resolve(passphrase)));
  const files = valueOf(
    await signPublication({
      state: undefined,
      ring,
      guides: new Map(),
      campaigns: campaigns('[]'),
      nowMs,
      lifetimes,
    }),
  );
  valueOf(await writeSigned(folderDestination(to), files));
  return { folder, keys, to };
}

describe('keys init', () => {
  test('makes keys that only their owner can read, and says what to do next', async () => {
    const folder = join(await temporaryFolder(), 'keys');
    const { code, out, json } = await zeroline(['keys', 'init', folder, '--root', '2-of-3'], { env });
    expect(code).toBe(exitCodes.done.code);
    const keys = json.keys as { role: string; path: string }[];
    expect(keys.map(({ role }) => role)).toEqual(['root', 'root', 'root', 'targets', 'campaigns', 'online']);
    for (const { role, path } of keys) {
      const pem = await readFile(path, 'utf8');
      expect(pem.includes('ENCRYPTED')).toBe(role !== 'online');
      expect((await stat(path)).mode & 0o077).toBe(0);
    }
    expect(out).toMatch(/The online key has no passphrase/);
  });

  test('prints one root key on a page and keeps it nowhere else', async () => {
    const folder = await temporaryFolder();
    const page = join(folder, 'page.txt');
    await zeroline(['keys', 'init', join(folder, 'keys'), '--print', page], { env });
    expect(await readFile(page, 'utf8')).toMatch(/BEGIN PRIVATE KEY/);
    const { json } = await zeroline(['keys', 'status', join(folder, 'keys')]);
    expect((json.keys as { place: string }[]).map(({ place }) => place)).toEqual([
      'here',
      'printed',
      'here',
      'here',
      'here',
    ]);
  });

  test('asks twice on a terminal; a difference or a short one makes nothing', async () => {
    const folder = join(await temporaryFolder(), 'keys');
    const differ = await zeroline(['keys', 'init', folder], { answers: [passphrase, `${passphrase}!`] });
    expect([differ.code, differ.errors]).toEqual([exitCodes.keys.code, expect.stringMatching(/differ/)]);
    const short = await zeroline(['keys', 'init', folder], { answers: ['short'] });
    expect([short.code, short.errors]).toEqual([exitCodes.keys.code, expect.stringMatching(/at least 16/)]);
    const nobody = await zeroline(['keys', 'init', folder]);
    expect(nobody.json).toMatchObject({ refusal: { kind: 'no-passphrase' } });
    const good = await zeroline(['keys', 'init', folder], { answers: [passphrase, passphrase] });
    expect([good.code, good.prompts.length]).toEqual([0, 2]);
  });

  test('never touches a folder that holds keys', async () => {
    const folder = join(await temporaryFolder(), 'keys');
    await zeroline(['keys', 'init', folder], { env });
    const before = await readFile(join(folder, 'keys.json'), 'utf8');
    expect((await zeroline(['keys', 'init', folder], { env })).code).toBe(exitCodes.refused.code);
    expect(await readFile(join(folder, 'keys.json'), 'utf8')).toBe(before);
  });
});

describe('keys rotate', () => {
  test('a wrong passphrase changes nothing and ends with 5', async () => {
    const { keys, to } = await published();
    const before = await readFile(join(keys, 'keys.json'), 'utf8');
    const wrong = { ...env, ZEROLINE_ROOT_PASSPHRASE: 'not the one that was chosen' };
    const { code, errors } = await zeroline(['keys', 'rotate', keys, to, '--role', 'online'], { env: wrong });
    expect([code, errors]).toEqual([exitCodes.keys.code, expect.stringMatching(/does not open .*root-/)]);
    expect(await readFile(join(keys, 'keys.json'), 'utf8')).toBe(before);
  });

  test('writes the new root and what the old key had signed', async () => {
    const { keys, to } = await published();
    const { code, json } = await zeroline(['keys', 'rotate', keys, to, '--role', 'online'], { env });
    expect(code).toBe(0);
    expect(json.written).toEqual([
      'metadata/2.root.json',
      'metadata/2.snapshot.json',
      'metadata/timestamp.json',
    ]);
  });

  test('with two root keys at hand it asks which one goes', async () => {
    const { keys, to } = await published();
    const { code, errors } = await zeroline(['keys', 'rotate', keys, to, '--role', 'root'], { env });
    expect([code, errors]).toEqual([
      exitCodes.keys.code,
      expect.stringMatching(/--key ID: [0-9a-f]{8}, [0-9a-f]{8}/),
    ]);
    const id = /--key ID: ([0-9a-f]{8})/.exec(errors)?.[1] ?? '';
    expect((await zeroline(['keys', 'rotate', keys, to, '--role', 'root', '--key', id], { env })).code).toBe(
      0,
    );
  });

  test('a destination that is not there keeps the new key; refresh carries on', async () => {
    const { keys, to } = await published();
    await writeFile(`${to}-file`, '');
    const cut = await zeroline(['keys', 'rotate', keys, join(`${to}-file`, 'x'), '--role', 'online'], {
      env,
    });
    expect([cut.code, cut.errors]).toEqual([
      exitCodes.outside.code,
      expect.stringMatching(/zeroline refresh/),
    ]);
    expect((await zeroline(['status', to, '--keys', keys])).json.advice).toHaveLength(1);
    expect((await zeroline(['refresh', to, '--keys', keys])).json.written).toHaveLength(3);
    expect((await zeroline(['status', to, '--keys', keys])).json.advice).toEqual([]);
  });
});

describe('refresh', () => {
  test('takes no passphrase, does nothing while fresh, and writes the timestamp when it is time', async () => {
    const { keys, to } = await published();
    const idle = await zeroline(['refresh', to, '--keys', keys]);
    expect([idle.code, idle.json.written, idle.prompts]).toEqual([0, [], []]);
    const due = await zeroline(['refresh', to, '--keys', keys], { nowMs: Date.now() + 12 * dayMs });
    expect(due.json.written).toEqual(['metadata/timestamp.json']);
    const forced = await zeroline(['refresh', to, '--keys', keys, '--force']);
    expect(forced.json.written).toEqual(['metadata/timestamp.json']);
  });

  test('after years of silence --all makes everything whole', async () => {
    const nowMs = Date.now();
    const { keys, to } = await published({ nowMs: nowMs - 4 * 365 * dayMs });
    const before = await zeroline(['status', to, '--keys', keys], { nowMs });
    expect(before.code).toBe(exitCodes.refused.code);
    expect(before.json.advice).toHaveLength(5);
    expect((await zeroline(['refresh', to, '--keys', keys, '--all'], { env, nowMs })).code).toBe(0);
    const after = await zeroline(['status', to, '--keys', keys], { nowMs });
    expect([after.code, after.json.advice]).toEqual([0, []]);
  });

  test('with nothing published it says so', async () => {
    const { keys, folder } = await published();
    const { code, errors } = await zeroline(['refresh', join(folder, 'empty'), '--keys', keys]);
    expect([code, errors]).toEqual([exitCodes.refused.code, expect.stringMatching(/Nothing is published/)]);
  });
});

describe('status', () => {
  test('over the web: verified with the trust file, plainly unverified without', async () => {
    const { keys, to, folder } = await published();
    const server = await startStaticServer(to);
    try {
      const trust = join(folder, 'trust.json');
      expect((await zeroline(['keys', 'trust', keys, server.url, '--out', trust])).code).toBe(0);
      const verified = await zeroline(['status', server.url, '--trust', trust]);
      expect([verified.code, verified.json.verified]).toEqual([0, true]);
      const blind = await zeroline(['status', server.url]);
      expect([blind.code, blind.json.verified]).toEqual([0, false]);
      expect(blind.out).toMatch(/not verified/);
    } finally {
      await server.close();
    }
  });

  test('keys of another organisation are refused', async () => {
    const ours = await published();
    const theirs = await published();
    const { code, json } = await zeroline(['status', theirs.to, '--keys', ours.keys]);
    expect([code, json.refusal]).toEqual([
      exitCodes.refused.code,
      expect.objectContaining({ kind: 'not-ours' }),
    ]);
  });

  test('nobody there, nothing there', async () => {
    const { folder } = await published();
    expect((await zeroline(['status', 'http://127.0.0.1:9'])).code).toBe(exitCodes.outside.code);
    expect((await zeroline(['status', join(folder, 'empty')])).code).toBe(exitCodes.refused.code);
  });
});

describe('keys status', () => {
  test('names a lost root key, and forgets none that is printed', async () => {
    const { keys, to } = await published();
    expect((await zeroline(['keys', 'status', keys, to])).code).toBe(0);
    const ring = valueOf(await openKeyRing(keys, () => Promise.resolve(undefined)));
    await rm(join(keys, `root-${ring.keys[0]?.id.slice(0, 8) ?? ''}.pem`));
    const { code, out } = await zeroline(['keys', 'status', keys, to]);
    expect([code, out]).toEqual([exitCodes.refused.code, expect.stringMatching(/1 of 2 root keys/)]);
  });

  test('without a key folder it ends with 5', async () => {
    expect((await zeroline(['keys', 'status', await temporaryFolder()])).code).toBe(exitCodes.keys.code);
  });
});
