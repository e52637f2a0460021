import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Campaign, CampaignWindow } from '../../../shared/campaigns/campaign.ts';
import { dueNotices, type NoticeState } from '../../../shared/campaigns/due-notices.ts';
import { inZones, keysOf, live, somebody, zones } from './living.ts';
import { anyCampaigns, anyWindows, firstMs, lastMs } from './random-campaigns.ts';

describe('a due notice is shown exactly once, never twice, never lost', () => {
  it(`in each of the ${zones.length} time zones, 2024 to 2040`, () => {
    inZones(() => {
      fc.assert(
        fc.property(anyCampaigns, (plan) => {
          expect(live(plan).sort()).toEqual(keysOf(plan).sort());
        }),
        { numRuns: 10 },
      );
    });
  }, 120_000);

  it('at every change of the clocks, from the hour before to the hour after', () => {
    inZones((zone) => {
      for (const changeMs of clockChanges(2024, 2040)) {
        const plan = aroundChange(changeMs);
        expect([zone, ...live(plan).sort()]).toEqual([zone, ...keysOf(plan).sort()]);
      }
    });
  }, 120_000);

  it('also when the person is asked at other moments than the machine said', () => {
    const moments = fc.array(fc.integer({ min: firstMs, max: lastMs }), { maxLength: 40 });
    inZones(() => {
      fc.assert(
        fc.property(anyCampaigns, moments, (plan, stops) => {
          stops.sort((a, b) => a - b);
          expect(live(plan, { stops }).sort()).toEqual(keysOf(plan).sort());
        }),
      );
    }, ['Europe/Oslo']);
  });

  it('and never twice on a machine that travels', () => {
    const journey = fc.array(
      fc.record({ zone: fc.constantFrom(...zones), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
      {
        minLength: 2,
        maxLength: 20,
      },
    );
    fc.assert(
      fc.property(anyWindows, journey, (windows, hops) => {
        const plan: Campaign[] = [{ id: 'a', severity: 'banner', title: 'A', text: '', windows }];
        let state: NoticeState = { dismissed: [], later: {} };
        const seen: string[] = [];
        const moments = hops.map(({ share }) => firstMs + share * (lastMs - firstMs)).sort((a, b) => a - b);
        for (const [nth, nowMs] of moments.entries()) {
          inZones(() => {
            const shown = dueNotices(plan, state, somebody, nowMs).show.map(({ key }) => key);
            seen.push(...shown);
            state = { ...state, dismissed: [...state.dismissed, ...shown] };
          }, [hops[nth]!.zone]);
        }
        expect(new Set(seen).size).toBe(seen.length);
      }),
    );
  });
});

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The moments at which this zone's clocks change. */
function clockChanges(firstYear: number, lastYear: number): number[] {
  const offset = (ms: number): number => new Date(ms).getTimezoneOffset();
  const changes: number[] = [];
  const end = Date.UTC(lastYear + 1, 0, 1);
  for (let ms = Date.UTC(firstYear, 0, 1); ms < end; ms += 7 * dayMs) {
    if (offset(ms) === offset(ms + 7 * dayMs)) continue;
    let [low, high] = [ms, ms + 7 * dayMs];
    while (high - low > 60_000) {
      const middle = low + Math.floor((high - low) / 120_000) * 60_000;
      if (offset(middle) === offset(low)) low = middle;
      else high = middle;
    }
    changes.push(high);
  }
  return changes;
}

/** Notices of half an hour, at every half hour of the local clock around a change; some name hours that it skips. */
function aroundChange(changeMs: number): Campaign[] {
  const wall = (ms: number): string => new Date(ms).toISOString().slice(0, 16);
  const local = new Date(changeMs - 2 * hourMs);
  const startMs = Date.UTC(local.getFullYear(), local.getMonth(), local.getDate(), local.getHours());
  return Array.from({ length: 12 }, (_, nth): Campaign => {
    const beginMs = startMs + nth * (hourMs / 2);
    const window: CampaignWindow = { from: wall(beginMs), until: wall(beginMs + hourMs / 2) };
    return { id: `h${nth}`, severity: 'notification', title: 'H', text: '', windows: [window] };
  });
}
