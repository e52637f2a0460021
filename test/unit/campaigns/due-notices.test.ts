import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Who } from '../../../shared/campaigns/audience.ts';
import type { Campaign } from '../../../shared/campaigns/campaign.ts';
import { dueNotices, laterUntilMs, type NoticeState } from '../../../shared/campaigns/due-notices.ts';
import { inTimeZone, timeZones } from '../time-zones.ts';
import { anyCampaigns, anyMoment } from './random-campaigns.ts';

const hourMs = 60 * 60_000;
const untouched: NoticeState = { dismissed: [], later: {} };
const who: Who = { os: 'linux', language: 'en', installId: 'machine-1' };
const campaign = (part: Partial<Campaign>): Campaign => ({
  ...{ id: 'a', severity: 'quiet', title: 'Going on holiday?', text: '', windows: [] },
  ...part,
});
const from = (begin: string, until?: string): Campaign =>
  campaign({ windows: [{ from: begin, ...(until !== undefined && { until }) }] });
const at = (local: string): number => new Date(local).getTime();
const shown = (campaigns: Campaign[], local: string, state = untouched, whom = who): string[] =>
  dueNotices(campaigns, state, whom, at(local)).show.map(({ campaign: { id } }) => id);
const heldFor = (one: Campaign, local: string, state = untouched, whom = who) =>
  dueNotices([one], state, whom, at(local)).held.map(({ reason }) => reason);

describe.each(timeZones)('the year plan in %s', (timeZone) => {
  inTimeZone(timeZone);

  it('says when its answer changes next: until then it stays', () => {
    fc.assert(
      fc.property(
        anyCampaigns,
        anyMoment,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (plan, nowMs, share) => {
          const answer = (ms: number) => dueNotices(plan, untouched, who, ms);
          const { nextChangeAtMs } = answer(nowMs);
          if (nextChangeAtMs === undefined) return;
          expect(nextChangeAtMs).toBeGreaterThan(nowMs);
          const between = Math.floor(nowMs + (nextChangeAtMs - nowMs) * share);
          expect(answer(between).show).toEqual(answer(nowMs).show);
        },
      ),
    );
  });

  it('stacks notices: each is shown or held, the gravest first', () => {
    const rank = { incident: 0, notification: 1, banner: 2, quiet: 3 };
    fc.assert(
      fc.property(anyCampaigns, anyMoment, (plan, nowMs) => {
        const { show, held } = dueNotices(plan, untouched, who, nowMs);
        const ids = [...show.map((one) => one.campaign.id), ...held.map(({ id }) => id)];
        expect(ids.sort()).toEqual(plan.map(({ id }) => id).sort());
        const ranks = show.map((one) => rank[one.campaign.severity]);
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      }),
    );
  });

  it('brings back what was put off within a day, in working hours', () => {
    fc.assert(
      fc.property(anyMoment, (nowMs) => {
        const untilMs = laterUntilMs(nowMs);
        const until = new Date(untilMs);
        const minutes = until.getHours() * 60 + until.getMinutes();
        expect(untilMs - nowMs).toBeGreaterThan(2.9 * hourMs);
        expect(untilMs - nowMs).toBeLessThanOrEqual(21 * hourMs);
        expect(minutes >= 9 * 60 && minutes <= 17 * 60).toBe(true);
      }),
    );
  });
});

describe('one entry', () => {
  inTimeZone('Europe/Oslo');

  it('begins and ends at the minute', () => {
    const outage = from('2026-11-16T08:10', '2026-11-16T10:30');
    expect(heldFor(outage, '2026-11-16T08:09')).toEqual(['not-yet']);
    expect(shown([outage], '2026-11-16T08:10')).toEqual(['a']);
    expect(heldFor(outage, '2026-11-16T10:30')).toEqual(['over']);
  });

  it('without an end stays until it is withdrawn', () => {
    const incident = campaign({ windows: [{ from: '2026-11-16T08:10' }], severity: 'incident' });
    expect(shown([incident], '2036-11-16T08:10')).toEqual(['a']);
    expect(dueNotices([incident], untouched, who, at('2036-11-16T08:10')).nextChangeAtMs).toBeUndefined();
  });

  it('dismissed is gone with all its hours, and comes back with its next occurrence', () => {
    const mornings = campaign({
      windows: [
        { from: '2026-11-16T08:00', until: '2026-11-16T10:00', of: '2026-11-16' },
        { from: '2026-11-17T08:00', until: '2026-11-17T10:00', of: '2026-11-16' },
        { from: '2026-12-16T08:00', until: '2026-12-16T10:00', of: '2026-12-16' },
      ],
    });
    const state = { dismissed: ['a@2026-11-16'], later: {} };
    expect(heldFor(mornings, '2026-11-16T12:00')).toEqual(['not-yet']);
    expect(heldFor(mornings, '2026-11-17T09:00', state)).toEqual(['dismissed']);
    expect(shown([mornings], '2026-12-16T09:00', state)).toEqual(['a']);
  });

  it('in an hour that the clocks skip is due for as long as it was meant to be', () => {
    const skipped = from('2027-03-28T02:30', '2027-03-28T03:00');
    expect(shown([skipped], '2027-03-28T03:45')).toEqual(['a']);
    expect(heldFor(skipped, '2027-03-28T04:00')).toEqual(['over']);
  });

  it('shows the newest first among equals', () => {
    const older = { ...from('2026-11-10T00:00'), id: 'older' };
    const newer = { ...from('2026-11-12T00:00'), id: 'newer' };
    expect(shown([older, newer], '2026-11-16T08:00')).toEqual(['newer', 'older']);
  });

  it('put off comes back when it was said to', () => {
    const one = from('2026-11-16T00:00');
    const untilMs = at('2026-11-16T14:30');
    const state = { dismissed: [], later: { 'a@2026-11-16': untilMs } };
    expect(heldFor(one, '2026-11-16T14:29', state)).toEqual(['later']);
    expect(dueNotices([one], state, who, at('2026-11-16T12:00')).nextChangeAtMs).toBe(untilMs);
    expect(shown([one], '2026-11-16T14:30', state)).toEqual(['a']);
  });

  it('put off under a clock that ran years ahead is not lost', () => {
    const state = { dismissed: [], later: { 'a@2026-11-16': at('2031-01-01') } };
    expect(shown([from('2026-11-16T00:00')], '2026-11-16T14:00', state)).toEqual(['a']);
  });
});

describe('later', () => {
  inTimeZone('Europe/Oslo');
  it.each([
    ['2026-11-16T10:30', '2026-11-16T14:30'],
    ['2026-11-16T13:00', '2026-11-16T17:00'],
    ['2026-11-16T13:01', '2026-11-17T09:00'],
    ['2026-11-16T23:00', '2026-11-17T09:00'],
    ['2026-11-16T02:00', '2026-11-16T09:00'],
    ['2026-12-31T16:00', '2027-01-01T09:00'],
  ])('at %s is until %s', (now, until) => expect(laterUntilMs(at(now))).toBe(at(until)));
});
