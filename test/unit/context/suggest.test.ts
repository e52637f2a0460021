import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reasonText } from '../../../shared/context/reason.ts';
import { suggestionsMax } from '../../../shared/context/suggest.ts';
import type { Rule } from '../../../shared/context/rule.ts';
import type { SignalId } from '../../../shared/context/signal.ts';
import { anyCondition, anyMachine, nowMs, offering, outcome, rule, signal, signals } from './builders.ts';

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;

describe('cards', () => {
  it('come most urgent first, three at most, and the rest says why not', () => {
    const rules = [10, 40, 20, 30].map((weight) => rule({ id: `w${weight}`, weight }));
    expect(outcome(offering({ rules }))).toEqual({
      cards: ['w40', 'w30', 'w20'],
      others: { w10: 'enough-shown' },
    });
  });

  it('offer a guide once, for the more urgent reason', () => {
    const rules = [
      rule({ id: 'light', guide: 'same', weight: 1, reason: 'light' }),
      rule({ id: 'heavy', guide: 'same', weight: 2, reason: 'heavy' }),
    ];
    const { cards, others } = offering({ rules });
    expect(cards).toMatchObject([{ rule: 'heavy', guide: 'same', reason: 'heavy' }]);
    expect(others).toMatchObject([{ rule: 'light', why: 'same-guide' }]);
  });

  it.each<[string, Partial<Rule>]>([
    ['not-true', { when: { signal: 'network.online', is: false } }],
    ['unknown', { when: { signal: 'vpn.up', is: false } }],
    ['reason-unknown', { reason: 'Only {{disk.freeGb}} GB free' }],
    ['reason-unknown', { reason: 'Only {{no.signal}} left' }],
    ['other-os', { audience: { os: ['windows', 'macos'] } }],
    ['other-site', { audience: { sites: ['Oslo'] } }],
    ['other-group', { audience: { groups: ['Sales'] } }],
    ['other-language', { audience: { languages: ['nb', 'sv'] } }],
  ])('are held as %s for %j', (why, part) => {
    expect(outcome(offering({ rules: [rule({ id: 'r', ...part })] }))).toEqual({
      cards: [],
      others: { r: why },
    });
  });

  it('come for the audience that a rule names', () => {
    const audience = { os: ['linux' as const], sites: ['Oslo', 'Bergen'], languages: ['en' as const] };
    const who = { os: 'linux', language: 'en', installId: '', site: 'Oslo' } as const;
    expect(offering({ rules: [rule({ id: 'r', audience })], who }).cards).toHaveLength(1);
  });

  it('are held when their guide is not for this machine', () => {
    const held = offering({ rules: [rule({ id: 'r' })], guideExists: () => false });
    expect(outcome(held).others).toEqual({ r: 'no-such-guide' });
  });

  it.each([
    [undefined, 20 * hourMs],
    [3, 3 * dayMs],
  ])('rest after the guide solved something, with a cool-down of %s days for %s ms', (days, restMs) => {
    const resting = rule({ id: 'r', guide: 'g', ...(days !== undefined && { coolDownDays: days }) });
    const after = (agoMs: number) =>
      outcome(offering({ rules: [resting], solvedAtMs: { g: nowMs - agoMs } })).others;
    expect(after(0)).toEqual({ r: 'solved-recently' });
    expect(after(restMs - 1)).toEqual({ r: 'solved-recently' });
    expect(after(restMs)).toEqual({});
    // Solved "tomorrow", before the clock was set right: no reason to keep silent.
    expect(after(-hourMs)).toEqual({});
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
        const { welcome, cards, others } = offering({ rules, signals: partly });
        const shown = [...welcome, ...cards];
        expect(cards.length + Math.min(1, welcome.length)).toBeLessThanOrEqual(suggestionsMax);
        expect(welcome.length).toBeLessThanOrEqual(suggestionsMax);
        expect(new Set(shown.map((card) => card.guide)).size).toBe(shown.length);
        expect([...shown, ...others].map((one) => one.rule).sort()).toEqual(rules.map(({ id }) => id).sort());
        // With nothing known any of these rules, also one below a "not", is silent.
        const blind = offering({ rules, signals: new Map() });
        expect([...blind.welcome, ...blind.cards]).toEqual([]);
      }),
    );
  });
});

describe('a password', () => {
  const soon = { signal: 'password.daysLeft', 'at-most': 5 } as const;
  const away = { signal: 'days.away', 'at-least': 7 } as const;
  const speaking = rule({ id: 'p', when: { any: [soon, away] }, reason: 'Your password ends soon' });

  it.each<[string, Parameters<typeof signals>[0]]>([
    ['unknown', { 'days.away': 9, 'password.daysLeft': undefined }],
    ['not read', { 'days.away': 9 }],
  ])('that is %s is not spoken of, though the rule holds', (_name, values) => {
    const { cards, welcome, others } = offering({ rules: [speaking], signals: signals(values) });
    expect([...cards, ...welcome]).toEqual([]);
    expect(others).toMatchObject([{ rule: 'p', why: 'password-unknown' }]);
  });

  it('whose days were counted before the machine slept is not spoken of', () => {
    const slept = new Map([
      ['password.daysLeft' as const, signal('password.daysLeft', 3, nowMs - 61 * 60_000)],
    ]);
    const { cards, others } = offering({ rules: [{ ...speaking, when: soon }], signals: slept });
    expect(cards).toEqual([]);
    expect(others).toMatchObject([{ why: 'unknown' }]);
  });

  it('that is known is spoken of', () => {
    const { cards } = offering({ rules: [speaking], signals: signals({ 'password.daysLeft': 3 }) });
    expect(cards).toHaveLength(1);
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
