import { personDueAfter, type Lifetimes } from './lifetimes.ts';
import { newestRoot, type PublishedState } from './signed-state.ts';

/** Whether so much of its life is over that it should be signed again. */
export const isDue = (expires: string, lifetimeMs: number, dueAfter: number, nowMs: number): boolean =>
  Date.parse(expires) - nowMs <= lifetimeMs * (1 - dueAfter);

export type SignedRole = 'root' | 'targets' | 'campaigns' | 'snapshot' | 'timestamp';

export interface Expiry {
  role: SignedRole;
  version: number;
  expires: string;
  /** `due`: more than two thirds of its life are over, so whoever should have renewed it did not. */
  health: 'good' | 'due' | 'expired';
}

/** How long each signature still holds. */
export function expiriesOf(state: PublishedState, lifetimes: Lifetimes, nowMs: number): readonly Expiry[] {
  const rows = [
    ['root', newestRoot(state.roots).metadata, lifetimes.rootMs],
    ['targets', state.targets, lifetimes.targetsMs],
    ['campaigns', state.campaigns, lifetimes.campaignsMs],
    ['snapshot', state.snapshot, lifetimes.snapshotMs],
    ['timestamp', state.timestamp, lifetimes.timestampMs],
  ] as const;
  return rows.map(([role, { signed }, lifetimeMs]) => {
    const { version, expires } = signed;
    if (Date.parse(expires) <= nowMs) return { role, version, expires, health: 'expired' };
    return {
      role,
      version,
      expires,
      health: isDue(expires, lifetimeMs, personDueAfter, nowMs) ? 'due' : 'good',
    };
  });
}

const dayMs = 24 * 60 * 60 * 1000;

/** `holds until 2027-01-02 (61 days)`, `expired on 2026-10-01`. */
export function expiryInWords(
  { expires, health }: Pick<Expiry, 'expires' | 'health'>,
  nowMs: number,
): string {
  const date = expires.slice(0, 10);
  if (health === 'expired') return `expired on ${date}`;
  const days = Math.floor((Date.parse(expires) - nowMs) / dayMs);
  return `holds until ${date} (${days === 1 ? '1 day' : `${days} days`})`;
}
