import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { uuidV7 } from '../../../shared/delivery/uuid-v7.ts';

it('is the example of RFC 9562', () => {
  // A.6: 22 February 2022, 14:22:22 GMT-05:00, with the random bits 0xCC3 and 0x18C4DC0C0C07398F.
  const random = Uint8Array.of(0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f);
  expect(uuidV7(1_645_557_742_000, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
});

it('is one at any time, and sorts by it', () => {
  const time = fc.integer({ min: 0, max: 2 ** 48 - 1 });
  fc.assert(
    fc.property(time, time, (one, other) => {
      const [a, b] = [uuidV7(one, randomBytes(10)), uuidV7(other, randomBytes(10))];
      expect(z.uuidv7().safeParse(a).success).toBe(true);
      if (one < other) expect(a < b).toBe(true);
    }),
  );
});
