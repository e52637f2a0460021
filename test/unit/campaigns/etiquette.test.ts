import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { severities, type Severity } from '../../../shared/campaigns/campaign.ts';
import {
  etiquetteSignals,
  findHold,
  holdFor,
  holdReasons,
  interrupts,
  type InterruptionHistory,
} from '../../../shared/campaigns/etiquette.ts';
import { defaultQuietHours, isQuiet } from '../../../shared/campaigns/quiet-hours.ts';
import {
  unknownReasonSchema,
  type Signal,
  type SignalId,
  type Signals,
} from '../../../shared/context/signal.ts';
import { inTimeZone } from '../time-zones.ts';

inTimeZone('Europe/Oslo');

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const at = (local: string): number => new Date(local).getTime();
/** A Tuesday. */
const nowMs = Date.parse('2026-11-24T10:00:00+01:00');
const nothingYet: InterruptionHistory = { interruptions: [], weeklyBudget: 3 };

const signal = (id: SignalId, reading: Signal['reading'], observedAtMs = nowMs): [SignalId, Signal] => [
  id,
  { id, reading, source: 'test', observedAtMs },
];
const on = (...ids: SignalId[]): Signals =>
  new Map(ids.map((id) => signal(id, { kind: 'known', value: true })));
const hold = (signals: Signals, severity: Severity = 'notification', history = nothingYet, ms = nowMs) =>
  holdFor(signals, defaultQuietHours, history, severity, ms);
const before = (...minutes: number[]): InterruptionHistory => ({
  ...nothingYet,
  interruptions: minutes.map((n) => ({ atMs: nowMs - n * minuteMs, isUrgent: true })),
});

describe('a hold', () => {
  it.each([
    [['screen.locked'], 'locked'],
    [['microphone.inUse', 'camera.inUse'], 'in-call'],
    [['microphone.inUse', 'screen.shared'], 'in-call'],
    [['screen.shared'], 'screen-shared'],
    [['camera.inUse'], 'camera-in-use'],
    [['microphone.inUse'], 'microphone-in-use'],
    [['screen.fullScreen'], 'full-screen'],
    [['focus.doNotDisturb'], 'do-not-disturb'],
    [['battery.saver'], 'battery-saver'],
  ] as [SignalId[], string][])('for %s is named %s, for an outage too', (ids, reason) => {
    expect(hold(on(...ids))).toBe(reason);
    expect(hold(on(...ids), 'incident')).toBe(reason);
  });

  it('is never made of something unknown, old, or switched off', () => {
    const ids = etiquetteSignals;
    for (const reason of unknownReasonSchema.options)
      expect(hold(new Map(ids.map((id) => signal(id, { kind: 'unknown', reason }))))).toBeUndefined();
    const old = nowMs - hourMs;
    expect(hold(new Map(ids.map((id) => signal(id, { kind: 'known', value: true }, old))))).toBeUndefined();
    expect(hold(new Map([signal('camera.inUse', { kind: 'known', value: false })]))).toBeUndefined();
  });

  it('has one name, in this order, when there are several', () => {
    const all: SignalId[] = [
      ...(['screen.locked', 'microphone.inUse', 'camera.inUse', 'screen.shared'] as const),
      ...(['screen.fullScreen', 'focus.doNotDisturb', 'battery.saver'] as const),
    ];
    const names = all.map((_, from) => hold(on(...all.slice(from))));
    expect(names).toEqual([
      ...['locked', 'in-call', 'screen-shared', 'screen-shared'],
      ...['full-screen', 'do-not-disturb', 'battery-saver'],
    ]);
    // What the clock knows comes first, and no name is left that nothing gives.
    const quiet = hold(on(...all), 'notification', nothingYet, at('2026-11-24T06:30'));
    const returned = hold(on(...all), 'notification', { ...nothingYet, returnedAtMs: nowMs });
    const spent = hold(on(...all), 'notification', before(100, 200));
    const floor = hold(on(...all), 'incident', before(5));
    const alone = [hold(on('camera.inUse')), hold(on('microphone.inUse'))];
    expect(new Set([...names, ...alone, quiet, returned, spent, floor])).toEqual(new Set(holdReasons));
  });

  it('is never made by a signal that was read on no system', () => {
    expect(hold(new Map())).toBeUndefined();
    expect(hold(new Map(), 'incident')).toBeUndefined();
  });

  it('in quiet hours ends with them', () => {
    expect(
      findHold(on('camera.inUse'), defaultQuietHours, nothingYet, 'incident', at('2026-11-24T06:30')),
    ).toEqual({ reason: 'quiet-hours', untilMs: at('2026-11-24T08:00') });
  });

  it('after a leave lasts one working hour', () => {
    const history = { ...nothingYet, returnedAtMs: at('2026-11-24T07:20') };
    expect(findHold(new Map(), defaultQuietHours, history, 'notification', at('2026-11-24T08:59'))).toEqual({
      reason: 'just-returned',
      untilMs: at('2026-11-24T09:00'),
    });
    expect(hold(new Map(), 'notification', history, at('2026-11-24T09:00'))).toBeUndefined();
  });

  it('keeps 20 minutes between two outages', () => {
    expect(findHold(new Map(), defaultQuietHours, before(19), 'incident', nowMs)).toEqual({
      reason: 'urgent-floor',
      untilMs: nowMs + minuteMs,
    });
    expect(hold(new Map(), 'incident', before(20))).toBeUndefined();
  });

  it('keeps the last place in the week for an outage, and no more than the budget', () => {
    expect(hold(new Map(), 'notification', before(100))).toBeUndefined();
    expect(hold(new Map(), 'notification', before(100, 200))).toBe('weekly-budget');
    expect(hold(new Map(), 'incident', before(100, 200))).toBeUndefined();
    expect(findHold(new Map(), defaultQuietHours, before(100, 200, 300), 'incident', nowMs)).toEqual({
      reason: 'weekly-budget',
      untilMs: nowMs - 300 * minuteMs + 7 * dayMs,
    });
    const one = (...minutes: number[]) => ({ ...before(...minutes), weeklyBudget: 1 });
    expect(hold(new Map(), 'notification', one())).toBeUndefined();
    expect(hold(new Map(), 'incident', one(100))).toBe('weekly-budget');
  });

  it('keeps nothing back that does not interrupt', () => {
    const all = on('screen.locked', 'camera.inUse', 'screen.fullScreen');
    for (const severity of severities) expect(hold(all, severity) === undefined).toBe(!interrupts(severity));
  });
});

