import { randomUUID } from 'node:crypto';
import type { SentRequest, UsageReport } from '../../../../shared/requests/wire.ts';

let made = 0;

/** A UUIDv7 of a moment; later ones sort behind. */
export function uuidv7(nowMs = Date.now()): string {
  const time = nowMs.toString(16).padStart(12, '0');
  const rest = randomUUID().replaceAll('-', '').slice(16);
  const order = (made++ % 4096).toString(16).padStart(3, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${order}-8${rest.slice(1, 4)}-${rest.slice(4).padEnd(12, '0').slice(0, 12)}`;
}

/** A request as a machine sends it. */
export const sentRequest = (changes: Partial<SentRequest> = {}): SentRequest => ({
  id: uuidv7(),
  reference: 'ZL-7K3QX',
  createdAtMs: Date.parse('2026-11-20T09:00:00Z'),
  language: 'en',
  title: 'The printer shows offline',
  description: 'Since this morning, on the second floor.',
  category: 'printing',
  impact: 'team',
  requester: { name: 'Kari Nordmann', email: 'kari@example.org', login: 'kari' },
  lines: [{ id: 'computer', group: 'computer', label: 'Computer', value: 'PC-0417 · Debian 12' }],
  attachments: [],
  ...changes,
});

export const usageReport = (changes: Partial<UsageReport> = {}): UsageReport => ({
  id: randomUUID(),
  day: '2026-11-20',
  app: '1.2.0',
  lang: 'nb',
  counts: { searches: 4, found: 3, opened: 3, solved: 2, notSolved: 1, requests: 1 },
  terms: [],
  guides: [{ guide: 'printer-offline', solved: 2, notSolved: 1 }],
  ratings: [],
  ...changes,
});

/** A rating with words, under an id made of a number. */
export const rated = (n: number): UsageReport['ratings'][number] => ({
  id: `b3b1a1f0-6d1c-4a58-9c7e-${String(n).padStart(12, '0')}`,
  ...{ guide: 'printer-offline', good: false, missing: 'step-missing', words: `Which button? ${n}` },
});
