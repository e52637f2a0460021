import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Language } from '../../../shared/language.ts';
import { fold, foldSpeltOut } from '../../../shared/search/fold.ts';
import { isFunctionWord, meaningful } from '../../../shared/search/function-words.ts';
import { stemOf } from '../../../shared/search/stem.ts';
import { wordsOf } from '../../../shared/search/words.ts';

describe('folding', () => {
  test.each([
    ['lösenord', 'losenord'],
    ['utskriftskø', 'utskriftsko'],
    ['låseskærm', 'laseskaerm'],
    ['straße', 'strasse'],
    ['űrlap', 'urlap'],
    ['œuvre', 'oeuvre'],
    ['łódź', 'lodz'],
    ['ﬁle', 'file'],
    ['password', 'password'],
    ['kb5034441', 'kb5034441'],
  ])('%s is compared as %s', (word, folded) => expect(fold(word)).toBe(folded));

  test('composed or not, folded once or twice, it is the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const word = text.toLowerCase();
        expect(fold(word.normalize('NFD'))).toBe(fold(word.normalize('NFC')));
        expect(fold(fold(word))).toBe(fold(word));
      }),
    );
  });

  test.each([
    ['druecker', 'drucker'],
    ['paa', 'pa'],
    ['loesenord', 'losenord'],
    ['utskriftskoeen', 'utskriftskoen'],
    ['laaseskaerm', 'laseskarm'],
    ['steuergeraet', 'steuergerat'],
  ])('%s is spelt out for %s', (typed, plain) => expect(foldSpeltOut(typed)).toContain(plain));

  test('nothing is spelt out in mail', () => expect(foldSpeltOut('mail')).toEqual([]));
});

describe('inflections have a stem in common', () => {
  const families: [Language, string[]][] = [
    ['en', ['printer', 'printers']],
    ['en', ['connect', 'connects', 'connected', 'connecting', 'connection']],
    ['en', ['protect', 'protection']],
    ['nb', ['skriver', 'skriveren', 'skrivere', 'skriverne']],
    ['nb', ['skjerm', 'skjermen', 'skjermene']],
    ['nb', ['passord', 'passordet', 'passordene']],
    ['sv', ['lösenord', 'lösenordet', 'lösenorden']],
    ['sv', ['nätverk', 'nätverket', 'nätverkets']],
    ['sv', ['skrivare', 'skrivaren', 'skrivarna']],
    ['da', ['skærm', 'skærmen', 'skærmene']],
    ['de', ['drucker', 'druckern', 'druckers']],
    ['de', ['passwort', 'passworte', 'passworts']],
    ['hu', ['nyomtató', 'nyomtatót', 'nyomtatóval']],
    ['hu', ['jelszó', 'jelszavam', 'jelszavát']],
  ];
  test.each(families)('%s %j', (language, words) => {
    expect(new Set(words.map((word) => stemOf(word, language))).size).toBe(1);
  });

  const strangers: [Language, string, string][] = [
    ['en', 'print', 'point'],
    ['sv', 'internet', 'intern'],
    ['sv', 'paket', 'pak'],
    ['de', 'drucker', 'drache'],
  ];
  test.each(strangers)('%s %s is not %s', (language, one, other) => {
    expect(stemOf(one, language)).not.toBe(stemOf(other, language));
  });

  test('codes keep every character', () => {
    for (const language of ['en', 'sv', 'hu'] as const) {
      expect(stemOf('kb5034441s', language)).toBe('kb5034441s');
      expect(stemOf('v2ing', language)).toBe('v2ing');
    }
  });
});

describe('words that say nothing', () => {
  const some: [Language, string, boolean][] = [
    ['en', 'how', true],
    ['en', 'off', false],
    ['en', 'not', false],
    ['nb', 'på', true],
    ['sv', 'någon', true],
    ['da', 'hvornår', true],
    ['de', 'für', true],
    ['de', 'kein', false],
    ['hu', 'nem', false],
    ['hu', 'hogyan', true],
    ['en', 'och', false],
  ];
  test.each(some)('in %s, %s: %s', (language, word, isNothing) => {
    expect(isFunctionWord(fold(word), language)).toBe(isNothing);
  });

  test('they go while another word is left; alone they all stay', () => {
    const left = (text: string) => meaningful(wordsOf(text), 'en').map(({ written }) => written);
    expect(left("How do I reset my password when I can't?")).toEqual(['reset', 'password']);
    expect(left('how do I')).toEqual(['how', 'do', 'i']);
    expect(left('')).toEqual([]);
  });
});
