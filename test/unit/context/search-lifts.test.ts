import fc from 'fast-check';
import { expect, it } from 'vitest';
import { searchLifts } from '../../../shared/context/search-lifts.ts';
import { suggestionsMax } from '../../../shared/context/suggest.ts';
import { buildIndex } from '../../../shared/search/guide-index.ts';
import type { SearchText } from '../../../shared/search/search-text.ts';
import { search } from '../../../shared/search/search.ts';
import { liftMax } from '../../../shared/search/question.ts';

const cards = (...guides: string[]) => guides.map((guide) => ({ rule: `rule-${guide}`, guide, reason: 'r' }));

const guide = (id: string, title: string, more: Partial<SearchText> = {}): SearchText => ({
  ...{ id, language: 'en', title, words: [], summary: '', body: '' },
  ...more,
});

const found = (index: ReturnType<typeof buildIndex>, text: string, ...suggested: string[]) =>
  search(index, { text, language: 'en', limit: 9, lifts: searchLifts(cards(...suggested)) }).hits.map(
    ({ id }) => id,
  );

it('lifts the first card most and the last one least, within what the search allows', () => {
  const lifts = [...searchLifts(cards('a', 'b', 'c')).entries()];
  expect(lifts.map(([id]) => id)).toEqual(['a', 'b', 'c']);
  expect(lifts.map(([, lift]) => lift.toFixed(2))).toEqual(['1.20', '1.15', '1.10']);
  const all = ['a', 'b', 'c', 'd', 'e', 'f'].slice(0, suggestionsMax);
  expect(Math.max(...searchLifts(cards(...all)).values())).toBeLessThanOrEqual(liftMax);
});

it('lifts one alone, and nothing when nothing is suggested', () => {
  expect([...searchLifts(cards('vpn'))]).toEqual([['vpn', 1.2]]);
  expect(searchLifts([]).size).toBe(0);
});

it('decides between guides that fit as well', () => {
  const index = buildIndex([
    guide('wifi', 'Network at work is down'),
    guide('vpn', 'Network at home is down'),
  ]);
  expect(found(index, 'network down ')[0]).toBe('wifi');
  expect(found(index, 'network down ', 'vpn')[0]).toBe('vpn');
  expect(found(index, 'network down ', 'wifi')[0]).toBe('wifi');
});

it('carries no guide past one that fits clearly better, and finds none that does not fit', () => {
  const index = buildIndex([
    guide('print', 'Printer does not print'),
    guide('disk', 'The disk is full', { body: 'Empty the printer queue.' }),
    guide('vpn', 'VPN does not connect'),
  ]);
  expect(found(index, 'printer does not print', 'disk')[0]).toBe('print');
  expect(found(index, 'printer queue', 'vpn')).not.toContain('vpn');
});

const anyWord = fc.constantFrom('printer', 'queue', 'paper', 'wifi', 'vpn', 'disk', 'slow', 'screen', 'mail');
const anyTitle = fc.uniqueArray(anyWord, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
const anyGuides = fc
  .uniqueArray(anyTitle, { minLength: 2, maxLength: 8 })
  .chain((titles) =>
    fc
      .tuple(...titles.map((title) => fc.tuple(fc.constant(title), fc.array(anyWord, { maxLength: 6 }))))
      .map((parts) => parts.map(([title, body], nth) => guide(`g${nth}`, title, { body: body.join(' ') }))),
  );

it('never buries an exact match: whoever types a whole title finds it where it was without any card', () => {
  fc.assert(
    fc.property(anyGuides, fc.nat(), fc.array(fc.nat(7), { maxLength: 3 }), (guides, nth, lifted) => {
      const wanted = guides[nth % guides.length];
      if (!wanted) return;
      const index = buildIndex(guides);
      const suggested = [...new Set(lifted)].map((at) => `g${at}`).filter((id) => id !== wanted.id);
      const plain = found(index, `${wanted.title} `);
      fc.pre(plain[0] === wanted.id);
      expect(found(index, `${wanted.title} `, ...suggested)[0]).toBe(wanted.id);
    }),
    { numRuns: 500 },
  );
});

it('finds what it would have found, in another order at most', () => {
  fc.assert(
    fc.property(anyGuides, anyTitle, fc.array(fc.nat(7), { maxLength: 3 }), (guides, asked, lifted) => {
      const index = buildIndex(guides);
      const suggested = [...new Set(lifted)].map((at) => `g${at}`);
      expect(found(index, `${asked} `, ...suggested).sort()).toEqual(found(index, `${asked} `).sort());
    }),
    { numRuns: 300 },
  );
});
