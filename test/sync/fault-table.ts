import type { SyncRefusalKind } from '../../shared/packs/sync-refusal.ts';
import type { Fault } from '../support/fault-proxy.ts';

/** What a sync asks for: signed metadata, a signed target, or what is taken by its hash after it is decompressed. */
const jsonKinds = ['root', 'timestamp', 'snapshot', 'targets', 'campaigns'] as const;
const targetKinds = ['notices', 'incidents'] as const;
export type RequestKind =
  | (typeof jsonKinds)[number]
  | (typeof targetKinds)[number]
  /** The bundle that spares a machine the snapshot and what follows it. */
  | 'news'
  /** Blobs and deltas: taken by their hash after they were decompressed. */
  | 'delta'
  | 'catalog'
  | 'head'
  | 'guide'
  | 'image'
  | 'full'
  | 'index';
type Form = 'json' | 'target' | 'brotli';

function formOf(kind: RequestKind): Form {
  if (jsonKinds.some((one) => one === kind)) return 'json';
  return targetKinds.some((one) => one === kind) ? 'target' : 'brotli';
}

/** Only slow: the sync ends well. */
const harmless = ['latency', 'bandwidth', 'slicing'] as const satisfies Fault[];
type Harmful = Exclude<Fault, (typeof harmless)[number]>;
export const isHarmful = (fault: Fault): fault is Harmful => !harmless.some((one) => one === fault);

const always = (...kinds: SyncRefusalKind[]): Record<Form, readonly SyncRefusalKind[]> => ({
  json: kinds,
  target: kinds,
  brotli: kinds,
});
/** Bytes that came whole and are not the ones that were signed. */
const wrongBytes = {
  json: ['not-json', 'bad-signature', 'wrong-hash', 'invalid'],
  target: ['wrong-hash'],
  brotli: ['wrong-hash'],
} as const;
/** More bytes than were announced in signed metadata. */
const tooMany = {
  json: ['too-big', 'not-json'],
  target: ['too-big'],
  brotli: ['too-big', 'wrong-hash'],
} as const;

/** The kinds that a fault may be refused with, by what it befell. */
const refusals: Record<Harmful, Record<Form, readonly SyncRefusalKind[]>> = {
  reset: always('offline'),
  'reset-in-body': always('offline'),
  timeout: always('timeout'),
  'half-open': always('timeout'),
  'slow-drip': always('timeout'),
  limit: always('offline'),
  'corrupt-byte': wrongBytes,
  // Who says more than is allowed is not listened to.
  'length-too-long': always('offline', 'too-big'),
  'length-too-short': {
    ...wrongBytes,
    json: [...wrongBytes.json, 'offline'],
    brotli: ['wrong-hash', 'offline'],
  },
  'html-with-200': always('captive-portal'),
  'sign-in-redirect': always('captive-portal'),
  'network-authentication': always('captive-portal'),
  'brotli-bomb': {
    json: ['not-json', 'wrong-hash', 'too-big'],
    target: ['wrong-hash', 'too-big'],
    brotli: ['too-big', 'wrong-hash'],
  },
  'endless-body': tooMany,
  'too-many-requests': always('server-error'),
  unavailable: always('server-error'),
  gone: always('missing'),
  'not-http': always('offline'),
};

/** Where there is no use in another question, since nobody is there to answer it. */
const hopeless: readonly SyncRefusalKind[] = ['offline', 'timeout', 'server-error', 'captive-portal'];

/** How a sync may end when a request meets a fault. */
export function endings(kind: RequestKind, fault: Fault): ReadonlySet<SyncRefusalKind | 'ok'> {
  // An index can be built on the machine, and that there is no next root says that the keys are the same.
  if (!isHarmful(fault) || kind === 'index' || (kind === 'root' && fault === 'gone')) return new Set(['ok']);
  const kinds = refusals[fault][formOf(kind)];
  if (kind !== 'delta' && kind !== 'news') return new Set(kinds);
  // A timestamp came just before: a page in place of the bundle is about the bundle.
  if (kind === 'news' && kinds.includes('captive-portal')) return new Set(['ok']);
  // These are only the short way: with the long way open, one that is wrong or not there does no harm.
  return new Set(kinds.map((one) => (hopeless.includes(one) ? one : 'ok')));
}
