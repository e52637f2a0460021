import { describe, expect, it } from 'vitest';
import { isExpiredInEntra } from '../../../../electron/adapters/signals/entra-windows.ts';
import { expiryOf, fileTimeMs } from '../../../../electron/adapters/signals/file-time.ts';
import { passwordQuestion } from '../../../../electron/adapters/signals/password-windows.ts';
import { answered, recorded } from './recorded.ts';

const nowMs = Date.UTC(2026, 10, 22, 9);
const dayMs = 24 * 60 * 60_000;
/** Windows' own count of a moment, as PowerShell writes it. */
const fileTime = (ms: number): string => String((BigInt(ms) + 11_644_473_600_000n) * 10_000n);
const inDays = (days: number): string => fileTime(nowMs + days * dayMs);
const read = (answer: unknown): unknown[] => {
  const readings = answered(passwordQuestion, answer, nowMs);
  return ['state', 'daysLeft', 'ageDays'].map((name) => readings[`password.${name}`]);
};

it('reads moments of Windows', () => {
  // From Microsoft's documentation of FILETIME: 1 January 1970.
  expect(fileTimeMs('116444736000000000')).toBe(0);
  expect(fileTimeMs(fileTime(nowMs))).toBe(nowMs);
  for (const none of ['', '0', '-1', 'abc', '1.5']) expect(fileTimeMs(none)).toBeNaN();
  expect(expiryOf('9223372036854775807')).toBe('never');
  expect(expiryOf('0')).toBe('must-change');
});

describe('of a domain', () => {
  const domain = (Expires: string, Changed = inDays(-75)) => read({ Account: 'domain', Expires, Changed });

  it.each([
    ['valid', inDays(15.5), ['valid', 15, 75]],
    ['expiring', inDays(13.9), ['expiring', 13, 75]],
    ['on its last day', inDays(0.2), ['expiring', 0, 75]],
    ['expired', inDays(-3), ['expired', 'not-present', 75]],
    [
      'without an end, which is not 10,523,287 days',
      '9223372036854775807',
      ['never-expires', 'not-present', 75],
    ],
  ])('%s', (_name, expires, expected) => expect(domain(expires)).toEqual(expected));

  it('that has to be changed at the next sign-in', () => {
    expect(domain('0', '0')).toEqual(['expired', 'not-present', 'not-present']);
  });

  it('is no number where the directory gives none', () => {
    expect(domain('', '')[0]).toBe('failed');
    expect(domain('', '')[1]).toBe('failed');
  });

  it.each([-2147016646, 0x8007203a, -2147023541])('out of reach: %i', (HResult) => {
    expect(read({ HResult })).toEqual(['directory-unreachable', 'not-present', 'not-present']);
  });

  it('fails for any other reason as a failure', () => {
    // E_ACCESSDENIED, and what a restricted PowerShell throws.
    expect(read({ HResult: -2147024891 })[0]).toBe('failed');
    expect(read({ HResult: -2146233087 })[0]).toBe('failed');
  });
});

describe('of this machine', () => {
  const local = (Expires: string | null, Changed: string | null, Source = 'Local') =>
    read({ Account: 'local', Source, Expires, Changed });

  it.each([
    ['with an end', local(inDays(5), inDays(-37)), ['expiring', 5, 37]],
    ['without', local(null, inDays(-400)), ['never-expires', 'not-present', 400]],
    ['never set', local(null, null), ['expired', 'not-present', 'not-present']],
    ['of a Microsoft account', local(null, inDays(-1), 'MicrosoftAccount'), Array(3).fill('not-supported')],
  ])('%s', (_name, found, expected) => expect(found).toEqual(expected));
});

describe('of Entra ID', () => {
  const lines = (name: string): string[] => recorded('windows', name).split('\n');
  const entra = (Status: string[]) => read({ Account: 'entra', Status });

  it('is not told while signing in works', () => {
    expect(entra(lines('dsregcmd-joined.txt'))).toEqual(Array(3).fill('not-supported'));
  });

  it('is expired when Entra ID says so', () => {
    const refused = lines('dsregcmd-refused.txt');
    expect(isExpiredInEntra(refused)).toBe(false);
    const expired = refused.map((line) => line.replace('AADSTS50126', 'AADSTS50055'));
    expect(entra(expired)).toEqual(['expired', 'not-supported', 'not-supported']);
    expect(isExpiredInEntra(refused.map((line) => line.replace('AADSTS50126', 'AADSTS50144')))).toBe(true);
    expect(isExpiredInEntra(refused.map((line) => line.replace('AADSTS50126', 'AADSTS500551')))).toBe(false);
  });

  it('is not expired by an error from before', () => {
    const since = [
      ...lines('dsregcmd-joined.txt'),
      '  Server Error Description : AADSTS50055: The password is expired.',
    ];
    expect(entra(since)[0]).toBe('not-supported');
  });
});

it('is not told of an account that nobody knows', () => {
  expect(read({ Account: 'not-found' })).toEqual(Array(3).fill('not-supported'));
  expect(read({ Account: 'else' })).toEqual(Array(3).fill('failed'));
});
