import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compileKb } from '../../../hub/publish/compile-kb.ts';
import { readSources } from '../../../hub/publish/read-sources.ts';
import { smallKb, today } from './kb.ts';
import { zeroline } from './zeroline.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'zeroline-same-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** File -> digest, of everything in a folder. */
function digests(dir: string): Record<string, string> {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map(({ parentPath, name }) => join(parentPath, name))
      .map(
        (path) =>
          [path.slice(dir.length), createHash('sha256').update(readFileSync(path)).digest('hex')] as const,
      )
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

async function built(kb: string, name: string, ...more: string[]): Promise<Record<string, string>> {
  const out = join(folder, name);
  expect((await zeroline('build', kb, '--out', out, ...more)).exit).toBe(0);
  return digests(out);
}

test('other times and another order of writing give the same bytes', async () => {
  const copy = join(folder, 'copy');
  cpSync(smallKb, copy, { recursive: true });
  const files = readdirSync(join(copy, 'guides')).reverse();
  for (const [index, name] of files.entries()) {
    const path = join(copy, 'guides', name);
    const text = readFileSync(path);
    rmSync(path);
    writeFileSync(path, text);
    utimesSync(path, index, index * 1000);
  }
  expect(await built(copy, 'two')).toEqual(await built(smallKb, 'one'));
});

test('a stated day gives the bytes of that day again, in any year', async () => {
  const kb = join(folder, 'planned');
  cpSync(smallKb, kb, { recursive: true });
  writeFileSync(join(kb, 'year-plan.yaml'), '- { id: a, severity: quiet, title: A, text: B, from: 05-03 }\n');
  const then = await built(kb, 'then', '--today', '2031-02-01');
  expect(await built(kb, 'again', '--today', '2031-06-30')).toEqual(then);
  expect(await built(kb, 'later', '--today', '2032-02-01')).not.toEqual(then);
  expect((await zeroline('build', kb, '--out', join(folder, 'x'), '--today', '2031-02-30')).exit).toBe(2);
});

test('sources in another order compile to the same packs', async () => {
  const { sources } = await readSources(smallKb);
  const backwards = {
    texts: new Map([...sources.texts].reverse()),
    images: new Map([...sources.images].reverse()),
  };
  const text = ({ compiled }: ReturnType<typeof compileKb>) =>
    createHash('sha256')
      .update(JSON.stringify([...compiled!.packs]))
      .digest('hex');
  expect(text(compileKb(backwards, today))).toBe(text(compileKb(sources, today)));
});

test('the clock within a half year, the time zone and the locale of the machine leave no trace', async () => {
  const program = join(folder, 'build.mjs');
  const root = resolve(import.meta.dirname, '../../..');
  writeFileSync(
    program,
    `import { createServer } from ${JSON.stringify(join(root, 'node_modules/vite/dist/node/index.js'))};
     const vite = await createServer({ root: ${JSON.stringify(root)}, configFile: false, logLevel: 'error', server: { middlewareMode: true, ws: false }, optimizeDeps: { noDiscovery: true } });
     const { run } = await vite.ssrLoadModule('/hub/cli/run.ts');
     const context = { console: { log() {}, error() {} }, nowMs: Number(process.argv[3]), env: {}, progress() {}, askSecret: async () => undefined };
     process.exitCode = await run(['build', ${JSON.stringify(smallKb)}, '--out', process.argv[2]], context);
     await vite.close();`,
  );
  const runs = await Promise.all(
    [
      {
        name: 'far',
        env: { TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' },
        nowMs: Date.parse('2031-12-31T23:59:59Z'),
      },
      {
        name: 'here',
        env: { TZ: 'America/Los_Angeles', LC_ALL: 'C', LANG: 'C' },
        nowMs: Date.parse('2031-07-01'),
      },
    ].map(async ({ name, env, nowMs }) => {
      const out = join(folder, name);
      await promisify(execFile)(process.execPath, [program, out, String(nowMs)], {
        env: { ...process.env, ...env },
      });
      return digests(out);
    }),
  );
  expect(runs[0]).toEqual(runs[1]);
  expect(Object.keys(runs[0]!).length).toBeGreaterThan(6);
}, 60_000);
