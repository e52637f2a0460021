import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '../../../shared/requests/redact.ts';
import {
  asksForRating,
  givenRatingSchema,
  keepableRating,
  ratingSchema,
  withAsked,
} from '../../../shared/usage/rating.ts';
import { ratingWordsMax } from '../../../shared/usage/rating-choices.ts';

const dayMs = 24 * 60 * 60_000;
const nowMs = Date.UTC(2026, 9, 12, 9, 0);

describe('asking for a rating', () => {
  const asked = { reviewed: '2026-09-01', atMs: nowMs };

  it('asks once, goes on with the question for ten minutes, and asks again after 90 days or a review', () => {
    expect(asksForRating(undefined, '2026-09-01', nowMs)).toBe('first');
    expect(asksForRating(asked, '2026-09-01', nowMs + 9 * 60_000)).toBe('again');
    expect(asksForRating(asked, '2026-09-01', nowMs + 10 * 60_000)).toBe('not');
    expect(asksForRating(asked, '2026-09-01', nowMs + 90 * dayMs - 1)).toBe('not');
    expect(asksForRating(asked, '2026-09-01', nowMs + 90 * dayMs)).toBe('first');
    expect(asksForRating(asked, '2026-10-12', nowMs + 60 * 60_000)).toBe('first');
  });

  it('asks no more often when the clock is set back, and remembers no longer than it has to', () => {
    expect(asksForRating(asked, '2026-09-01', nowMs - 3 * dayMs)).toBe('not');
    expect(asksForRating({ ...asked, atMs: nowMs + 4000 * dayMs }, '2026-09-01', nowMs)).toBe('first');
    const before = { vpn: asked, printer: { ...asked, atMs: nowMs - 90 * dayMs } };
    expect(withAsked(before, 'mail', asked)).toEqual({ vpn: asked, mail: asked });
  });
});

describe('what is kept of a rating', () => {
  it('has no secret in it, and nothing without words', () => {
    const words = ' Ask  kari@example.org,\n her password is Vinter2026! ';
    expect(keepableRating({ good: false, missing: 'hard-to-follow', words })).toEqual({
      ...{ good: false, missing: 'hard-to-follow' },
      words: 'Ask [mail address], her password is [password]',
    });
    expect(keepableRating({ good: true, words: ' \u200b\n ' })).toEqual({ good: true });
  });

  it('is a rating that the hub takes, whatever was typed', () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: ratingWordsMax }),
      fc.array(fc.constantFrom('C:\\Users\\kari\\', 'a@b.no', '👩‍💻', ' ', 'x', 'pin: 1234', '\n'), {
        maxLength: 60,
      }),
    );
    fc.assert(
      fc.property(typed, fc.boolean(), (text, good) => {
        const words = (typeof text === 'string' ? text : text.join('')).slice(0, ratingWordsMax);
        const kept = keepableRating(givenRatingSchema.parse({ good, words }));
        expect(ratingSchema.safeParse(kept).success, JSON.stringify(kept)).toBe(true);
        expect(keepableRating(kept)).toEqual(kept);
        if (kept.words !== undefined && kept.words.length < ratingWordsMax - 20)
          expect(redact(kept.words)).toBe(kept.words);
      }),
    );
  }, 30_000);
});
