import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reasonText } from '../../../shared/context/reason.ts';
import { suggest, suggestionsMax, type SuggestionFacts } from '../../../shared/context/suggest.ts';
import type { SignalId } from '../../../shared/context/signal.ts';
import { anyCondition, anyMachine, moment, nowMs, rule, signal, signals } from './builders.ts';

const hourMs = 60 * 60_000;
const online = signals({ 'network.online': true });
const offering = (facts: Partial<SuggestionFacts>) =>
  suggest({
    rules: [],
    signals: online,
    solvedAtMs: {},
    guideExists: () => true,
    moment,
    language: 'en',
    ...facts,
  });

describe('cards', () => {
  it('come heaviest first, three at most, and the rest says why not', () => {
    const rules = [10, 40, 20, 30].map((weight) => rule({ id: `w${weight}`, weight }));
    const { cards, others } = offering({ rules });
    expect(cards.map((card) => card.rule)).toEqual(['w40', 'w30', 'w20']);
    expect(others).toEqual([{ rule: 'w10', why: 'enough-shown' }]);
  });

  it('offer a guide once, for the heavier reason', () => {
    const rules = [
      rule({ id: 'light', guide: 'same', weight: 1, reason: 'light' }),
      rule({ id: 'heavy', guide: 'same', weight: 2, reason: 'heavy' }),
    ];
    const { cards, others } = offering({ rules });
    expect(cards).toEqual([{ rule: 'heavy', guide: 'same', reason: 'heavy' }]);
    expect(others).toEqual([{ rule: 'light', why: 'same-guide' }]);
  });

  it.each([
    ['not-true', { when: { signal: 'network.online', is: false } as const }],
    ['unknown', { when: { signal: 'vpn.up', is: false } as const }],
    ['unknown', { reason: 'Only {{disk.freeGb}} GB free' }],
    ['unknown', { reason: 'Only {{no.signal}} left' }],
  ])('are held as %s for %j', (why, part) => {
    expect(offering({ rules: [rule({ id: 'r', ...part })] })).toEqual({
      cards: [],
      others: [{ rule: 'r', why }],
    });
  });

  it('are held when their guide is not for this machine', () => {
    const { others } = offering({ rules: [rule({ id: 'r' })], guideExists: () => false });
    expect(others).toEqual([{ rule: 'r', why: 'no-such-guide' }]);
  });

  it('rest for 20 hours after the guide solved something', () => {
    const after = (agoMs: number) =>
      offering({ rules: [rule({ id: 'r', guide: 'g' })], solvedAtMs: { g: nowMs - agoMs } }).cards.length;
    expect(after(20 * hourMs - 1)).toBe(0);
    expect(after(20 * hourMs)).toBe(1);
    // Solved "tomorrow", before the clock was set right: no reason to keep silent.
    expect(after(-hourMs)).toBe(1);
  });

  it('are never more than three, never twice one guide, and only for what is true', () => {
    const anyRules = fc.array(fc.tuple(anyCondition, fc.integer({ min: 1, max: 100 }), fc.nat(5)), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(anyRules, anyMachine, fc.array(fc.nat(6)), (parts, machine, unknownOnes) => {
        const gaps = unknownOnes.map((index) => Object.keys(machine)[index]);
        const rules = parts.map(([when, weight, guide], index) =>
          rule({ id: `r${index}`, when, weight, guide: `g${guide}` }),
        );
        const partly = new Map([...signals(machine)].filter(([id]) => !gaps.includes(id)));
        const { cards, others } = offering({ rules, signals: partly });
        expect(cards.length).toBeLessThanOrEqual(suggestionsMax);
        expect(new Set(cards.map((card) => card.guide)).size).toBe(cards.length);
        expect([...cards, ...others].map((one) => one.rule).sort()).toEqual(rules.map(({ id }) => id).sort());
        // With nothing known any of these rules, also one below a "not", is silent.
        expect(offering({ rules, signals: new Map() }).cards).toEqual([]);
      }),
    );
  });
});

describe('reasons', () => {
  const say = (text: string, id: SignalId, value: number | string, language: 'en' | 'de' = 'en') =>
    reasonText(text, new Map([[id, signal(id, value)]]), nowMs, language);

  it('round down', () => {
    expect(say('Away {{days.away}} days', 'days.away', 18.96)).toBe('Away 18 days');
    expect(say('{{ disk.freePercent }} %', 'disk.freePercent', 9.99)).toBe('9 %');
  });

  it('keep a decimal of gigabytes below ten, written as the language does', () => {
    expect(say('{{disk.freeGb}} GB', 'disk.freeGb', 1.58)).toBe('1.5 GB');
    expect(say('{{disk.freeGb}} GB', 'disk.freeGb', 1.58, 'de')).toBe('1,5 GB');
    expect(say('{{disk.freeGb}} GB', 'disk.freeGb', 10.58)).toBe('10 GB');
  });

  it('have no gap: a value that is too old gives no reason', () => {
    const old = new Map([['vpn.up' as const, signal('vpn.up', true, nowMs - 24 * hourMs)]]);
    expect(reasonText('VPN {{vpn.up}}', old, nowMs, 'en')).toBeUndefined();
  });

  it('show what looks like markup or a pattern as it is', () => {
    expect(say('<b>{{network.kind}}</b> $& $1', 'network.kind', '$& <i>')).toBe('<b>$& <i></b> $& $1');
  });
});
