import { describe, expect, test } from 'vitest';
import { buildIndex } from '../../../shared/search/guide-index.ts';
import { idsFor, textOf, titled } from './search-texts.ts';

const index = titled({
  activation: 'Activation error 0x80070005',
  update: 'Update error 0x80070006',
  enrol: 'Enrolment failed with 80180014',
  reply: 'Error AADSTS50011 when signing in',
  patch: 'What KB5034441 changes',
  tenant: 'Mail refused: 550 5.7.705',
});

describe('codes are found as people write them', () => {
  test.each([
    ['0x80070005', 'activation'],
    ['80070005', 'activation'],
    ['Ox80070005', 'activation'],
    ['0X8007 0005', 'activation'],
    ['error code 80070006', 'update'],
    ['0x80180014', 'enrol'],
    ['50011', 'reply'],
    ['aadsts 50011', 'reply'],
    ['AADSTS-50011', 'reply'],
    ['5034441', 'patch'],
    ['kb 5034441', 'patch'],
    ['5.7.705', 'tenant'],
    ['550 5.7.705', 'tenant'],
  ])('%s', (typed, id) => {
    expect(idsFor(index, `${typed} `)[0]).toBe(id);
  });

  test.each(['0x80070007 ', '80070007 ', '50012 ', 'kb5034442 ', '5.7.706 '])(
    'a code with another character is another code: %s',
    (typed) => {
      expect(idsFor(index, typed)).toEqual([]);
    },
  );
});

describe('a code says more than the words beside it', () => {
  const words = 'How to sign in to Teams when it fails. Sign in again, or ask for help with Teams.';
  const guides = [
    ...Array.from({ length: 40 }, (_, place) => textOf(`other-${place}`, `Something else ${place}`)),
    textOf('signing-in', 'Signing in to Teams fails', { summary: words, body: words }),
    textOf('teams', 'Sign in to Teams', { words: ['sign in to teams fails'], body: words }),
    textOf('devices', 'Problems of devices', { body: `Some devices answer 0xCAA20004. ${words}` }),
  ];

  test('a guide that only mentions the code comes before those that have all the words', () => {
    expect(idsFor(buildIndex(guides), 'sign in to teams fails caa20004')[0]).toBe('devices');
  });

  test('of two guides with the code, the one that is about it comes first', () => {
    const about = textOf('about', 'Error 0xCAA20004');
    expect(idsFor(buildIndex([...guides, about]), 'caa20004').slice(0, 2)).toEqual(['about', 'devices']);
  });

  test('a number that many guides have says no more than other words', () => {
    const plenty = Array.from({ length: 60 }, (_, place) => textOf(`o${place}`, `Office 365, part ${place}`));
    const hits = idsFor(buildIndex([...plenty, ...guides]), 'office 365 teams sign in');
    expect(hits[0]).toBe('teams');
  });
});
