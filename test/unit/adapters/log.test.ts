import { EventEmitter } from 'node:events';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createLog, logUncaughtErrors } from '../../../electron/adapters/log.ts';
import { temporaryFolder } from './temp-folder.ts';

it('writes one line per event, whatever the fields hold', async () => {
  const folder = await temporaryFolder();
  const log = createLog(join(folder, 'logs'));
  log.info('pack-loaded', { guides: 24, language: 'nb', whole: true });
  log.warn('state-recovered', { file: 'state.json\nforged event %s %c' });
  log.error('ipc-failed', new Error('two\nlines'), { channel: 'guide.open' });
  const lines = await log.lastLines(10);
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z info pack-loaded guides=24 language="nb" whole=true$/);
  expect(lines[1]).toMatch(/ warn state-recovered file="state.json\\nforged event %s %c"$/);
  expect(lines[2]).toMatch(/ error ipc-failed channel="guide.open" message="two\\nlines" stack="Error: two/);
});

it('keeps two logs apart', async () => {
  const folder = await temporaryFolder();
  const [a, b] = [createLog(join(folder, 'a')), createLog(join(folder, 'b'))];
  a.info('only-a');
  b.info('only-b');
  expect(await a.lastLines(5)).toHaveLength(1);
  expect((await readFile(join(folder, 'b', 'main.log'), 'utf8')).includes('only-a')).toBe(false);
});

it('is never larger than two files of about a megabyte, and hands out lines across both', async () => {
  const folder = await temporaryFolder();
  const log = createLog(folder);
  for (let n = 0; n < 12_000; n += 1) log.info('filled', { n, text: 'x'.repeat(200) });
  expect((await readdir(folder)).sort()).toEqual(['main.log', 'main.old.log']);
  for (const name of await readdir(folder)) {
    expect((await readFile(join(folder, name))).length).toBeLessThan(1024 * 1024 + 1000);
  }
  const lines = await log.lastLines(100);
  expect(lines).toHaveLength(100);
  expect(lines.at(-1)).toContain('n=11999');
});

it('writes uncaught errors down and leaves their outcome as it is', async () => {
  const log = createLog(await temporaryFolder());
  const process = new EventEmitter();
  logUncaughtErrors(process, log);
  process.emit('uncaughtExceptionMonitor', new Error('nobody caught me'));
  process.emit('unhandledRejection', 'a reason that is no error');
  const lines = await log.lastLines(10);
  expect(lines[0]).toContain('uncaught-exception message="nobody caught me"');
  expect(lines[1]).toContain('unhandled-rejection message="a reason that is no error"');
  expect(process.listenerCount('uncaughtException')).toBe(0);
});
