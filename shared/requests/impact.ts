/** Whom it keeps from working. */
export const impacts = ['me', 'team', 'everyone'] as const;
export type Impact = (typeof impacts)[number];
