import fc from 'fast-check';
import { suggest, type SuggestionFacts, type Suggestions } from '../../../shared/context/suggest.ts';
import type { Condition, Rule } from '../../../shared/context/rule.ts';
import type { Signal, SignalId, Signals, SignalValue } from '../../../shared/context/signal.ts';

export const nowMs = Date.UTC(2026, 10, 16, 8, 0);
export const moment = { nowMs, monthDay: '11-16' };

export const signal = (id: SignalId, value: SignalValue | undefined, observedAtMs = nowMs): Signal => ({
  id,
  reading: value === undefined ? { kind: 'unknown', reason: 'failed' } : { kind: 'known', value },
  source: 'test',
  observedAtMs,
});

export const signals = (values: Partial<Record<SignalId, SignalValue | undefined>>): Signals =>
  new Map(Object.entries(values).map(([id, value]) => [id as SignalId, signal(id as SignalId, value)]));

export const rule = (part: Partial<Rule> & Pick<Rule, 'id'>): Rule => ({
  guide: `guide-of-${part.id}`,
  when: { signal: 'network.online', is: true },
  reason: 'Because of the network',
  weight: 50,
  ...part,
});

/** What is suggested on a machine that is online, and of which more is said. */
export const offering = (facts: Partial<SuggestionFacts>): Suggestions =>
  suggest({
    rules: [],
    signals: signals({ 'network.online': true }),
    solvedAtMs: {},
    isWelcomePutAway: false,
    guideExists: () => true,
    who: { os: 'linux', language: 'en', installId: '' },
    moment,
    language: 'en',
    ...facts,
  });

/** The rules on the cards, and why each other rule is not. */
export const outcome = ({ welcome, cards, others }: Suggestions) => ({
  ...(welcome.length > 0 && { welcome: welcome.map((card) => card.rule) }),
  cards: cards.map((card) => card.rule),
  others: Object.fromEntries(others.map(({ rule: id, why }) => [id, why])),
});

const numeric = fc.constantFrom<SignalId>('days.away', 'disk.freeGb', 'uptime.days', 'battery.percent');
const yesNo = fc.constantFrom<SignalId>('restart.pending', 'network.online', 'vpn.up');
const limit = fc.integer({ min: 0, max: 20 });

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ signal: yesNo, is: fc.boolean() }),
  fc.record({ signal: numeric, is: limit }),
  fc.record({ signal: numeric, below: limit }),
  fc.record({ signal: numeric, above: limit }),
  fc.record({ signal: numeric, 'at-least': limit }),
  fc.record({ signal: numeric, 'at-most': limit }),
);

/** Conditions of any shape over a few signals; without seasons, so that only signals decide. */
export const anyCondition: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.record({ not: tie('node') }),
    fc.record({ all: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
  ),
})).node;

/** A whole machine: a value for each signal that `anyCondition` uses. */
export const anyMachine: fc.Arbitrary<Record<string, SignalValue>> = fc.record({
  'days.away': limit,
  'disk.freeGb': limit,
  'uptime.days': limit,
  'battery.percent': limit,
  'restart.pending': fc.boolean(),
  'network.online': fc.boolean(),
  'vpn.up': fc.boolean(),
});
