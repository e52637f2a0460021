import { describe, expect, it } from 'vitest';
import { hubPlace, hubUrlSchema } from '../../../shared/delivery/hub-place.ts';

describe('the address of a hub', () => {
  it.each([
    'https://hub.example.org',
    'https://hub.example.org:8443/zeroline',
    'http://127.0.0.1:4000',
    'http://localhost:4000',
  ])('may be %s', (url) => expect(hubUrlSchema.safeParse(url).success).toBe(true));
  it.each([
    'http://hub.example.org',
    'http://127.0.0.1.example.org',
    'ftp://hub.example.org',
    'https://user:word@hub.example.org',
    'https://hub.example.org/?a=b',
    'https://hub.example.org/#a',
    'hub.example.org',
    '',
  ])('may not be %j', (url) => expect(hubUrlSchema.safeParse(url).success).toBe(false));
});

describe('the hub of a machine', () => {
  const url = 'https://hub.example.org';
  const hubKey = 'a-key-of-the-policy';
  it('is the one of the policy before the one of the knowledge base', () => {
    expect(hubPlace({ hub: url, hubKey }, { hub: 'https://other.example.org' })?.url).toBe(url);
    expect(hubPlace({ hubKey }, { hub: url })).toEqual({ url, enrolmentKey: hubKey });
  });
  it('is none without a key, and none without an address', () => {
    expect([hubPlace({ hub: url }, {}), hubPlace({}, { hub: url }), hubPlace({ hubKey }, {})]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
