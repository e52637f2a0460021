/**
 * How long signatures hold, and how many keys it takes. An expired signature never takes content from a machine: it
 * stops machines from taking more and tells people that the content may be old.
 */
export type Role = 'root' | 'targets' | 'campaigns' | 'online';

const dayMs = 24 * 60 * 60 * 1000;

export interface Lifetimes {
  rootMs: number;
  /** The guides' list. */
  targetsMs: number;
  campaignsMs: number;
  snapshotMs: number;
  timestampMs: number;
}

/**
 * Root three years: a ceremony with people and paper. Guides and campaigns one year: an organisation that has not
 * published for a year should hear of it. Snapshot and timestamp a month: the longest that somebody between server and
 * machine can hold back news; a cron job refreshes them, and a month leaves time to repair it.
 */
export const lifetimes: Lifetimes = {
  rootMs: 3 * 365 * dayMs,
  targetsMs: 365 * dayMs,
  campaignsMs: 365 * dayMs,
  snapshotMs: 30 * dayMs,
  timestampMs: 30 * dayMs,
};

/** Without a machine that can run a cron job, a person refreshes every quarter. */
export const lifetimesWithoutServer: Lifetimes = {
  ...lifetimes,
  snapshotMs: 90 * dayMs,
  timestampMs: 90 * dayMs,
};

/** The timestamp is signed again once a third of its life is over: two repairs of the cron job fit in what is left. */
export const timestampDueAfter = 1 / 3;

/** The snapshot less often, as every machine must then fetch it; never so late that one missed refresh ends it. */
export const snapshotDueAfter = 1 / 2;

/** Guides, campaigns and root take a person's passphrase: asked for in the last third only. */
export const personDueAfter = 2 / 3;

/** Root needs one of two: losing one is no harm. Above 1,000 machines two of three, two printed, so that stealing one is none. */
export const rootRules = {
  '1-of-2': { threshold: 1, keys: 2 },
  '2-of-3': { threshold: 2, keys: 3 },
} as const;
export type RootRule = keyof typeof rootRules;
