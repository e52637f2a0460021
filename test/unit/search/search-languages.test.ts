import { describe, expect, test } from 'vitest';
import { buildIndex, patchIndex } from '../../../shared/search/guide-index.ts';
import { ask, idsFor, synonymTable, textOf, titled } from './search-texts.ts';

describe('languages', () => {
  const index = buildIndex([
    textOf('en-exact', 'VPN'),
    textOf('en-more', 'VPN on the phone'),
    textOf('sv', 'Något om VPN och annat', { language: 'sv' }),
    textOf('de', 'VPN', { language: 'de' }),
  ]);

  test('own language first, English below, others never', () => {
    expect(ask(index, 'vpn ', { language: 'sv' }).hits.map(({ id, language }) => [id, language])).toEqual([
      ['sv', 'sv'],
      ['en-exact', 'en'],
      ['en-more', 'en'],
    ]);
    expect(idsFor(index, 'vpn ', { language: 'en' })).toEqual(['en-exact', 'en-more']);
  });

  test('English guides are there for people whose language has none', () => {
    expect(idsFor(index, 'vpn ', { language: 'hu' })).toEqual(['en-exact', 'en-more']);
  });

  test('the limit holds for both together', () => {
    expect(idsFor(index, 'vpn ', { language: 'sv', limit: 2 })).toEqual(['sv', 'en-exact']);
    expect(idsFor(index, 'vpn ', { language: 'sv', limit: 1 })).toEqual(['sv']);
    expect(idsFor(index, 'vpn ', { language: 'sv', limit: 0 })).toEqual([]);
  });

  test('in English guides, unknown words are repaired only when there are no others', () => {
    const english = titled({ a: 'Password' });
    expect(idsFor(english, 'pasword ', { language: 'sv' })).toEqual(['a']);
    expect(ask(english, 'pasword ', { language: 'sv' }).meant).toEqual([
      { typed: 'pasword', meant: 'password' },
    ]);
    const both = patchIndex(english, { removed: [], added: [textOf('b', 'Skrivare', { language: 'sv' })] });
    expect(ask(both, 'pasword ', { language: 'sv' })).toEqual({ hits: [], meant: [] });
  });

  test('no index, no answer', () => {
    expect(ask(buildIndex([]), 'vpn')).toEqual({ hits: [], meant: [] });
  });
});

describe('guides that are not shown', () => {
  const index = titled(Object.fromEntries(Array.from({ length: 70 }, (_, number) => [`g${number}`, 'Mail'])));

  test('leave their room to others, however many they are', () => {
    expect(idsFor(index, 'mail ', { limit: 3, isShown: (id) => id >= 'g6' })).toEqual(['g6', 'g60', 'g61']);
    expect(idsFor(index, 'mail ', { isShown: (id) => id === 'g69' })).toEqual(['g69']);
    expect(idsFor(index, 'mail ', { isShown: () => false })).toEqual([]);
  });

  test('a limit above what is compared in full is kept, too', () => {
    expect(idsFor(index, 'mail ', { limit: 65 })).toHaveLength(65);
  });
});

describe('function words', () => {
  const index = titled({ a: 'How to do the thing', b: 'Printer', c: 'The printer' });

  test('count for nothing beside others', () => {
    expect(idsFor(index, 'how do the printer ').sort()).toEqual(['b', 'c']);
  });

  test('alone they are answered by titles and words', () => {
    expect(idsFor(index, 'how do ')).toEqual(['a']);
    const inBody = buildIndex([textOf('a', 'Mail', { body: 'how do I', summary: 'how do I' })]);
    expect(idsFor(inBody, 'how do ')).toEqual([]);
  });
});

describe('synonyms', () => {
  const index = titled({
    tv: 'Television',
    fix: 'Screen not responding',
    pdf: 'Adobe Acrobat',
    off: 'Turn off sound',
  });

  test('of one group help to find each other', () => {
    const synonyms = synonymTable({ same: [['television', 'telly', 'goggle box']] });
    expect(idsFor(index, 'telly ', { synonyms })).toEqual(['tv']);
    expect(idsFor(index, 'goggle box ', { synonyms })).toEqual(['tv']);
    const others = titled({ telly: 'Telly', box: 'Goggle box' });
    expect(idsFor(others, 'televisions ', { synonyms }).sort()).toEqual(['box', 'telly']);
    expect(idsFor(others, 'television ')).toEqual([]);
  });

  test('in one direction do not go back', () => {
    const synonyms = synonymTable({ means: { reader: ['acrobat'], 'screen frozen': ['not responding'] } });
    expect(idsFor(index, 'reader ', { synonyms })).toEqual(['pdf']);
    expect(idsFor(titled({ a: 'Reader' }), 'acrobat ', { synonyms })).toEqual([]);
    expect(idsFor(index, 'my screen is frozen ', { synonyms })[0]).toBe('fix');
  });

  test('a phrase keeps the words that make it: turn off is not turn on', () => {
    const synonyms = synonymTable({ means: { 'turn off': ['shut down'], 'turn on': ['boot'] } });
    const both = titled({ down: 'Shut down', boot: 'Boot', other: 'Mail' });
    expect(idsFor(both, 'turn off ', { synonyms })).toEqual(['down']);
    expect(idsFor(both, 'turn it off ', { synonyms })).toEqual(['down']);
    expect(idsFor(both, 'how do i turn on ', { synonyms })).toEqual(['boot']);
    expect(idsFor(both, 'turn ', { synonyms })).toEqual([]);
  });

  test('the very word comes before its synonym', () => {
    const synonyms = synonymTable({ same: [['telly', 'television']] });
    expect(idsFor(titled({ a: 'Television', b: 'Telly' }), 'telly ', { synonyms })).toEqual(['b', 'a']);
  });

  test('are found for a repaired word, too', () => {
    const synonyms = synonymTable({ same: [['password', 'passphrase']] });
    expect(idsFor(titled({ a: 'Passphrase', b: 'Password' }), 'pasword ', { synonyms })).toEqual(['b', 'a']);
  });

  test('in English find guides that exist in English only', () => {
    const synonyms = synonymTable(
      { english: { lösenord: ['password'], 'svart skärm': ['black screen'] } },
      'sv',
    );
    const mixed = buildIndex([
      textOf('en', 'Forgot a password'),
      textOf('dark', 'Black screen'),
      textOf('white', 'White screen'),
      textOf('sv', 'Password', { language: 'sv' }),
    ]);
    expect(idsFor(mixed, 'lösenordet ', { language: 'sv', synonyms })).toEqual(['en']);
    expect(idsFor(mixed, 'svart skärm ', { language: 'sv', synonyms })[0]).toBe('dark');
    expect(idsFor(mixed, 'lösenordet ', { language: 'sv' })).toEqual([]);
  });

  test('in the own language find nothing in English guides', () => {
    const synonyms = synonymTable({ means: { lösen: ['password'] } }, 'sv');
    expect(idsFor(titled({ en: 'Password' }), 'lösen ', { language: 'sv', synonyms })).toEqual([]);
  });
});
