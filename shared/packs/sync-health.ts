import type { SyncRefusalKind } from './sync-refusal.ts';

/** How getting newer guides goes, as far as a person cares; screens have a sentence for each. */
export const syncHealths = [
  'good',
  /** Newer guides are there, and wait for a network that costs nothing. */
  'waiting-for-network',
  /** A central knowledge base is set up, and nothing came from it yet. */
  'nothing-yet',
  'offline',
  /** The network wants somebody to sign in first. */
  'sign-in-page',
  /** The server answers, and not with the guides. */
  'server-trouble',
  /** IT must sign the knowledge base again. */
  'signature-expired',
  /** What came is not what IT has signed; it was not used. */
  'not-genuine',
  'needs-newer-app',
  'disk-full',
] as const;
export type SyncHealth = (typeof syncHealths)[number];

const healthOfRefusal: Readonly<Record<SyncRefusalKind, SyncHealth>> = {
  offline: 'offline',
  timeout: 'offline',
  'server-error': 'server-trouble',
  missing: 'server-trouble',
  'captive-portal': 'sign-in-page',
  'not-json': 'not-genuine',
  'bad-signature': 'not-genuine',
  rollback: 'not-genuine',
  expired: 'signature-expired',
  'too-big': 'not-genuine',
  'wrong-hash': 'not-genuine',
  'needs-newer-app': 'needs-newer-app',
  invalid: 'not-genuine',
  'could-not-save': 'disk-full',
};

/** What is remembered of earlier checks. */
export interface SyncRecord {
  lastGoodMs?: number;
  /** Of the last check, when it was refused. */
  refusal?: { kind: SyncRefusalKind; atMs: number };
  /** The last good check left newer guides where they are. */
  isWaiting?: boolean;
}

/** The state in one word; whatever it is, the guides that are there work. */
export function syncHealth({ lastGoodMs, refusal, isWaiting }: SyncRecord): SyncHealth {
  if (refusal) return healthOfRefusal[refusal.kind];
  if (lastGoodMs === undefined) return 'nothing-yet';
  return isWaiting ? 'waiting-for-network' : 'good';
}
