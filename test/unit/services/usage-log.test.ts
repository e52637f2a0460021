import { join } from 'node:path';
import { expect, it } from 'vitest';
import { journalFile } from '../../../electron/adapters/journal.ts';
import { createUsageLog } from '../../../electron/services/usage-log.ts';
import { usageDaySchema } from '../../../shared/usage/usage.ts';
import { localDate } from '../../../shared/local-date.ts';
import { addUpDays } from '../../../shared/usage/aggregate.ts';
import { temporaryFolder } from '../adapters/temp-folder.ts';
import { journalOnDisk, manualClock, memoryJournal, startMs } from './fakes.ts';

const dayMs = 24 * 60 * 60_000;
const today = localDate(startMs);
const common = { app: '0.1.0', language: () => 'nb' as const };

it('counts by day, and has the counts after a restart', async () => {
  const path = join(await temporaryFolder(), 'usage.jsonl');
  const clock = manualClock();
  const log = await createUsageLog({ journal: journalFile(path), clock, ...common });
  for (const event of ['searches', 'searches', 'solved'] as const) log.count(event);
  clock.advanceMs(dayMs);
  log.count('searches');
  await log.flush();
  const expected = [
    { day: today, app: '0.1.0', lang: 'nb', counts: { searches: 2, solved: 1 } },
    { day: localDate(startMs + dayMs), app: '0.1.0', lang: 'nb', counts: { searches: 1 } },
  ];
  expect(log.days()).toEqual(expected);
  expect((await createUsageLog({ journal: journalFile(path), clock, ...common })).days()).toEqual(expected);
  for (const day of log.days()) expect(usageDaySchema.parse(day)).toEqual(day);
});

it('keeps 30 days', async () => {
  const clock = manualClock();
  const log = await createUsageLog({ journal: memoryJournal(), clock, ...common });
  log.count('opened');
  await log.flush();
  clock.advanceMs(29 * dayMs);
  expect(log.days()).toHaveLength(1);
  clock.advanceMs(dayMs);
  expect(log.days()).toEqual([]);
});

it('keeps its journal short without losing a count', async () => {
  const journal = memoryJournal();
  const log = await createUsageLog({ journal, clock: manualClock(), ...common });
  for (let n = 0; n < 1700; n += 1) log.count('opened');
  await log.flush();
  expect(journal.records.length).toBeLessThan(600);
  const again = await createUsageLog({ journal, clock: manualClock(), ...common });
  expect(again.days()[0]?.counts).toEqual({ opened: 1700 });
});

it('loses no count of many at once on a real disk, also around a compaction', async () => {
  const path = join(await temporaryFolder(), 'usage.jsonl');
  const log = await createUsageLog({ journal: journalFile(path), clock: manualClock(), ...common });
  for (let round = 0; round < 12; round += 1) {
    for (let n = 0; n < 100; n += 1) log.count('opened');
    await log.flush();
  }
  const again = await createUsageLog({ journal: journalFile(path), clock: manualClock(), ...common });
  expect(again.days()[0]?.counts).toEqual({ opened: 1200 });
});

it('forgets everything when asked, and says when the disk did not let it', async () => {
  const disk = { isFull: false };
  const journal = journalOnDisk(memoryJournal(), disk);
  const log = await createUsageLog({ journal, clock: manualClock(), ...common });
  log.count('opened');
  await log.flush();
  disk.isFull = true;
  expect((await log.clear()).ok).toBe(false);
  expect(log.days()).toHaveLength(1);
  disk.isFull = false;
  await log.clear();
  expect(log.days()).toEqual([]);
  expect((await journal.read()).records).toEqual([]);
});

it('counts on when the disk is full, and says that the count may not last', async () => {
  const disk = { isFull: true };
  const log = await createUsageLog({
    journal: journalOnDisk(memoryJournal(), disk),
    clock: manualClock(),
    ...common,
  });
  log.count('opened');
  await log.flush();
  expect(log.days()[0]?.counts).toEqual({ opened: 1 });
  expect(log.problems()).toEqual([{ kind: 'could-not-save', detail: 'memory.jsonl: ENOSPC' }]);
  disk.isFull = false;
  log.count('opened');
  await log.flush();
  expect(log.problems()).toEqual([]);
});

it('leaves out records that are no counts', async () => {
  const journal = memoryJournal([{ day: today, app: '0', lang: 'en', counts: { typed: 1 } }, 'text', null]);
  expect((await createUsageLog({ journal, clock: manualClock(), ...common })).days()).toEqual([]);
});

it('says when counts were damaged, and has the others', async () => {
  const whole = memoryJournal([{ day: today, app: '0', lang: 'en', counts: { opened: 1 } }]);
  const journal = { ...whole, read: async () => ({ ...(await whole.read()), damaged: 1, keptAs: 'aside' }) };
  const log = await createUsageLog({ journal, clock: manualClock(), ...common });
  expect(log.problems()).toEqual([{ kind: 'state-recovered', detail: 'aside' }]);
  expect(log.days()).toHaveLength(1);
});

it('keeps versions and languages of one day apart', () => {
  const day = (app: string, lang: 'en' | 'de') => ({ day: '2026-10-12', app, lang, counts: { opened: 1 } });
  expect(addUpDays([day('1', 'en'), day('1', 'de'), day('2', 'en'), day('1', 'en')], '')).toHaveLength(3);
});
