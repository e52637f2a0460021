import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSorted, writeSorted } from '../../../shared/search/sorted-lines.ts';
import { readStems, writeStems } from '../../../shared/search/stem-columns.ts';

const word = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', 'ø', 'ﷺ', '𝐀'), maxLength: 6 }),
  fc.string({ unit: fc.constantFrom('a'), minLength: 250, maxLength: 260 }),
);
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('words in order', () => {
  test('are read as they were written', () => {
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const inOrder = words.sort();
        const { shared, rests } = writeSorted(inOrder);
        expect(readSorted(shared, rests)).toEqual(inOrder);
      }),
    );
  });

  test('take the bytes in which they differ', () => {
    const { shared, rests } = writeSorted(['print', 'printer', 'printers', 'scan']);
    expect([...shared]).toEqual([0, 5, 7, 0]);
    expect(rests).toEqual(utf8('print\ner\ns\nscan\n'));
  });

  test.each<[string, number[], string]>([
    ['a word is missing', [0, 2], 'ab\n'],
    ['there is one too many', [0], 'ab\nc\n'],
    ['the last one is cut off', [0, 2], 'ab\nc'],
    ['the first one shares with none', [1], 'ab\n'],
    ['one shares more than there is', [0, 4], 'ab\nc\n'],
  ])('are refused when %s', (_, shared, rests) => {
    expect(() => readSorted(Uint8Array.from(shared), utf8(rests))).toThrow(RangeError);
  });

  // The end of the line before is taken for a part of it, and makes two lines of one.
  test('are refused when one shares a byte more than there is', () => {
    expect(() => readSorted(Uint8Array.of(0, 3), utf8('ab\nc\n'))).toThrow(RangeError);
  });

  test('are refused when they are no UTF-8', () => {
    expect(() => readSorted(Uint8Array.of(0), Uint8Array.of(0xff, 10))).toThrow(TypeError);
  });
});

describe('stems', () => {
  const roundTrip = (stems: string[], folded: string[], stemOf: number[]): string[] =>
    readStems(writeStems(stems, folded, Uint32Array.from(stemOf)), folded, Uint32Array.from(stemOf));

  test('are read as they were written, whether or not their words begin like them', () => {
    expect(roundTrip(['jelszo', 'print'], ['jelszavam', 'printer', 'prints'], [0, 1, 1])).toEqual([
      'jelszo',
      'print',
    ]);
    const short = fc.string({ unit: fc.constantFrom('a', 'b', 'ø'), maxLength: 4 });
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(short, short), { selector: ([stem]) => stem }), (pairs) => {
        const stems = pairs.map(([stem]) => stem);
        const folded = pairs.map(([stem, end]) => (end.length % 2 === 0 ? stem + end : end));
        expect(roundTrip(stems, folded, [...stems.keys()])).toEqual(stems);
      }),
    );
  });

  // A length is one byte: of a word that grows when it is folded, the stem can be longer than that says.
  test('longer than 255 characters are kept whole', () => {
    const long = 'x'.repeat(270);
    expect(roundTrip([long], [long], [0])).toEqual([long]);
  });

  test('that are missing are refused', () => {
    const columns = { lengths: Uint8Array.of(0, 0), others: ['one'] };
    expect(() => readStems(columns, ['a', 'b'], Uint32Array.of(0, 1))).toThrow(RangeError);
  });
});
