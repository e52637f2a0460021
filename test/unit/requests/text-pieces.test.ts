import fc from 'fast-check';
import { expect, it } from 'vitest';
import { textPieces } from '../../../shared/requests/text-pieces.ts';

it('loses nothing, and cuts no line that fits into a piece', () => {
  const lines = fc.array(fc.string({ maxLength: 9 }).map((line) => line.replaceAll('\n', ' ')));
  fc.assert(
    fc.property(lines, (written) => {
      const text = written.join('\n');
      const pieces = textPieces(text, 10);
      expect(pieces.join('')).toBe(text);
      expect(pieces.every((piece) => piece.length > 0 && piece.length <= 10)).toBe(true);
      expect(pieces.slice(0, -1).every((piece) => piece.endsWith('\n'))).toBe(true);
    }),
  );
});

it('cuts a line that is longer than a piece', () => {
  expect(textPieces('abcdefg', 3)).toEqual(['abc', 'def', 'g']);
});
