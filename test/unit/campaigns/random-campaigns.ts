import fc from 'fast-check';
import { severities, type Campaign, type CampaignWindow } from '../../../shared/campaigns/campaign.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const localTime = (wallMs: number): string => new Date(wallMs).toISOString().slice(0, 16);

export const firstMs = Date.UTC(2024, 0, 1);
export const lastMs = Date.UTC(2040, 11, 31);
export const anyMoment = fc.integer({ min: firstMs, max: lastMs });

/** One occurrence after another, as the hub writes them: from minutes to weeks long, at any hour of the day. */
export const anyWindows = fc
  .array(
    fc.record({
      gapMs: fc.integer({ min: 0, max: 400 * 24 * 60 }).map((minutes) => minutes * minuteMs),
      lengthMs: fc
        .oneof(
          fc.integer({ min: 1, max: 180 }),
          fc.integer({ min: 1, max: 20 }).map((days) => days * 24 * 60),
        )
        .map((minutes) => minutes * minuteMs),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .chain((parts) =>
    fc.integer({ min: 0, max: 10 * 365 }).map((startDay): CampaignWindow[] => {
      let wallMs = firstMs + startDay * dayMs;
      return parts.map(({ gapMs, lengthMs }, nth) => {
        // Two occurrences never begin on one day.
        const begin = wallMs + gapMs + (nth === 0 ? 0 : dayMs);
        wallMs = begin + lengthMs;
        return { from: localTime(begin), until: localTime(wallMs) };
      });
    }),
  );

export const anyCampaigns = fc
  .array(fc.record({ severity: fc.constantFrom(...severities), windows: anyWindows }), { maxLength: 6 })
  .map((parts): Campaign[] =>
    parts.map((part, nth) => ({ id: `n${nth}`, title: `Title ${nth}`, text: '', ...part })),
  );
