import { z } from 'zod';
import { redact } from '../requests/redact.ts';
import { missingReasons, ratingWordsMax } from './rating-choices.ts';

/** As it is kept, shown and sent: good or not, what was missing, and a few words on one line. */
export const ratingShape = {
  good: z.boolean(),
  missing: z.exactOptional(z.enum(missingReasons)),
  words: z.exactOptional(
    z
      .string()
      .max(ratingWordsMax)
      .regex(/^[^\p{C}]+$/u),
  ),
};
export const ratingSchema = z.strictObject(ratingShape);
export type Rating = z.infer<typeof ratingSchema>;

/** As a person gives it: the words may have anything in them. */
export const givenRatingSchema = z.strictObject({
  ...ratingShape,
  words: z.exactOptional(z.string().max(ratingWordsMax)),
});

/** When a guide was last asked about, and which state of it: a guide that was reviewed since is another one. */
export const askedForRatingSchema = z.strictObject({ reviewed: z.iso.date(), atMs: z.number() });
export type AskedForRating = z.infer<typeof askedForRatingSchema>;

const askAgainMs = 90 * 24 * 60 * 60_000;
/** Somebody who goes back and forth between "yes" and "no" is still at the same question. */
const sameQuestionMs = 10 * 60_000;

const since = (asked: AskedForRating, nowMs: number): number => Math.abs(nowMs - asked.atMs);

/** Whether to ask what somebody thinks of a guide: `again` when it is the question that they have before them. */
export function asksForRating(
  asked: AskedForRating | undefined,
  reviewed: string,
  nowMs: number,
): 'first' | 'again' | 'not' {
  if (!asked || asked.reviewed !== reviewed || since(asked, nowMs) >= askAgainMs) return 'first';
  return since(asked, nowMs) < sameQuestionMs ? 'again' : 'not';
}

/** Which guides were asked about, this one included, without those that may be asked about again. */
export function withAsked(
  asked: Readonly<Record<string, AskedForRating>>,
  guide: string,
  now: AskedForRating,
): Record<string, AskedForRating> {
  const still = Object.entries(asked).filter(([, one]) => since(one, now.atMs) < askAgainMs);
  return { ...Object.fromEntries(still), [guide]: now };
}

/** What is kept of a rating: the words without what names a person or opens a door. */
export function keepableRating({ words, ...rating }: Rating): Rating {
  // Redacted again when the lines are one: a secret may have been written over two.
  const plain = redact(redact(words ?? '').replace(/[\p{C}\s]+/gu, ' ')).trim();
  // A cut may leave half a character.
  const short = plain
    .slice(0, ratingWordsMax)
    .replace(/\p{Cs}/gu, '')
    .trimEnd();
  return short === '' ? rating : { ...rating, words: short };
}
