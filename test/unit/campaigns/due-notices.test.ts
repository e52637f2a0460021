import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Campaign } from '../../../shared/campaigns/campaign.ts';
import { dueNotices, laterUntilMs, type NoticeState } from '../../../shared/campaigns/due-notices.ts';
import { localMonthDay } from '../../../shared/local-date.ts';
import { inTimeZone, timeZones } from '../time-zones.ts';

const hourMs = 60 * 60_000;
const untouched: NoticeState = { dismissed: [], later: {} };
const campaign = (part: Partial<Campaign> & { from: string }): Campaign => ({
  id: 'a',
  severity: 'info',
  title: 'Going on holiday?',
  text: '',
  ...part,
});
const at = (local: string): number => new Date(local).getTime();
const shown = (campaigns: Campaign[], local: string, state = untouched): string[] =>
  dueNotices(campaigns, state, 'linux', at(local)).show.map(({ campaign: { id } }) => id);
const heldFor = (one: Campaign, local: string, state = untouched) =>
  dueNotices([one], state, 'linux', at(local)).held.map(({ reason }) => reason);

const monthDay = fc
  .date({ min: new Date('2023-01-01T12:00:00Z'), max: new Date('2023-12-31T12:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(5, 10));
const anyMoment = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2040, 11, 31) });
const anyCampaign = fc.record({
  severity: fc.constantFrom('info' as const, 'warning' as const, 'incident' as const),
  from: monthDay,
  until: monthDay,
});
const withIds = (parts: Pick<Campaign, 'severity' | 'from' | 'until'>[]): Campaign[] =>
  parts.map((part, index) => campaign({ ...part, id: `n${index}` }));

