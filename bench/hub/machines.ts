import { randomBytes } from 'node:crypto';
import { uuidV7 } from '../../shared/delivery/uuid-v7.ts';
import { enrolledSchema, type SentRequest } from '../../shared/requests/wire.ts';

export const enrolmentKey = 'a-key-for-the-benchmark';

/** A request as it comes from a machine: words, and the lines about it. About 2.5 kB. */
export function newRequest(): SentRequest {
  const id = uuidV7(Date.now(), randomBytes(10));
  return {
    id,
    reference: 'ZL-7K3QX',
    createdAtMs: Date.now(),
    language: 'en',
    title: 'The VPN closes after a minute',
    description: `It closes again and again since the update, also at home. ${id}`,
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
  };
}

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
