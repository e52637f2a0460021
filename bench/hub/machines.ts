import { randomBytes } from 'node:crypto';
import { uuidV7 } from '../../shared/delivery/uuid-v7.ts';
import { enrolledSchema, type SentRequest } from '../../shared/requests/wire.ts';

export const enrolmentKey = 'a-key-for-the-benchmark';

/** Requests differ in it, and in nothing else. */
const sampleId = '019aa1b2-0000-7000-8000-000000000000';
const sample = JSON.stringify({
  id: sampleId,
  reference: 'ZL-7K3QX',
  createdAtMs: Date.parse('2026-11-20T10:00:00Z'),
  language: 'en',
  title: 'The VPN closes after a minute',
  description: `It closes again and again since the update, also at home. ${sampleId}`,
  category: 'network',
  impact: 'me',
  requester: { name: 'Kari Nordmann', email: 'kari@example.org', login: 'kari' },
  lines: Array.from({ length: 18 }, (_, n) => ({
    id: `line-${n}`,
    group: 'computer' as const,
    label: `What is known, number ${n}`,
    value: 'Some forty characters that say what it is',
  })),
  attachments: [],
} satisfies SentRequest);

/**
 * A request as it comes from a machine, about 2.5 kB: words, and the lines about it. Made without much work, because who
 * measures has only one core as well.
 */
export function newRequest(): { id: string; body: Buffer } {
  const id = uuidV7(Date.now(), randomBytes(10));
  return { id, body: Buffer.from(sample.replaceAll(sampleId, id)) };
}

/** The head of a machine's call. */
export const headersOf = (token: string, id: string): string =>
  `authorization: Bearer ${token}\r\nidempotency-key: ${id}\r\n`;

/** Tokens for so many machines. */
export async function enrolled(url: string, count: number): Promise<string[]> {
  const tokens: string[] = [];
  for (let n = 0; n < count; n++) {
    const answer = await fetch(`${url}/v1/installs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ enrolmentKey }),
    });
    tokens.push(enrolledSchema.parse(await answer.json()).token);
  }
  return tokens;
}