describe.each(timeZones)('the year plan in %s', (timeZone) => {
  inTimeZone(timeZone);

  it('shows a yearly notice on exactly the days it names, in any year', () => {
    fc.assert(
      fc.property(anyCampaign, anyMoment, (part, nowMs) => {
        const today = localMonthDay(nowMs);
        const { from, until } = part;
        const named = from <= until ? from <= today && today <= until : from <= today || today <= until;
        expect(dueNotices([campaign(part)], untouched, 'linux', nowMs).show.length).toBe(named ? 1 : 0);
      }),
    );
  });

  it('says when its answer changes next: until then it stays', () => {
    fc.assert(
      fc.property(
        fc.array(anyCampaign, { maxLength: 4 }),
        anyMoment,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (parts, nowMs, share) => {
          const answer = (ms: number) => dueNotices(withIds(parts), untouched, 'linux', ms);
          const { nextChangeAtMs } = answer(nowMs);
          expect(nextChangeAtMs === undefined).toBe(parts.length === 0);
          if (nextChangeAtMs === undefined) return;
          expect(nextChangeAtMs).toBeGreaterThan(nowMs);
          const between = Math.floor(nowMs + (nextChangeAtMs - nowMs) * share);
          expect(answer(between).show).toEqual(answer(nowMs).show);
          expect(answer(nextChangeAtMs).show).not.toEqual(answer(nextChangeAtMs - 1).show);
        },
      ),
    );
  });

  it('stacks notices: each is shown or held, the gravest first', () => {
    const rank = { incident: 0, warning: 1, info: 2 };
    fc.assert(
      fc.property(fc.array(anyCampaign, { maxLength: 8 }), anyMoment, (parts, nowMs) => {
        const { show, held } = dueNotices(withIds(parts), untouched, 'linux', nowMs);
        const ids = [...show.map((one) => one.campaign.id), ...held.map(({ id }) => id)];
        expect(ids.sort()).toEqual(
          withIds(parts)
            .map(({ id }) => id)
            .sort(),
        );
        const ranks = show.map((one) => rank[one.campaign.severity]);
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      }),
    );
  });

  it('forgets a dismissal with the occurrence it was for', () => {
    fc.assert(
      fc.property(anyCampaign, anyMoment, (part, nowMs) => {
        const [first] = dueNotices([campaign(part)], untouched, 'linux', nowMs).show;
        fc.pre(first !== undefined);
        const state: NoticeState = { dismissed: [first.key], later: {} };
        expect(dueNotices([campaign(part)], state, 'linux', nowMs)).toMatchObject({
          show: [],
          held: [{ id: 'a', reason: 'dismissed' }],
        });
        const nextYear = new Date(nowMs);
        nextYear.setFullYear(nextYear.getFullYear() + 1);
        fc.pre(localMonthDay(nextYear.getTime()) === localMonthDay(nowMs));
        expect(dueNotices([campaign(part)], state, 'linux', nextYear.getTime()).show.length).toBe(1);
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

  it('runs over the turn of the year', () => {
    const holiday = campaign({ from: '12-20', until: '01-02' });
    expect(shown([holiday], '2026-12-19T23:59')).toEqual([]);
    expect(shown([holiday], '2026-12-20T00:00')).toEqual(['a']);
    expect(shown([holiday], '2027-01-02T23:59')).toEqual(['a']);
    expect(shown([holiday], '2027-01-03T00:00')).toEqual([]);
  });

  it('keeps its key over the turn of the year, so that a dismissal holds', () => {
    const holiday = campaign({ from: '12-20', until: '01-02' });
    const state = { dismissed: ['a@2026-12-20'], later: {} };
    expect(heldFor(holiday, '2026-12-30T10:00', state)).toEqual(['dismissed']);
    expect(heldFor(holiday, '2027-01-01T10:00', state)).toEqual(['dismissed']);
    expect(shown([holiday], '2027-12-30T10:00', state)).toEqual(['a']);
  });

  it('takes the last day of February for the 29th in other years', () => {
    const leap = campaign({ from: '02-29', until: '02-29' });
    expect(shown([leap], '2027-02-28T12:00')).toEqual(['a']);
    expect(shown([leap], '2027-03-01T12:00')).toEqual([]);
    expect(shown([leap], '2028-02-28T12:00')).toEqual([]);
    expect(shown([leap], '2028-02-29T12:00')).toEqual(['a']);
  });

  it('ends at the minute, or with the day', () => {
    const outage = campaign({ from: '2026-11-16T08:10', until: '2026-11-16T10:30' });
    expect(heldFor(outage, '2026-11-16T08:09')).toEqual(['not-yet']);
    expect(shown([outage], '2026-11-16T08:10')).toEqual(['a']);
    expect(heldFor(outage, '2026-11-16T10:30')).toEqual(['over']);
    expect(shown([campaign({ from: '2026-11-16', until: '2026-11-16' })], '2026-11-16T23:59')).toEqual(['a']);
  });

  it('without an end stays until it is removed', () => {
    const incident = campaign({ from: '2026-11-16T08:10', severity: 'incident' });
    expect(shown([incident], '2036-11-16T08:10')).toEqual(['a']);
    expect(dueNotices([incident], untouched, 'linux', at('2036-11-16T08:10')).nextChangeAtMs).toBeUndefined();
  });

  it('is for its systems only', () => {
    expect(heldFor(campaign({ from: '01-01', os: ['windows'] }), '2026-11-16T08:00')).toEqual(['other-os']);
  });

  it('shows the newest first among equals', () => {
    const older = campaign({ id: 'older', from: '2026-11-10' });
    const newer = campaign({ id: 'newer', from: '2026-11-12' });
    expect(shown([older, newer], '2026-11-16T08:00')).toEqual(['newer', 'older']);
  });

  it('put off comes back when it was said to', () => {
    const one = campaign({ from: '2026-11-16' });
    const untilMs = at('2026-11-16T14:30');
    const state = { dismissed: [], later: { 'a@2026-11-16': untilMs } };
    expect(heldFor(one, '2026-11-16T14:29', state)).toEqual(['later']);
    expect(dueNotices([one], state, 'linux', at('2026-11-16T12:00')).nextChangeAtMs).toBe(untilMs);
    expect(shown([one], '2026-11-16T14:30', state)).toEqual(['a']);
  });

  it('put off under a clock that ran years ahead is not lost', () => {
    const one = campaign({ from: '2026-11-16' });
    expect(
      shown([one], '2026-11-16T14:00', { dismissed: [], later: { 'a@2026-11-16': at('2031-01-01') } }),
    ).toEqual(['a']);
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