const steps = fc.array(
  fc.record({
    waitMinutes: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 3 * 24 * 60 })),
    severity: fc.constantFrom<Severity>('notification', 'incident'),
    busy: fc.subarray<SignalId>(['camera.inUse', 'microphone.inUse', 'screen.fullScreen']),
  }),
  { minLength: 5, maxLength: 60 },
);

describe('over any weeks', () => {
  it('interrupts at most as often as the budget in seven days, never when busy, and rarely in a row', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 0, max: 6 }), (weeks, weeklyBudget) => {
        const interruptions: { atMs: number; isUrgent: boolean }[] = [];
        let ms = nowMs;
        for (const { waitMinutes, severity, busy } of weeks) {
          ms += waitMinutes * minuteMs;
          const signals = new Map(busy.map((id) => signal(id, { kind: 'known', value: true }, ms)));
          const found = findHold(signals, defaultQuietHours, { interruptions, weeklyBudget }, severity, ms);
          if (found?.untilMs !== undefined) expect(found.untilMs).toBeGreaterThan(ms);
          if (found) continue;
          expect([busy, isQuiet(defaultQuietHours, ms)]).toEqual([[], false]);
          interruptions.push({ atMs: ms, isUrgent: severity === 'incident' });
        }
        for (const { atMs } of interruptions) {
          const week = interruptions.filter((one) => one.atMs >= atMs && one.atMs < atMs + 7 * dayMs);
          expect(week.length).toBeLessThanOrEqual(weeklyBudget);
        }
        const urgent = interruptions.filter(({ isUrgent }) => isUrgent).map(({ atMs }) => atMs);
        for (const [index, atMs] of urgent.entries())
          if (index > 0) expect(atMs - (urgent[index - 1] ?? 0)).toBeGreaterThanOrEqual(20 * minuteMs);
      }),
    );
  });

  it('loses nothing: by the end that a hold tells, the same hold is over', () => {
    const history = fc.record({
      interruptions: fc.array(
        fc.record({ atMs: fc.integer({ min: nowMs - 10 * dayMs, max: nowMs }), isUrgent: fc.boolean() }),
        { maxLength: 8 },
      ),
      weeklyBudget: fc.integer({ min: 1, max: 5 }),
      returnedAtMs: fc.integer({ min: nowMs - 3 * dayMs, max: nowMs }),
    });
    const moment = fc.integer({ min: nowMs, max: nowMs + 7 * dayMs });
    fc.assert(
      fc.property(history, moment, fc.constantFrom(...severities), (past, ms, severity) => {
        const first = findHold(new Map(), defaultQuietHours, past, severity, ms);
        if (!first) return;
        const { reason, untilMs } = first;
        expect(untilMs).toBeDefined();
        expect(holdFor(new Map(), defaultQuietHours, past, severity, (untilMs ?? 0) - 1)).toBeDefined();
        expect(holdFor(new Map(), defaultQuietHours, past, severity, untilMs ?? 0)).not.toBe(reason);
      }),
    );
  });

  it('does not wait for ever for a clock that was wrong', () => {
    const ahead = { atMs: nowMs + 400 * dayMs, isUrgent: true };
    expect(
      holdFor(
        new Map(),
        defaultQuietHours,
        { interruptions: [ahead, ahead, ahead], weeklyBudget: 3, returnedAtMs: nowMs + 400 * dayMs },
        'incident',
        nowMs,
      ),
    ).toBeUndefined();
  });
});
