import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createPublisher, type Publisher } from '../../support/published-kb.ts';
import { smallKb, today } from './kb.ts';
import { zeroline } from './zeroline.ts';

// Many fsyncs: on a busy disk they take their time.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
let kb: string;
let publisher: Publisher;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zeroline-publish-'));
  kb = join(folder, 'kb');
  await cp(smallKb, kb, { recursive: true });
  publisher = await createPublisher(Date.parse(today));
});
afterEach(async () => {
  await publisher.remove();
  await rm(folder, { recursive: true, force: true });
});

const publish = (...args: string[]) =>
  zeroline('publish', kb, publisher.dir, '--keys', publisher.keysDir, ...args);
const filesThere = async (): Promise<number> =>
  (await readdir(publisher.dir, { recursive: true }).catch(() => [])).length;
const jsonOf = ({ out }: { out: string[] }): unknown => JSON.parse(out.at(-1) ?? '');

async function edit(file: string, from: string | RegExp, to: string): Promise<void> {
  const path = join(kb, file);
  const before = await readFile(path, 'utf8');
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  await writeFile(path, after);
}

it('publishes, says what changed, and what that costs', async () => {
  const first = await publish('--json');
  expect([first.exit, first.err]).toEqual([0, '']);
  expect(jsonOf(first)).toMatchObject({ ok: true, isNews: true, noticesChanged: true, errors: 0 });
  const again = await publish();
  expect([again.exit, again.out.at(-1)]).toEqual([0, expect.stringContaining('nothing new')]);
  await edit('guides/cant-print.en.md', /^title: .*$/m, 'title: Quite another question');
  const changed = await publish('--json');
  expect(changed.out.join('\n')).toContain('en: 1 changed; ');
  expect(jsonOf(changed)).toMatchObject({ isNews: true, noticesChanged: false });
});

it('writes nothing in a dry run', async () => {
  const tried = await publish('--dry-run', '--json');
  expect([tried.exit, await filesThere()]).toEqual([0, 0]);
  expect(jsonOf(tried)).toMatchObject({ dryRun: true, languages: expect.arrayContaining([]) as unknown });
  expect(tried.out.join('\n')).toContain('to install');
});

it('stops at mistakes', async () => {
  await edit('organisation.yaml', 'time-zone:', 'time-zome:');
  const tried = await publish('--json');
  expect([tried.exit, await filesThere()]).toEqual([1, 0]);
});

it('tells the organisation how often machines ask', async () => {
  await edit('organisation.yaml', 'time-zone:', 'check-minutes: { incidents: 5 }\ntime-zone:');
  expect((await publish()).exit).toBe(0);
  const targets = await readdir(join(publisher.dir, 'targets'));
  const catalog = targets.find((name) => name.endsWith('.catalog-en.json')) ?? '';
  const text = await readFile(join(publisher.dir, 'targets', catalog), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ checkMinutes: { guides: 60, incidents: 5 } });
  await edit('organisation.yaml', 'incidents: 5', 'incidents: 1');
  const refused = await publish();
  expect([refused.exit, refused.out.join('\n')]).toEqual([1, expect.stringContaining('5 to 1440')]);
});

it('has an exit code for each way it can end', async () => {
  expect((await zeroline('publish', kb)).exit).toBe(2);
  expect((await zeroline('publish', kb, publisher.dir)).exit).toBe(2);
  expect((await publish('--only', 'everything')).exit).toBe(2);
  expect((await publish('--only', 'notices')).exit).toBe(3);
  expect((await zeroline('publish', kb, publisher.dir, '--keys', folder)).exit).toBe(5);
  const nowhere = await zeroline('publish', kb, 'https://kb.example.org', '--keys', publisher.keysDir);
  expect([nowhere.exit, nowhere.err]).toEqual([2, expect.stringContaining('name the folder')]);
});
