import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Libsql from 'libsql';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { openCheckpoints } from '../../../../hub/store/checkpoints.ts';
import { temporaryFolder } from '../../adapters/temp-folder.ts';

/** A database whose log nobody else takes over. */
async function openDatabase() {
  const path = join(await temporaryFolder(), 'hub.db');
  const database = new Libsql(path);
  database.pragma('journal_mode=WAL');
  database.pragma('wal_autocheckpoint=0');
  database.exec('CREATE TABLE words (word TEXT)');
  const checkpoints = await openCheckpoints(path);
  onTestFinished(async () => {
    await checkpoints.close();
    database.close();
  });
  const insert = database.prepare('INSERT INTO words VALUES (?)');
  const counted = database.prepare('SELECT COUNT(*) AS n FROM words');
  return {
    checkpoints,
    write: (times: number) => {
      for (let n = 0; n < times; n += 1) insert.run(['word']);
    },
    /** How often the log began anew: a number in its head, which grows each time. */
    beginnings: () => readFileSync(`${path}-wal`).readUInt32BE(12),
    count: () => z.object({ n: z.number() }).parse(counted.get([])).n,
  };
}

test('after many writes the log begins anew, though some more came while it was copied', async () => {
  const { checkpoints, write, beginnings, count } = await openDatabase();
  write(300);
  const before = beginnings();
  await checkpoints.after(4000);
  write(5);
  const next = async () => {
    await checkpoints.after(1);
    write(1);
    return beginnings();
  };
  await expect.poll(next, { interval: 20, timeout: 5000 }).toBe(before + 1);
  const kept = count();
  await next();
  expect(beginnings()).toBe(before + 1);
  expect(count()).toBe(kept + 1);
});

test('after few writes it goes on', async () => {
  const { checkpoints, write, beginnings } = await openDatabase();
  write(300);
  const before = beginnings();
  await checkpoints.after(300);
  await new Promise((resolve) => setTimeout(resolve, 50));
  await checkpoints.after(1);
  write(1);
  expect(beginnings()).toBe(before);
});
