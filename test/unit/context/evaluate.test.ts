import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { etiquetteSignals } from '../../../shared/campaigns/etiquette.ts';
import { evaluate, isInSeason, weigh } from '../../../shared/context/evaluate.ts';
import { maxAgeMs } from '../../../shared/context/freshness.ts';
import type { Condition } from '../../../shared/context/rule.ts';
import { signalIds } from '../../../shared/context/signal.ts';
import { anyCondition, anyMachine, moment, nowMs, signal, signals } from './builders.ts';

const online = { signal: 'network.online', is: true } as const;
const vpn = { signal: 'vpn.up', is: true } as const;

describe('comparisons', () => {
  const away = signals({ 'days.away': 7 });
  it.each<[Condition, boolean]>([
    [{ signal: 'days.away', is: 7 }, true],
    [{ signal: 'days.away', below: 7 }, false],
    [{ signal: 'days.away', below: 7.5 }, true],
    [{ signal: 'days.away', above: 7 }, false],
    [{ signal: 'days.away', above: 6.9 }, true],
    [{ signal: 'days.away', 'at-least': 7 }, true],
    [{ signal: 'days.away', 'at-least': 7.1 }, false],
    [{ signal: 'days.away', 'at-most': 7 }, true],
    [{ signal: 'days.away', 'at-most': 6.9 }, false],
  ])('%j is %s for 7', (condition, expected) => expect(evaluate(condition, away, moment)).toBe(expected));

  it('a value of another type decides nothing', () => {
    expect(evaluate({ signal: 'days.away', is: '7' }, away, moment)).toBe('unknown');
    expect(evaluate({ signal: 'network.kind', below: 3 }, signals({ 'network.kind': 'wifi' }), moment)).toBe(
      'unknown',
    );
  });
});

describe('three values', () => {
  const half = signals({ 'network.online': true, 'vpn.up': undefined });
  it.each<[Condition, true | false | 'unknown']>([
    [{ all: [online, vpn] }, 'unknown'],
    [{ all: [{ not: online }, vpn] }, false],
    [{ any: [online, vpn] }, true],
    [{ any: [{ not: online }, vpn] }, 'unknown'],
    [{ not: vpn }, 'unknown'],
    [{ not: { not: vpn } }, 'unknown'],
  ])('%j is %s', (condition, expected) => expect(evaluate(condition, half, moment)).toBe(expected));

  it('nothing is decided by a machine of which nothing is known', () => {
    fc.assert(
      fc.property(anyCondition, (condition) => {
        expect(evaluate(condition, new Map(), moment)).toBe('unknown');
      }),
    );
  });

  it('what is decided with gaps stays so whatever fills them', () => {
    fc.assert(
      fc.property(
        anyCondition,
        anyMachine,
        fc.array(fc.constantFrom(...signalIds)),
        (condition, machine, gaps) => {
          const whole = signals(machine);
          const withGaps = new Map([...whole].filter(([id]) => !gaps.includes(id)));
          const verdict = evaluate(condition, withGaps, moment);
          fc.pre(verdict !== 'unknown');
          expect(verdict).toBe(evaluate(condition, whole, moment));
        },
      ),
    );
  });
});

describe('evidence', () => {
  it('is what decided, and nothing else', () => {
    const machine = signals({ 'network.online': true, 'vpn.up': undefined, 'days.away': 9 });
    const away = { signal: 'days.away', 'at-least': 7 } as const;
    const because = (condition: Condition) =>
      weigh(condition, machine, moment).evidence.map((e) => e.condition);
    expect(because({ any: [vpn, away, online] })).toEqual([away, online]);
    expect(because({ all: [vpn, away] })).toEqual([vpn]);
    expect(because({ all: [online, { not: away }, vpn] })).toEqual([away]);
  });

  it('alone gives the same verdict', () => {
    fc.assert(
      fc.property(anyCondition, anyMachine, fc.array(fc.nat(6)), (condition, machine, gapsAt) => {
        const gaps = gapsAt.map((at) => Object.keys(machine)[at]);
        const partly = new Map([...signals(machine)].filter(([id]) => !gaps.includes(id)));
        const { verdict, evidence } = weigh(condition, partly, moment);
        expect(evidence.length).toBeGreaterThan(0);
        const kept = new Map(evidence.flatMap(({ signal: one }) => (one ? [[one.id, one] as const] : [])));
        expect(evaluate(condition, kept, moment)).toBe(verdict);
      }),
    );
  });
});

describe('age', () => {
  it.each(signalIds.filter((id) => Number.isFinite(maxAgeMs[id])))(
    '%s is unknown when it is too old',
    (id) => {
      const condition: Condition = { signal: id, is: 1 };
      const at = (observedAtMs: number) => new Map([[id, signal(id, 1, observedAtMs)]]);
      expect(evaluate(condition, at(nowMs - maxAgeMs[id]), moment)).toBe(true);
      expect(evaluate(condition, at(nowMs - maxAgeMs[id] - 1), moment)).toBe('unknown');
    },
  );

  it('no value grows old between two readings of a quiet quarter of an hour, but what is asked for at once', () => {
    const ofTheMoment = [...etiquetteSignals, 'microphone.inUse'];
    for (const id of signalIds.filter((one) => !ofTheMoment.includes(one)))
      expect(maxAgeMs[id]).toBeGreaterThan(16 * 60_000);
  });

  it('a value from the future is unknown: the clock was set back', () => {
    const fromFuture = new Map([['vpn.up' as const, signal('vpn.up', true, nowMs + 120_000)]]);
    expect(evaluate(vpn, fromFuture, moment)).toBe('unknown');
  });
});

describe('seasons', () => {
  it.each([
    ['12-14', false],
    ['12-15', true],
    ['12-31', true],
    ['01-01', true],
    ['01-10', true],
    ['01-11', false],
  ])('15 December to 10 January holds %s: %s', (monthDay, expected) => {
    expect(isInSeason({ from: '12-15', to: '01-10' }, monthDay)).toBe(expected);
    expect(isInSeason({ from: '01-11', to: '12-14' }, monthDay)).toBe(!expected);
  });
});
