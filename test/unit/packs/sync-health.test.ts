import { expect, it } from 'vitest';
import { syncHealth, type SyncHealth } from '../../../shared/packs/sync-health.ts';
import { syncRefusalKinds, type SyncRefusalKind } from '../../../shared/packs/sync-refusal.ts';

it('is good after a good check, and waits where guides were left for another network', () => {
  expect(syncHealth({})).toBe('nothing-yet');
  expect(syncHealth({ lastGoodMs: 1 })).toBe('good');
  expect(syncHealth({ lastGoodMs: 1, isWaiting: true })).toBe('waiting-for-network');
});

it('tells of what was wrong last, whatever was well before', () => {
  const expected: Record<SyncRefusalKind, SyncHealth> = {
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
  for (const kind of syncRefusalKinds)
    expect(syncHealth({ lastGoodMs: 1, refusal: { kind, atMs: 2 } }), kind).toBe(expected[kind]);
});
