import { describe, expect, it, onTestFinished } from 'vitest';
import { createHubApi } from '../../../electron/adapters/hub-api.ts';
import { createHubAccess } from '../../../electron/services/hub-access.ts';
import { createUsageLog } from '../../../electron/services/usage-log.ts';
import { createUsageNotes } from '../../../electron/services/usage-notes.ts';
import { createUsageSender } from '../../../electron/services/usage-sender.ts';
import { atomicFile } from '../../../electron/adapters/atomic-file.ts';
import { reportsOf } from '../../../shared/usage/usage-report.ts';
import { uuidV7 } from '../../../shared/delivery/uuid-v7.ts';
import { smallHubKey, startSmallHub } from '../../support/small-hub.ts';
import { temporaryFolder } from '../adapters/temp-folder.ts';
import { manualClock, memoryJournal } from './fakes.ts';
import { eventually } from '../../support/eventually.ts';

const dayMs = 24 * 60 * 60_000;

async function machine({ isAllowed = true } = {}) {
  const hub = await startSmallHub();
  onTestFinished(() => hub.close());
  const clock = manualClock();
  const [journal, noteJournal] = [memoryJournal(), memoryJournal()];
  const of = { clock, app: '1.0.0', language: () => 'en' as const };
  const usage = await createUsageLog({ journal, ...of });
  const notes = await createUsageNotes({ journal: noteJournal, ...of });
  const file = atomicFile(`${await temporaryFolder()}/hub-token.json`);
  const access = createHubAccess({
    place: () => ({ url: hub.url, enrolmentKey: smallHubKey }),
    apiOf: (url) => createHubApi({ url, fetch, userAgent: 'Zeroline-test' }),
    file,
  });
  let wake = (): void => undefined;
  let n = 0;
  const newId = (): string =>
    uuidV7(
      0,
      Uint8Array.from({ length: 10 }, () => (n += 1)),
    );
  const open = () =>
    createUsageSender({
      ...{ usage, notes, hub: access, clock, newId, random: () => 0.5 },
      isOnline: () => true,
      isAllowed: () => isAllowed,
      schedule: (_delayMs, next) => {
        wake = next;
        return () => undefined;
      },
    });
  open();
  const round = async (): Promise<void> => {
    const before = wake;
    before();
    await eventually(() => expect(wake).not.toBe(before));
  };
  return {
    hub,
    clock,
    usage,
    notes,
    round,
    open,
    reopenNotes: () => createUsageNotes({ journal: noteJournal, ...of }),
  };
}

describe('the daily count', () => {
  it('goes once, when its day is over, exactly as the person could read it', async () => {
    const { hub, clock, usage, notes, round, open } = await machine();
    usage.count('searches');
    notes.notFound('hotspot in the train');
    notes.notFound('Hotspot  in the train');
    notes.notFound('ola@example.org');
    notes.answered('vpn', true);
    notes.answered('vpn', false);
    await round();
    expect(hub.usage.size).toBe(0);
    const shown = reportsOf(usage.days(), notes.all());
    clock.advanceMs(dayMs);
    await round();
    await round();
    open();
    await round();
    const sent = [...hub.usage.values()];
    expect(sent.map(({ id: _id, ...report }) => report)).toEqual(shown);
    expect(shown).toEqual([
      {
        ...{ day: '2026-10-12', app: '1.0.0', lang: 'en', counts: { searches: 1 } },
        terms: [{ term: 'hotspot in the train', count: 2 }],
        guides: [{ guide: 'vpn', solved: 1, notSolved: 1 }],
        ratings: [],
      },
    ]);
    expect(hub.asked.filter((what) => what === 'POST /v1/usage')).toHaveLength(1);
  });

  it('goes under the same id after a crash between sending and noting it', async () => {
    const { usage, notes, reopenNotes } = await machine();
    usage.count('searches');
    const [day] = usage.days();
    if (!day) throw new Error('No day.');
    const first = await notes.reportOf(day, () => 'b3b1a1f0-6d1c-4a58-9c7e-0f5a3f6f2a11');
    const again = await (await reopenNotes()).reportOf(day, () => 'b3b1a1f0-6d1c-4a58-9c7e-0f5a3f6f2a22');
    expect(again).toEqual(first);
  });

  it('stays here when the person or IT does not allow it, and a cleared history is not sent', async () => {
    const { hub, clock, usage, round } = await machine({ isAllowed: false });
    usage.count('searches');
    clock.advanceMs(dayMs);
    await round();
    expect(hub.asked).toEqual([]);
    const other = await machine();
    other.usage.count('searches');
    other.notes.answered('vpn', true);
    await other.usage.clear();
    await other.notes.clear();
    other.clock.advanceMs(dayMs);
    await other.round();
    expect(other.hub.usage.size).toBe(0);
    expect(other.notes.all()).toEqual([]);
  });
});
