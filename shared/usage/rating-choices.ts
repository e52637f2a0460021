/** What was not as it should be in a guide, in words that editors can act on. */
export const missingReasons = ['step-missing', 'looks-different', 'hard-to-follow', 'other-problem'] as const;
export type MissingReason = (typeof missingReasons)[number];

export const ratingWordsMax = 280;
