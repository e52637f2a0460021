import { describe, expect, it } from 'vitest';
import type { Activity } from '../../../shared/app-state.ts';
import { nextActivity } from '../../../shared/context/activity.ts';
import { rankOf } from '../../../shared/context/rank.ts';
import { maxAgeMs } from '../../../shared/context/freshness.ts';
import type { Condition } from '../../../shared/context/rule.ts';
import { weigh } from '../../../shared/context/evaluate.ts';
import { returnedAtMs } from '../../../shared/context/welcome.ts';
import { moment, nowMs, offering, outcome, rule, signal, signals } from './builders.ts';

const dayMs = 24 * 60 * 60_000;
const away: Condition = { signal: 'days.away', 'at-least': 7 };
const rules = [
  rule({ id: 'away-password', guide: 'password', when: away, weight: 80 }),
  rule({
    id: 'password-ends',
    guide: 'password',
    when: { signal: 'password.daysLeft', 'at-most': 9 },
    weight: 85,
  }),
  rule({ id: 'away-vpn', guide: 'vpn', when: { all: [away, { signal: 'vpn.up', is: false }] }, weight: 78 }),
  rule({
    id: 'first-day',
    guide: 'mail',
    when: { signal: 'workday.firstAfterAbsence', is: true },
    weight: 10,
  }),
  rule({ id: 'long-away', guide: 'updates', when: { signal: 'days.away', above: 10 }, weight: 5 }),
  rule({ id: 'disk', guide: 'disk', when: { signal: 'disk.freeGb', below: 3 }, weight: 99 }),
  rule({ id: 'restart', guide: 'restart', when: { signal: 'restart.pending', is: true }, weight: 98 }),
  rule({ id: 'uptime', guide: 'slow', when: { signal: 'uptime.days', above: 14 }, weight: 97 }),
];
const back = {
  'days.away': 18,
  'workday.firstAfterAbsence': true,
  'password.daysLeft': 3,
  'vpn.up': false,
  'disk.freeGb': 1,
  'restart.pending': true,
  'uptime.days': 20,
};

describe('welcome back', () => {
  it('is one card with at most three lines, for the best reason of each guide, and has its place among three', () => {
    expect(outcome(offering({ rules, signals: signals(back) }))).toEqual({
      welcome: ['password-ends', 'away-vpn', 'first-day'],
      cards: ['disk', 'restart'],
      others: { 'away-password': 'same-guide', 'long-away': 'enough-shown', uptime: 'enough-shown' },
    });
  });

  it('put away takes all of it along, and leaves its place to others', () => {
    expect(outcome(offering({ rules, signals: signals(back), isWelcomePutAway: true }))).toEqual({
      cards: ['disk', 'restart', 'uptime'],
      others: {
        'away-password': 'put-away',
        'password-ends': 'put-away',
        'away-vpn': 'put-away',
        'first-day': 'put-away',
        'long-away': 'put-away',
      },
    });
  });

  it('is for nobody who has not been away: the same rules are cards like others', () => {
    const here = signals({ ...back, 'days.away': 0, 'workday.firstAfterAbsence': false });
    const never = rule({ id: 'not-away', guide: 'x', when: { not: away }, weight: 100 });
    const { welcome, cards } = offering({ rules: [...rules, never], signals: here, isWelcomePutAway: true });
    expect(welcome).toEqual([]);
    expect(cards.map((card) => card.rule)).toEqual(['not-away', 'disk', 'restart']);
  });

  it('is silent when nothing is known of an absence', () => {
    const unknown = signals({ 'days.away': undefined, 'workday.firstAfterAbsence': undefined });
    expect(outcome(offering({ rules, signals: unknown })).cards).toEqual([]);
  });
});

describe('one return', () => {
  const leftMs = nowMs - 18 * dayMs;
  const seen = (activity: Activity, ...atMs: number[]): Activity => atMs.reduce(nextActivity, activity);

  it('keeps its name as long as it is spoken of, and the next one has another', () => {
    const first = seen({ lastActiveMs: leftMs }, nowMs);
    const later = seen(first, nowMs + dayMs / 2, nowMs + dayMs, nowMs + 2 * dayMs);
    expect(returnedAtMs(first)).toBe(nowMs);
    expect(returnedAtMs(later)).toBe(nowMs);
    expect(returnedAtMs(seen(later, nowMs + 12 * dayMs))).toBe(nowMs + 12 * dayMs);
    expect(returnedAtMs({ lastActiveMs: nowMs })).toBeUndefined();
  });
});

describe('the rank of a card', () => {
  const rank = (when: Condition, ageMs = 0) => {
    const machine = new Map([['vpn.up' as const, signal('vpn.up', false, nowMs - ageMs)]]);
    return rankOf(rule({ id: 'r', when, weight: 70 }), weigh(when, machine, moment).evidence, nowMs);
  };
  const vpnOff: Condition = { signal: 'vpn.up', is: false };
  const now: Condition = { season: { from: '11-01', to: '11-30' } };

  it('is its urgency, a little less for values that age, a little more in season', () => {
    const half = maxAgeMs['vpn.up'] / 2;
    expect(rank(vpnOff)).toEqual({ urgency: 70, certainty: 1, season: 1, score: 70 });
    expect(rank(vpnOff, half)).toMatchObject({ certainty: 1 });
    expect(rank(vpnOff, half + 1)).toEqual({ urgency: 70, certainty: 0.9, season: 1, score: 63 });
    expect(rank({ all: [now, vpnOff] })).toEqual({ urgency: 70, certainty: 1, season: 1.2, score: 84 });
  });

  it('knows no season where the rule says when it is not', () => {
    expect(rank({ not: { season: { from: '01-01', to: '01-31' } } })).toMatchObject({ season: 1 });
  });
});
