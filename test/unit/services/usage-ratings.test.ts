import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { createUsageNotes, type UsageNotes } from '../../../electron/services/usage-notes.ts';
import { usageReportSchema } from '../../../shared/requests/wire.ts';
import type { Rating } from '../../../shared/usage/rating.ts';
import { daysToReport, reportsOf, usageReport } from '../../../shared/usage/usage-report.ts';
import { journalOnDisk, manualClock, memoryJournal } from './fakes.ts';

const dayMs = 24 * 60 * 60_000;
const guides = ['vpn', 'printer-offline'] as const;

function machine() {
  const clock = manualClock();
  const disk = { isFull: false };
  const journal = memoryJournal();
  let language: 'en' | 'nb' = 'en';
  const open = (): Promise<UsageNotes> =>
    createUsageNotes({
      journal: journalOnDisk(journal, disk),
      ...{ clock, app: '1.0.0', language: () => language },
    });
  return { clock, disk, open, speak: (other: 'en' | 'nb') => void (language = other) };
}

const ratingsOf = (notes: UsageNotes) =>
  reportsOf([], notes.all()).flatMap(({ day, lang, ratings }) =>
    ratings.map(({ id: _id, ...rating }) => ({ day, lang, ...rating })),
  );

it('keeps the last word under one id, and nothing of what was taken back', async () => {
  const { open } = machine();
  const notes = await open();
  await notes.rate('vpn', { good: false }, randomUUID);
  await notes.rate('vpn', { good: false, missing: 'step-missing' }, randomUUID);
  const kept = await notes.rate('vpn', { good: false, words: 'ask kari@example.org' }, randomUUID);
  expect(kept).toEqual({ ok: true, value: { good: false, words: 'ask [mail address]' } });
  await notes.rate('printer-offline', { good: true }, randomUUID);
  await notes.unrate('printer-offline');
  const again = await open();
  expect(again.ratingOf('vpn')).toEqual({ good: false, words: 'ask [mail address]' });
  expect(again.ratingOf('printer-offline')).toBeUndefined();
  expect(ratingsOf(again)).toEqual([
    { day: '2026-10-12', lang: 'en', guide: 'vpn', good: false, words: 'ask [mail address]' },
  ]);
});

it('belongs to the day it was given on, also when nothing else was counted then', async () => {
  const { open, clock, speak } = machine();
  const notes = await open();
  await notes.rate('vpn', { good: false }, randomUUID);
  clock.advanceMs(dayMs);
  speak('nb');
  await notes.rate('vpn', { good: false, missing: 'looks-different' }, randomUUID);
  expect(ratingsOf(notes)).toMatchObject([{ day: '2026-10-12', lang: 'en', missing: 'looks-different' }]);
  expect(daysToReport([], notes.all())).toEqual([
    { day: '2026-10-12', app: '1.0.0', lang: 'en', counts: {} },
  ]);
});

it('is not kept when the disk refuses it, and says so', async () => {
  const { open, disk } = machine();
  const notes = await open();
  await notes.rate('vpn', { good: true }, randomUUID);
  disk.isFull = true;
  expect((await notes.rate('vpn', { good: false }, randomUUID)).ok).toBe(false);
  expect((await notes.unrate('vpn')).ok).toBe(false);
  expect(notes.ratingOf('vpn')).toEqual({ good: true });
  expect(ratingsOf(await open())).toEqual(ratingsOf(notes));
});

/** What can happen, in any order: somebody rates, takes back, the app ends, days pass, and the hub may miss an answer. */
const event = fc.oneof(
  fc.record({
    do: fc.constant('rate' as const),
    guide: fc.constantFrom(...guides),
    good: fc.boolean(),
    isFull: fc.boolean(),
  }),
  fc.record({ do: fc.constant('unrate' as const), guide: fc.constantFrom(...guides) }),
  fc.record({ do: fc.constant('end' as const) }),
  fc.record({ do: fc.constant('day' as const) }),
  fc.record({ do: fc.constant('clear' as const) }),
  fc.record({ do: fc.constant('send' as const), isAnswered: fc.boolean() }),
);

it('arrives once and as it was last said, whatever happens in between', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 40 }), async (events) => {
      const { clock, disk, open } = machine();
      let notes = await open();
      const hub = new Map<string, string>();
      /** By guide, what was said and can still be changed. */
      const said = new Map<string, Rating>();
      const ids = new Set<string>();
      const newId = (): string => {
        const id = randomUUID();
        ids.add(id);
        return id;
      };
      async function sendDays(isAnswered: boolean): Promise<void> {
        const today = new Date(clock.nowMs()).toISOString().slice(0, 10);
        for (const day of daysToReport([], notes.all()).filter((one) => one.day < today)) {
          const report = await notes.reportOf(day, randomUUID);
          if (!report.ok || report.value.isSent) continue;
          const sent = usageReportSchema.parse(usageReport(report.value.id, day, notes.all()));
          // The very same text, however often it goes.
          const before = hub.get(sent.id);
          if (before !== undefined) expect(JSON.stringify(sent)).toBe(before);
          hub.set(sent.id, JSON.stringify(sent));
          for (const { guide } of sent.ratings) said.delete(guide);
          if (isAnswered) await notes.sent(day, report.value.id);
        }
      }
      for (const one of events) {
        if (one.do === 'rate') {
          disk.isFull = one.isFull;
          const kept = await notes.rate(one.guide, { good: one.good }, newId);
          disk.isFull = false;
          expect(kept.ok).toBe(!one.isFull);
          if (kept.ok) said.set(one.guide, { good: one.good });
        } else if (one.do === 'unrate') {
          await notes.unrate(one.guide);
          said.delete(one.guide);
        } else if (one.do === 'day') clock.advanceMs(dayMs);
        else if (one.do === 'end') notes = await open();
        else if (one.do === 'clear') {
          await notes.clear();
          said.clear();
        } else await sendDays(one.isAnswered);
        for (const guide of guides) expect(notes.ratingOf(guide)).toEqual(said.get(guide));
      }
      const arrived = [...hub.values()].flatMap((text) => usageReportSchema.parse(JSON.parse(text)).ratings);
      expect(new Set(arrived.map(({ id }) => id)).size).toBe(arrived.length);
      expect(arrived.every(({ id }) => ids.has(id))).toBe(true);
    }),
    { numRuns: 150 },
  );
});
