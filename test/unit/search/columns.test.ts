import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createByteWriter,
  differences,
  readNumbers,
  undoDifferences,
  writeNumbers,
} from '../../../shared/search/bytes.ts';
import { groupBy, membersOf, startsOf } from '../../../shared/search/groups.ts';
import { skipPosting, timesMax, writePosting, type Posting } from '../../../shared/search/posting.ts';
import { bestOf } from '../../../shared/search/top.ts';

const number = fc.oneof(fc.nat(300), fc.integer({ min: 0, max: 0xffff_ffff }));

function endFrom(bytes: Uint8Array, at: number): number {
  const cursor = { at };
  skipPosting(bytes, cursor);
  return cursor.at;
}

describe('columns of numbers', () => {
  test('are read as they were written', () => {
    fc.assert(
      fc.property(fc.array(number), (numbers) => {
        expect([...readNumbers(writeNumbers(numbers), numbers.length)]).toEqual(numbers);
      }),
    );
  });

  test('survive as differences', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0x3fff_ffff)), (numbers) => {
        const steps = readNumbers(writeNumbers(differences(numbers)), numbers.length);
        expect([...undoDifferences(steps)]).toEqual(numbers);
      }),
    );
  });

  test('cut off, longer than they say or endless, they are refused', () => {
    fc.assert(
      fc.property(fc.array(number, { minLength: 1 }), (numbers) => {
        const bytes = writeNumbers(numbers);
        expect(() => readNumbers(bytes.subarray(0, -1), numbers.length)).toThrow(RangeError);
        expect(() => readNumbers(bytes, numbers.length - 1)).toThrow(RangeError);
        expect(() => readNumbers(bytes, numbers.length + 1)).toThrow(RangeError);
      }),
    );
    expect(() => readNumbers(new Uint8Array(40).fill(255), 1)).toThrow(RangeError);
    expect(() => readNumbers(new Uint8Array(4), 0xffff_ffff)).toThrow(RangeError);
  });

  test('a range is copied at its place, however small the writer began', () => {
    const writer = createByteWriter(1);
    writer.number(300);
    writer.range(Uint8Array.of(9, 8, 7, 6), 1, 3);
    expect(writer.length).toBe(4);
    expect([...writer.done()]).toEqual([0xac, 2, 8, 7]);
  });
});

describe('postings', () => {
  const passages = fc
    .uniqueArray(fc.nat(400), { maxLength: 200 })
    .map((places) => places.sort((a, b) => a - b).map((passage) => ({ passage, times: (passage % 9) + 1 })));
  const posting: fc.Arbitrary<Posting> = fc.record({
    fields: fc.nat(7),
    passages: fc.oneof(passages, fc.constantFrom<Posting['passages']>([], [{ passage: 0, times: 4 }])),
  });

  test('each ends where the next one begins', () => {
    fc.assert(
      fc.property(fc.array(posting, { maxLength: 8 }), (postings) => {
        const writer = createByteWriter(1);
        const ends = postings.map((one) => {
          writePosting(writer, one);
          return writer.length;
        });
        const bytes = writer.done();
        expect(ends.map((_, place) => endFrom(bytes, ends[place - 1] ?? 0))).toEqual(ends);
      }),
    );
  });

  test('a word of a short guide takes one byte, whatever its fields', () => {
    for (let fields = 0; fields < 8; fields += 1) {
      for (let times = 1; times <= timesMax + 2; times += 1) {
        const writer = createByteWriter();
        writePosting(writer, { fields, passages: [{ passage: 0, times }] });
        expect(writer.length).toBe(1);
      }
    }
  });

  test('one that is cut off ends with the bytes', () => {
    const writer = createByteWriter();
    writePosting(writer, { fields: 1, passages: [1, 2, 300].map((passage) => ({ passage, times: 1 })) });
    const bytes = writer.done();
    for (let length = 2; length < bytes.length; length += 1) {
      expect(endFrom(bytes.subarray(0, length), 0)).toBeLessThanOrEqual(length + 1);
    }
  });
});

describe('groups', () => {
  test('every member is in its group, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(6)), (groupOf) => {
        const groups = groupBy(groupOf, 7);
        for (let group = 0; group < 7; group += 1) {
          const wanted = groupOf.flatMap((one, member) => (one === group ? [member] : []));
          expect([...membersOf(groups, group)]).toEqual(wanted);
        }
        expect([...membersOf(groups, 7)]).toEqual([]);
      }),
    );
  });

  test('starts are the sums of the lengths before', () => {
    expect([...startsOf([2, 0, 3])]).toEqual([0, 2, 2, 5]);
    expect([...startsOf([])]).toEqual([0]);
  });
});

test('the best candidates are those of putting all in order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9)), fc.integer({ min: 1, max: 8 }), fc.nat(3), (scores, count, without) => {
      const accepts = (candidate: number): boolean => candidate % 4 !== without;
      const all = [...scores.keys()];
      const wanted = all
        .filter(accepts)
        .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)
        .slice(0, count);
      expect(bestOf(all, (place) => scores[place] ?? 0, { count, accepts })).toEqual(wanted);
      expect(bestOf(all.reverse(), (place) => scores[place] ?? 0, { count, accepts })).toEqual(wanted);
    }),
  );
});
