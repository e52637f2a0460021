import { describe, expect, test } from 'vitest';
import type { Language } from '../../../shared/language.ts';
import { buildIndex } from '../../../shared/search/guide-index.ts';
import { liftMax } from '../../../shared/search/question.ts';
import { ask, idsFor, textOf, titled } from './search-texts.ts';

describe('what comes first', () => {
  test('title, words, summary, body, in this order', () => {
    const index = buildIndex([
      textOf('d', 'One', { body: 'zebra' }),
      textOf('c', 'Two', { summary: 'zebra' }),
      textOf('b', 'Three', { words: ['zebra'] }),
      textOf('a', 'Zebra'),
    ]);
    expect(idsFor(index, 'zebra ')).toEqual(['a', 'b', 'c', 'd']);
  });

  test.each(['Reset a password', 'reset a password ', 'RESET PASSWORD?'])(
    '%s: the guide with just this title',
    (text) => {
      const index = buildIndex([
        textOf('exact', 'Reset a password'),
        textOf('loud', 'Reset a password on a phone', {
          words: ['reset', 'password', 'reset password'],
          summary: 'Reset the password',
          body: 'reset password '.repeat(20),
        }),
      ]);
      expect(idsFor(index, text)[0]).toBe('exact');
    },
  );

  // Only the fifty best by their words are compared in full, so it is not even looked at.
  test('the guide with just this title among many that say the word everywhere', () => {
    const loud = Array.from({ length: 80 }, (_, number) =>
      textOf(`loud-${number}`, `Printer ${number}`, {
        words: ['printer', 'printer error'],
        summary: 'printer',
        body: 'printer '.repeat(9),
      }),
    );
    expect(idsFor(buildIndex([...loud, textOf('exact', 'The printer')]), 'printer ')[0]).toBe('exact');
  });

  test('a guide that knows both words before one that is all about one of them', () => {
    const index = buildIndex([
      textOf('one', 'Mail', { words: ['mail'] }),
      textOf('both', 'Sync', { summary: 'The calendar of your mail' }),
    ]);
    expect(idsFor(index, 'mail calendar')[0]).toBe('both');
  });

  test('words near each other before words pages apart', () => {
    const pages = 'other things '.repeat(300);
    const index = buildIndex([
      textOf('apart', 'One', { body: `zebra ${pages} lion ${pages}` }),
      textOf('near', 'Two', { body: `${pages} ${pages} zebra lion` }),
    ]);
    expect(idsFor(index, 'zebra lion ')).toEqual(['near', 'apart']);
  });

  test('a rare word says more than a frequent one', () => {
    const index = titled({ a: 'Start Teams', b: 'Start Outlook', c: 'Start Word', d: 'Close Excel' });
    expect(idsFor(index, 'start excel ')[0]).toBe('d');
  });
});

