import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { fold } from '../../../shared/search/fold.ts';
import { repairsOf, slipsAllowed, slipsBetween } from '../../../shared/search/repair.ts';
import { toTerms } from '../../../shared/search/terms.ts';

vi.setConfig({ testTimeout: 30_000 });

/** Optimal string alignment by its definition, without any short cut. */
function naiveSlips(one: string, other: string): number {
  const known = new Map<string, number>();
  const between = (i: number, j: number): number => {
    const place = `${i},${j}`;
    const before = known.get(place);
    if (before !== undefined) return before;
    const choices = i === 0 && j === 0 ? [0] : [];
    if (i > 0) choices.push(between(i - 1, j) + 1);
    if (j > 0) choices.push(between(i, j - 1) + 1);
    if (i > 0 && j > 0) choices.push(between(i - 1, j - 1) + (one[i - 1] === other[j - 1] ? 0 : 1));
    const isExchanged = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
    if (isExchanged) choices.push(between(i - 2, j - 2) + 1);
    const least = Math.min(...choices);
    known.set(place, least);
    return least;
  };
  return between(one.length, other.length);
}

const beginnings = (word: string): string[] =>
  Array.from({ length: word.length + 1 }, (_, end) => word.slice(0, end));

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 });
/** A word and one that is a few changes away from it. */
const pair = fc.oneof(
  fc.tuple(word, word),
  fc
    .tuple(word, fc.array(fc.tuple(fc.nat(9), fc.constantFrom('', 'a', 'b', 'ca')), { maxLength: 3 }))
    .map(([from, changes]): [string, string] => [
      from,
      changes.reduce((text, [at, put]) => text.slice(0, at) + put + text.slice(at + 1), from),
    ]),
);
const allowance = fc.constantFrom(1, 2);

describe('slips between two words', () => {
  test.each([
    ['password', 'pasword', 1],
    ['password', 'passwrod', 1],
    ['password', 'passvord', 1],
    ['password', 'ppassword', 1],
    ['password', 'paswrod', 2],
    ['password', 'password', 0],
    ['password', 'printer', 3],
  ])('%s, %s: %i', (one, other, slips) => {
    expect(slipsBetween(one, other, { allowed: 2, isBeginning: false })).toBe(slips);
  });

  test('are as many as counted without short cuts, up to what is allowed', () => {
    fc.assert(
      fc.property(pair, allowance, ([typed, candidate], allowed) => {
        const slips = slipsBetween(typed, candidate, { allowed, isBeginning: false });
        expect(slips).toBe(Math.min(naiveSlips(typed, candidate), allowed + 1));
      }),
      { numRuns: 2000 },
    );
  });

  test('of a beginning are those of the nearest beginning', () => {
    fc.assert(
      fc.property(pair, word, allowance, ([typed, start], rest, allowed) => {
        const candidate = start + rest;
        const slips = slipsBetween(typed, candidate, { allowed, isBeginning: true });
        const nearest = Math.min(...beginnings(candidate).map((begin) => naiveSlips(typed, begin)));
        expect(slips).toBe(Math.min(nearest, allowed + 1));
      }),
      { numRuns: 2000 },
    );
  });

  test('very long words are compared without harm', () => {
    const long = 'x'.repeat(200);
    expect(slipsBetween(long, long.slice(1), { allowed: 2, isBeginning: false })).toBe(3);
    expect(slipsBetween('xxxx', long, { allowed: 1, isBeginning: true })).toBe(0);
  });
});

test.each([
  ['pin', 0],
  ['scan', 1],
  ['printer', 1],
  ['password', 2],
  ['kb503444', 0],
  ['windows11', 0],
])('%s may have %i slips', (folded, slips) => expect(slipsAllowed(folded)).toBe(slips));

describe('what an unknown word is taken for', () => {
  interface Wanted {
    isBeginning?: boolean;
    usesMin?: number;
    slipsMax?: number;
  }
  /** Repairs among words that are in so many guides. */
  function repairs(typed: string, uses: Readonly<Record<string, number>>, wanted: Wanted = {}): string[] {
    const written = Object.keys(uses).sort();
    const terms = toTerms({
      ...{
        written,
        folded: written.map(fold),
        stems: [...written],
        stemOf: Uint32Array.from(written.keys()),
      },
      compounds: { term: new Uint32Array(0), stem: new Uint32Array(0), isHead: new Uint8Array(0) },
    });
    const guideCounts = Uint32Array.from(written, (word) => uses[word] ?? 0);
    const options = { isBeginning: false, usesMin: 0, slipsMax: 2, ...wanted };
    return repairsOf(typed, { terms, guideCounts }, options).map(({ term }) => written[term] ?? '');
  }

  test('a word with fewer slips comes first', () => {
    expect(repairs('passwrod', { passwd: 90, password: 1 })[0]).toBe('password');
  });

  test('of two with as many slips, the one that more guides have', () => {
    expect(repairs('scax', { scam: 2, scan: 30 })).toEqual(['scan', 'scam']);
    expect(repairs('scax', { scam: 30, scan: 2 })).toEqual(['scam', 'scan']);
  });

  test('a right first letter counts for more than being usual', () => {
    expect(repairs('mail', { bail: 500, mall: 1 })[0]).toBe('mall');
    expect(repairs('nail', { mail: 1 })).toEqual(['mail']);
  });

  test('at most three', () => {
    expect(repairs('caxe', { cade: 5, cake: 5, care: 5, case: 5, cave: 5 })).toHaveLength(3);
  });

  test('never itself, never a code, never for a code or a short word', () => {
    expect(repairs('scan', { scan: 5 })).toEqual([]);
    expect(repairs('windows', { window7: 5 })).toEqual([]);
    expect(repairs('kb5034442', { kb5034441: 5 })).toEqual([]);
    expect(repairs('pim', { pin: 5, pimp: 5 })).toEqual([]);
  });

  test('two slips from eight letters on, and only while they are allowed', () => {
    expect(repairs('paswrod', { password: 5 })).toEqual([]);
    expect(repairs('passwodr', { password: 5 })).toEqual(['password']);
    expect(repairs('psaswrod', { password: 5 })).toEqual(['password']);
    expect(repairs('psaswrod', { password: 5 }, { slipsMax: 1 })).toEqual([]);
  });

  test('words in too few guides are not taken', () => {
    expect(repairs('scax', { scam: 2, scan: 30 }, { usesMin: 20 })).toEqual(['scan']);
  });

  test('only a word still being typed is a beginning', () => {
    expect(repairs('pasww', { password: 5 })).toEqual([]);
    expect(repairs('pasww', { password: 5 }, { isBeginning: true })).toEqual(['password']);
    expect(repairs('pasww', { passw: 1, password: 5 }, { isBeginning: true })[0]).toBe('passw');
  });
});
