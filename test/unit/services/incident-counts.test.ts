import { expect, it, vi } from 'vitest';
import { createIncidentCounts } from '../../../electron/services/incident-counts.ts';
import type { HubAccess } from '../../../electron/services/hub-access.ts';
import type { IncidentCounts } from '../../../shared/requests/wire.ts';
import { ok } from '../../../shared/result.ts';
import { manualClock } from './fakes.ts';
import { eventually } from '../../support/eventually.ts';

const notice = 'mail@2026-10-12';

it('counts are asked for when somebody looks, not more often than they change, and age', async () => {
  const clock = manualClock();
  const asked = vi.fn();
  const at = { isOnline: true, isWanted: true };
  const with_ = () => {
    asked();
    const incidents = [{ notice, people: 41, lastJoinAtMs: clock.nowMs() }];
    const counts: IncidentCounts = { countedAtMs: clock.nowMs(), incidents };
    return Promise.resolve(ok(counts));
  };
  const hub = { place: () => undefined, with: with_ } as unknown as HubAccess;
  const counts = createIncidentCounts({
    hub,
    clock,
    isOnline: () => at.isOnline,
    isWanted: () => at.isWanted,
  });
  at.isWanted = false;
  counts.refresh();
  at.isWanted = true;
  at.isOnline = false;
  counts.refresh();
  expect(asked).not.toHaveBeenCalled();
  at.isOnline = true;
  const changed = vi.fn();
  counts.onChange(changed);
  counts.refresh();
  counts.refresh();
  await eventually(() => expect(changed).toHaveBeenCalledTimes(1));
  expect(counts.of(notice)).toEqual({ people: 41, countedAtMs: clock.nowMs() });
  expect(counts.of('other@2026-10-12')).toBeUndefined();
  clock.advanceMs(5 * 60_000);
  counts.refresh();
  expect(asked).toHaveBeenCalledTimes(2);
  await eventually(() => expect(changed).toHaveBeenCalledTimes(2));
  clock.advanceMs(13 * 60 * 60_000);
  expect(counts.of(notice)).toBeUndefined();
});
