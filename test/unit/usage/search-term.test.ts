import { describe, expect, it } from 'vitest';
import { countableTerm } from '../../../shared/usage/search-term.ts';
import { secrets } from '../requests/secrets.ts';

describe('a search that found nothing', () => {
  it.each([
    ['  VPN   hotspot ', 'vpn hotspot'],
    ['Drucker Papierstau', 'drucker papierstau'],
    ['två skärmar', 'två skärmar'],
    ['mfa', 'mfa'],
    ['windows 11', 'windows 11'],
  ])('%j is counted as %j', (text, term) => expect(countableTerm(text)).toBe(term));

  it.each([
    'a',
    '',
    'ola@example.org',
    'room 4711',
    '192.168.1.20',
    'C:\\Users\\ola',
    '/home/ola',
    'https://intranet',
    'files.example.org',
    'one two three four five six seven',
    'x'.repeat(81),
    'password is Vinter2026!',
    '\u0000',
  ])('%j is not counted', (text) => expect(countableTerm(text)).toBeUndefined());

  it('never lets one of the seeded secrets through', () => {
    const kept = Object.values(secrets)
      .flat()
      .filter((text) => countableTerm(`help with ${text}`) !== undefined);
    expect(kept).toEqual([]);
  });
});
