import fc from 'fast-check';
import { expect, it } from 'vitest';
import { comparisonsIn } from '../../../shared/context/conditions.ts';
import { maxAgeMs } from '../../../shared/context/freshness.ts';
import type { Condition, Rule } from '../../../shared/context/rule.ts';
import type { Signal, SignalId, Signals } from '../../../shared/context/signal.ts';
import { nowMs, offering, rule, signal } from './builders.ts';

const passwordSignals = ['password.state', 'password.daysLeft', 'password.ageDays'] as const;
const isOfPassword = (id: string): boolean => id.startsWith('password.');
const days = fc.integer({ min: 0, max: 20 });

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ signal: fc.constant('password.state' as const), is: fc.constantFrom('valid', 'expiring') }),
  fc.record({ signal: fc.constantFrom('password.daysLeft', 'password.ageDays', 'days.away'), below: days }),
  fc.record({
    signal: fc.constantFrom('password.daysLeft', 'password.ageDays', 'days.away'),
    'at-least': days,
  }),
  fc.record({ signal: fc.constant('vpn.up' as const), is: fc.boolean() }),
  fc.constant<Condition>({ season: { from: '11-01', to: '11-30' } }),
);

const anyCondition: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.record({ not: tie('node') }),
    fc.record({ all: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
  ),
})).node;

const anyRules = fc
  .array(
    fc.tuple(anyCondition, fc.constantFrom('Soon', 'In {{password.daysLeft}} days', 'Away {{days.away}}')),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts): Rule[] => parts.map(([when, reason], nth) => rule({ id: `r${nth}`, when, reason })));

type State = 'fresh' | 'stale' | 'ahead' | 'unknown' | 'missing';
/** A value, read now, before the machine slept, by a clock that ran ahead, not at all, or by nobody. */
function signalIn(id: SignalId, value: string | number, state: State): Signal[] {
  if (state === 'missing') return [];
  if (state === 'unknown') return [signal(id, undefined)];
  const observedAtMs =
    state === 'fresh' ? nowMs : state === 'ahead' ? nowMs + 3_600_000 : nowMs - maxAgeMs[id] - 1;
  return [signal(id, value, observedAtMs)];
}
const anyState = fc.constantFrom<State>('fresh', 'stale', 'ahead', 'unknown', 'missing');

const anyMachine = fc
  .tuple(fc.constantFrom('valid', 'expiring', 'expired'), days, days, days, anyState, anyState, anyState)
  .map(([state, left, age, away, ...states]) => ({
    fresh: new Set<SignalId>(passwordSignals.filter((_id, nth) => states[nth] === 'fresh')),
    signals: new Map(
      [
        ...signalIn('password.state', state, states[0]),
        ...signalIn('password.daysLeft', left, states[1]),
        ...signalIn('password.ageDays', age, states[2]),
        signal('days.away', away),
        signal('vpn.up', false),
      ].map((one) => [one.id, one]),
    ),
  }));

const shownIn = (rules: readonly Rule[], signals: Signals): Rule[] => {
  const { welcome, cards } = offering({ rules, signals });
  const shown = new Set([...welcome, ...cards].map((card) => card.rule));
  return rules.filter(({ id }) => shown.has(id));
};
const looksAtPassword = ({ when }: Rule): boolean =>
  comparisonsIn(when).some((one) => isOfPassword(one.signal));

it('a reason of a password rests on a value that is known and fresh, whatever the rule and the machine', () => {
  let spoken = 0;
  fc.assert(
    fc.property(anyRules, anyMachine, (rules, { signals, fresh }) => {
      for (const { when, reason } of shownIn(rules, signals).filter(looksAtPassword)) {
        spoken += 1;
        expect(comparisonsIn(when).some((one) => fresh.has(one.signal))).toBe(true);
        if (reason.includes('password.')) expect(fresh.has('password.daysLeft')).toBe(true);
      }
    }),
    { numRuns: 2000 },
  );
  // Else nothing was proved.
  expect(spoken).toBeGreaterThan(100);
});

it('values that are not fresh change nothing: they could as well be missing', () => {
  fc.assert(
    fc.property(anyRules, anyMachine, (rules, { signals, fresh }) => {
      const without = new Map([...signals].filter(([id]) => !isOfPassword(id) || fresh.has(id)));
      expect(shownIn(rules, signals)).toEqual(shownIn(rules, without));
    }),
    { numRuns: 1000 },
  );
});

it('a machine that knows nothing of its password speaks of none', () => {
  fc.assert(
    fc.property(anyRules, anyMachine, (rules, { signals }) => {
      const blind = new Map([...signals].filter(([id]) => !isOfPassword(id)));
      expect(shownIn(rules, blind).filter(looksAtPassword)).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});
