import fc from 'fast-check';
import { expect, test } from 'vitest';
import { numberReader, writeNumbers } from '../../../shared/search/number-column.ts';

test('numbers come back as they went in, as text that JSON leaves as it is', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(3000), fc.nat())), (numbers) => {
      const column = writeNumbers(numbers);
      expect(JSON.stringify(column)).toBe(`"${column}"`);
      const reader = numberReader(column);
      expect(numbers.map(reader.next)).toEqual(numbers);
      expect(reader.isAtEnd()).toBe(true);
      expect(reader.next).toThrow(RangeError);
    }),
  );
});

test('small numbers take one character, those of a big knowledge base two or three', () => {
  expect([0, 56, 57, 1994, 1995, 60_000].map((number) => writeNumbers([number]).length)).toEqual([
    1, 1, 2, 2, 3, 3,
  ]);
});
