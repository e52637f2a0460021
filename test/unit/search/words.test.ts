import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { isCode, wordsOf } from '../../../shared/search/words.ts';

vi.setConfig({ testTimeout: 30_000 });

const written = (text: string): string[] => wordsOf(text).map((word) => word.written);

describe('the words of a text', () => {
  test.each([
    ['Reset my password!', ['reset', 'my', 'password']],
    ['Tøm utskriftskøen på nytt', ['tøm', 'utskriftskøen', 'på', 'nytt']],
    ['Återställ lösenordet', ['återställ', 'lösenordet']],
    ['Nulstil adgangskoden – æøå', ['nulstil', 'adgangskoden', 'æøå']],
    ['Straße, Drücker', ['straße', 'drücker']],
    ['Jelszó megváltoztatása űrlappal', ['jelszó', 'megváltoztatása', 'űrlappal']],
    ['«quoted» (in brackets) [and more]', ['quoted', 'in', 'brackets', 'and', 'more']],
    ['Сбросить пароль', ['сбросить', 'пароль']],
    ['', []],
    ['!!! ??? — 👍🏽 \u200b\u0000', []],
  ])('%s', (text, words) => expect(written(text)).toEqual(words));

  test('an accent typed as a character of its own is the same word', () => {
    const composed = wordsOf('lösenord é');
    const decomposed = wordsOf('lösenord é'.normalize('NFD'));
    expect(decomposed.map((word) => word.written)).toEqual(composed.map((word) => word.written));
    expect(decomposed[0]?.end).toBe('lösenord'.length + 1);
  });

  test('invisible characters belong to a word and do not change it', () => {
    expect(wordsOf('pass\u00adword')).toEqual([
      { written: 'password', folded: 'password', parts: [], start: 0, end: 9, raw: 'pass\u00adword' },
    ]);
  });

  test.each([
    ["can't", 'cant'],
    ['can’t', 'cant'],
    ['Wi-Fi', 'wifi'],
    ['Ctrl+P', 'ctrlp'],
    ['TCP/IP', 'tcpip'],
    ['0x8007-0005', '0x80070005'],
    ['err_connection_reset', 'errconnectionreset'],
    ['24.04.1', '24041'],
    ['C++', 'c'],
  ])('%s is one word', (text, word) => expect(written(text)).toEqual([word]));

  test.each([
    ['TCP/IP', ['tcp', 'ip']],
    ['Ctrl+P', ['ctrl']],
    ["can't", []],
    ['0x8007-0005', ['0x8007', '0005']],
    ['password', []],
  ])('the parts of %s are its pieces of two characters or more', (text, parts) => {
    expect(wordsOf(text)[0]?.parts).toEqual(parts);
  });

  test('data is no word; a too long joined word is known by its first piece', () => {
    expect(written('a'.repeat(60))).toHaveLength(1);
    expect(written('a'.repeat(61))).toEqual([]);
    const [word] = wordsOf(`folder/${'b'.repeat(40)}/${'c'.repeat(40)}/${'d'.repeat(61)}`);
    expect(word).toMatchObject({ written: 'folder', parts: ['b'.repeat(40), 'c'.repeat(40)] });
  });

  test('ranges lie apart and in order, and hold the word as it was typed', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.constantFrom('Wi-Fi', 'e\u0301', "'", '’', '/', ' ', 'ß', '0x8', '\u00ad', 'İ'))
        .map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(text, (typed) => {
        let before = 0;
        for (const { start, end, ...word } of wordsOf(typed)) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          expect(wordsOf(typed.slice(start, end))).toEqual([{ ...word, start: 0, end: end - start }]);
          before = end;
        }
        expect(before).toBeLessThanOrEqual(typed.length);
      }),
    );
  });
});

test.each([
  ['0x80070005', true],
  ['kb5034441', true],
  ['24041', true],
  ['٣', true],
  ['password', false],
  ['ctrlp', false],
])('%s is a code: %s', (word, code) => expect(isCode(word)).toBe(code));
