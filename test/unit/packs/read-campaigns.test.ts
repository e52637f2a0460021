import { expect, test } from 'vitest';
import { readCampaigns } from '../../../shared/packs/read-pieces.ts';

const outage = { id: 'mail-down', severity: 'incident', title: 'Mail is down', text: '', windows: [] };
const read = (entries: unknown) => readCampaigns(JSON.stringify(entries), 'notices');

test('an entry of a newer form is left out; the outage beside it is there', () => {
  const newer = [
    { ...outage, id: 'sung', severity: 'song' },
    { ...outage, id: 'meant', audience: { shoeSize: [44] } },
    { ...outage, id: 'keyed', confetti: true },
    'a line',
  ];
  expect(read([...newer, outage])).toEqual({ ok: true, value: [outage] });
});

test.each([
  ['no list', { campaigns: [] }],
  ['more than anybody reads', Array.from({ length: 501 }, () => outage)],
])('%s is refused', (_name, entries) =>
  expect(read(entries)).toMatchObject({ ok: false, error: { kind: 'invalid' } }),
);

test('what is no JSON is refused', () => {
  expect(readCampaigns('[', 'notices')).toMatchObject({ ok: false, error: { kind: 'not-json' } });
});