describe('forms of a word', () => {
  const found: [string, Language, string, string][] = [
    ['an inflection', 'en', 'printers ', 'Connect a printer'],
    ['an inflection', 'sv', 'lösenordet ', 'Byt lösenord'],
    ['an inflection', 'hu', 'jelszavam ', 'Új jelszó'],
    ['another accent', 'de', 'drucker ', 'Drücker'],
    ['letters spelt out', 'de', 'druecker ', 'Drücker'],
    ['letters spelt out', 'nb', 'utskriftskoeen ', 'Tøm utskriftskøen'],
    ['an accent of its own', 'de', 'DRU\u0308CKER ', 'Drücker'],
    ['a soft hyphen', 'de', 'drü\u00adcker ', 'Drücker'],
    ['an apostrophe', 'en', 'can’t print ', "I can't print"],
    ['a joined word', 'en', 'wifi ', 'Wi-Fi is slow'],
    ['a word typed apart', 'en', 'wi fi ', 'The Wifi is slow'],
    ['a compound typed apart', 'sv', 'lösen ord ', 'Byt lösenord'],
    ['a part of a joined word', 'en', 'tcp ', 'TCP/IP settings'],
    ['a joined word known by its parts', 'en', 'printer/scanner ', 'The scanner is stuck'],
    ['a code with other separators', 'en', '0x80070005 ', 'Error 0x8007-0005'],
    ['a slip', 'en', 'pasword ', 'Choose a password'],
    ['two slips', 'en', 'pasworrd ', 'Choose a password'],
    ['a slip at the beginning of a word', 'en', 'paswo', 'Choose a password'],
  ];
  test.each(found)('%s (%s): %s', (_, language, text, title) => {
    expect(idsFor(titled({ found: title, other: 'Zzz' }, language), text, { language })).toEqual(['found']);
  });

  const compounds = titled(
    { printer: 'Skrivare', network: 'Nätverk', both: 'Nätverksskrivare', cable: 'Kabel' },
    'sv',
  );
  test.each([
    ['skrivare ', ['printer', 'both']],
    ['nätverk ', ['network', 'both']],
    ['nätverksskrivare ', ['both', 'printer', 'network']],
    ['nätverkskabel ', ['cable', 'network']],
  ])('compounds are found by their parts, and parts by the compound: %s', (text, ids) => {
    expect(idsFor(compounds, text, { language: 'sv' })).toEqual(ids);
  });

  test('a compound typed apart is found without the letters that link its parts', () => {
    expect(idsFor(compounds, 'nätverk skrivare ', { language: 'sv' })).toContain('both');
  });

  test('a beginning counts in the last word only, while nothing follows it', () => {
    const index = titled({ a: 'Password', b: 'Printer' });
    expect(idsFor(index, 'passw')).toEqual(['a']);
    expect(idsFor(index, 'printer passw')).toEqual(['b', 'a']);
    expect(idsFor(index, 'pas ')).toEqual([]);
    expect(idsFor(index, 'pas?')).toEqual([]);
    expect(idsFor(index, 'pas printer ')).toEqual(['b']);
  });

  test('one or two letters begin words of short fields only', () => {
    const index = buildIndex([textOf('a', 'Printer'), textOf('b', 'Mail', { body: 'printer' })]);
    expect(idsFor(index, 'pr')).toEqual(['a']);
    expect(idsFor(index, 'pri')).toEqual(['a', 'b']);
    expect(idsFor(index, 'p')).toEqual([]);
  });

  test.each(['KB5034442 ', '0x80070006 ', 'pim '])('%s is not repaired', (text) => {
    const index = buildIndex([textOf('a', 'PIN', { body: 'KB5034441 0x80070005' })]);
    expect(ask(index, text)).toEqual({ hits: [], meant: [] });
  });

  test('a known word is taken as it is, unless a slip away is one of far more guides', () => {
    expect(idsFor(titled({ a: 'Scan', b: 'Scam' }), 'scan ')).toEqual(['a']);
    const usual = Array.from({ length: 30 }, (_, number) => textOf(`g${number}`, 'Password'));
    const index = buildIndex([...usual, textOf('typo', 'My pasword')]);
    const { hits, meant } = ask(index, 'pasword ', { limit: 40 });
    expect(hits).toHaveLength(31);
    expect(meant).toEqual([]);
  });
});

describe('words that were repaired are told', () => {
  const index = titled({ a: 'Choose a Password', b: 'The printer' });
  test.each([
    ['pasword ', [{ typed: 'pasword', meant: 'password' }]],
    [
      'my PIRNTER and Pasword ',
      [
        { typed: 'PIRNTER', meant: 'printer' },
        { typed: 'Pasword', meant: 'password' },
      ],
    ],
    ['password ', []],
    ['passw', []],
    ['zzzzzz ', []],
  ])('%s', (text, meant) => expect(ask(index, text).meant).toEqual(meant));
});

describe('what else speaks for a guide', () => {
  const twins = titled({ a: 'Printer offline', b: 'Printer offline', c: 'Printer jammed offline today' });

  test('breaks a tie', () => {
    expect(idsFor(twins, 'printer ')[0]).toBe('a');
    expect(idsFor(twins, 'printer ', { lifts: new Map([['b', 1.05]]) })[0]).toBe('b');
  });

  test('never passes the guide with just this title', () => {
    const more = { words: ['printer'], summary: 'printer', body: 'printer printer printer printer' };
    const index = buildIndex([textOf('exact', 'Printer'), textOf('close', 'Printer printer', more)]);
    expect(idsFor(index, 'printer ', { lifts: new Map([['close', 1000]]) })[0]).toBe('exact');
  });

  test('counts up to its limit, and never against a guide', () => {
    const scoreOf = (lift: number): number | undefined =>
      ask(twins, 'printer ', { lifts: new Map([['b', lift]]) }).hits.find(({ id }) => id === 'b')?.score;
    expect(scoreOf(50)).toBe(scoreOf(liftMax));
    expect(scoreOf(liftMax)).toBeCloseTo((scoreOf(1) ?? 0) * 1.2, 5);
    expect(scoreOf(0.1)).toBe(scoreOf(1));
  });

  test('can not make up for a word that is missing', () => {
    const index = titled({ a: 'Mail and calendar', b: 'Mail', c: 'Else' });
    expect(idsFor(index, 'mail calendar', { lifts: new Map([['b', 1.2]]) })[0]).toBe('a');
  });
});
