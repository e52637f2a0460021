import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { createAppState } from '../../../electron/services/app-state.ts';
import { createGuideRatings } from '../../../electron/services/guide-ratings.ts';
import { createUsageNotes } from '../../../electron/services/usage-notes.ts';
import { atomicFile } from '../../../electron/adapters/atomic-file.ts';
import { temporaryFolder } from '../adapters/temp-folder.ts';
import { manualClock, memoryJournal } from './fakes.ts';

const vpn = { id: 'vpn', reviewed: '2026-09-01' };

async function machine() {
  const clock = manualClock();
  const file = atomicFile(`${await temporaryFolder()}/state.json`);
  const journal = memoryJournal();
  const hub = { isThere: true };
  async function open() {
    const state = await createAppState({ file, clock });
    const notes = await createUsageNotes({ journal, clock, app: '1.0.0', language: () => 'en' });
    const ratings = createGuideRatings({
      ...{ state, notes, clock, newId: randomUUID },
      canArrive: () => hub.isThere,
    });
    return { ...ratings, end: () => state.flush() };
  }
  return { clock, hub, open };
}

it('asks about a guide once in a while, also after a restart, and goes on with a question that is open', async () => {
  const { clock, open } = await machine();
  const before = await open();
  expect(before.ask(vpn)).toEqual({ isAsked: true });
  await before.give('vpn', { good: false, words: 'Where is it?' });
  clock.advanceMs(60_000);
  expect(before.ask(vpn)).toEqual({ isAsked: true, given: { good: false, words: 'Where is it?' } });
  await before.end();
  const after = await open();
  expect(after.ask(vpn).given).toEqual({ good: false, words: 'Where is it?' });
  await after.takeBack('vpn');
  expect(after.ask(vpn)).toEqual({ isAsked: true });
  clock.advanceMs(10 * 60_000);
  expect(after.ask(vpn)).toEqual({ isAsked: false });
  expect(after.ask({ ...vpn, reviewed: '2026-10-12' })).toEqual({ isAsked: true });
  expect(after.ask({ ...vpn, id: 'printer-offline' })).toEqual({ isAsked: true });
});

it('does not ask where the answer would reach nobody, and that is no question asked', async () => {
  const { hub, open } = await machine();
  const ratings = await open();
  hub.isThere = false;
  expect(ratings.ask(vpn)).toEqual({ isAsked: false });
  hub.isThere = true;
  expect(ratings.ask(vpn)).toEqual({ isAsked: true });
});
