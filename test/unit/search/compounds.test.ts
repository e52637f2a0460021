import { describe, expect, test } from 'vitest';
import type { Language } from '../../../shared/language.ts';
import { hasCompounds, splitCompound, type FindKnown } from '../../../shared/search/compounds.ts';
import { fold } from '../../../shared/search/fold.ts';
import { stemOf } from '../../../shared/search/stem.ts';

/** The guides' words; each is in one guide, or in so many as is said. */
function knownIn(language: Language, words: readonly (string | [string, number])[]): FindKnown {
  const known = new Map(
    words.map((word) => {
      const [written, uses] = typeof word === 'string' ? [word, 1] : word;
      return [fold(written), { uses, stem: stemOf(written, language) }];
    }),
  );
  return (folded) => known.get(folded);
}

const split = (word: string, language: Language, words: readonly (string | [string, number])[]): string[] =>
  splitCompound(fold(word), stemOf(word, language), language, knownIn(language, words));

describe('a compound is split into known words', () => {
  const compounds: [Language, string, string[]][] = [
    ['sv', 'nätverksskrivare', ['nätverk', 'skrivare']],
    ['sv', 'skrivarkabel', ['skrivare', 'kabel']],
    ['sv', 'skrivarkablarna', ['skrivare', 'kablarna']],
    ['sv', 'användarnamn', ['användare', 'namn']],
    ['sv', 'skolbuss', ['skola', 'buss']],
    ['nb', 'nettverksskriver', ['nettverk', 'skriver']],
    ['nb', 'tegneserie', ['tegn', 'serie']],
    ['da', 'netværksprinter', ['netværk', 'printer']],
    ['de', 'Schulbuch', ['Schule', 'Buch']],
    ['de', 'Druckerwarteschlange', ['Drucker', 'Warteschlange']],
    ['de', 'Arbeitsplatzrechner', ['Arbeit', 'Platz', 'Rechner']],
    ['hu', 'jelszóváltoztatás', ['jelszó', 'változtatás']],
    ['hu', 'hálózatnyomtató', ['hálózat', 'nyomtató']],
  ];
  test.each(compounds)('%s %s', (language, word, parts) => {
    const lower = parts.map((part) => part.toLowerCase());
    expect(split(word.toLowerCase(), language, lower.concat(word.toLowerCase()))).toEqual(lower.map(fold));
  });

  test('few long parts are better than many short ones', () => {
    const words = ['arbeit', 'platz', 'rechner', 'arbeitsplatz'];
    expect(split('arbeitsplatzrechner', 'de', words)).toEqual(['arbeitsplatz', 'rechner']);
  });

  test('the end may be inflected where its word is known like this', () => {
    expect(split('nätverksskrivarna', 'sv', ['nätverk', 'skrivarna'])).toEqual(['natverk', 'skrivarna']);
  });
});

describe('no compound', () => {
  test('English writes words apart', () => {
    expect(hasCompounds('en')).toBe(false);
    expect(split('passwordreset', 'en', ['password', 'reset'])).toEqual([]);
  });

  test('an inflection that looks like a word is none', () => {
    const words: [string, number][] = [
      ['aktiv', 9],
      ['ret', 9],
    ];
    expect(split('aktiveret', 'da', words)).toEqual([]);
  });

  test('a code is never split', () => {
    expect(split('skrivare2kabel', 'sv', ['skrivare2', 'kabel', 'skrivare'])).toEqual([]);
  });

  test('not with an unknown part, nor as itself, nor when it is short', () => {
    expect(split('nätverksskrivare', 'sv', ['nätverk'])).toEqual([]);
    expect(split('nätverksskrivare', 'sv', ['skrivare'])).toEqual([]);
    expect(split('nätverksskrivare', 'sv', ['nätverksskrivare'])).toEqual([]);
    expect(split('bilkö', 'sv', ['bil', 'kö'])).toEqual([]);
  });

  test('a part of three letters is believed when several guides have it', () => {
    const withUses = (uses: number): [string, number][] => [
      ['skrivare', 1],
      ['fel', uses],
    ];
    expect(split('skrivarfel', 'sv', withUses(2))).toEqual([]);
    expect(split('skrivarfel', 'sv', withUses(3))).toEqual(['skrivare', 'fel']);
  });

  test('at most four parts', () => {
    const words = ['haus', 'tür', 'schloss', 'dose', 'kiste'];
    expect(split('hausschlossdosekiste', 'de', words)).toHaveLength(4);
    expect(split('hausschlossdosekistehaus', 'de', words)).toEqual([]);
  });
});
