import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { incidentCountsSchema } from '../../../../shared/requests/wire.ts';
import type { Rating } from '../../../../shared/usage/rating.ts';
import { sentRequest, usageReport } from '../store/wire-builders.ts';
import { zeroline } from '../zeroline.ts';
import { today } from '../kb.ts';
import { ask, startTestHub, type Machine, type TestHub } from './test-hub.ts';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';

vi.setConfig({ testTimeout: 20_000 });
const nowMs = Date.parse(today);
const day = new Date(nowMs).toISOString().slice(0, 10);
let hub: TestHub;
let clockMs: number;
beforeEach(async () => {
  clockMs = nowMs;
  hub = await startTestHub({}, { nowMs: () => clockMs });
});
afterEach(() => hub.remove());

const machines = (count: number): Promise<Machine[]> =>
  Promise.all(Array.from({ length: count }, () => hub.enrol()));

/** The settings as the commands read them, beside the store of the hub that runs. */
function settingsFile(): string {
  const path = join(hub.folder, 'hub.yaml');
  writeFileSync(
    path,
    'store: { file: hub.db }\nenrolmentKeys: [{ file: enrolment.key }]\npseudonymKey: { file: pseudonym.key }\n',
  );
  return path;
}

const ratings: Rating[] = [
  { good: false, missing: 'step-missing', words: 'Which button?' },
  { good: false, missing: 'looks-different' },
  { good: false, missing: 'step-missing' },
  ...[1, 2, 3].map(() => ({ good: true })),
];

test('a day is counted once, and the report says what is to be done', async () => {
  const all = await machines(6);
  for (const [n, machine] of all.entries()) {
    const report = usageReport({
      day,
      terms: [
        { term: 'docking station', count: 2 },
        { term: n < 4 ? 'rare words' : 'rarer words', count: 1 },
      ],
      ratings: [
        { id: randomUUID(), guide: 'printer-offline', ...ratings[n]! },
        ...(n < 4 ? [{ id: randomUUID(), guide: 'vpn', good: false, words: `Only ${n} of us` }] : []),
      ],
    });
    const twice = await Promise.all([1, 2].map(() => machine.ask('POST', '/v1/usage', report)));
    expect(twice.map(({ status }) => status)).toEqual([202, 202]);
  }
  const { exit, out } = await zeroline('report', settingsFile(), '--json');
  expect(exit).toBe(0);
  const printed = JSON.parse(out.at(-1)!) as Record<string, unknown>;
  expect(printed).toMatchObject({
    ...{ selfServiceScorePercent: 67, solved: 12, requests: 6, searches: 24, searchesWithoutGuide: 6 },
    terms: [{ term: 'docking station', machines: 6, count: 12 }],
    termsHeldBack: 2,
    failing: [
      {
        ...{ guide: 'printer-offline', notSolved: 6, notSolvedPercent: 33, ratings: 6, good: 3 },
        missing: [
          { reason: 'step-missing', count: 2 },
          { reason: 'looks-different', count: 1 },
        ],
        words: ['Which button?'],
      },
      { guide: 'vpn', notSolved: 0, ratings: 4, good: 0, missing: [], words: [] },
    ],
    wordsHeldBack: 4,
  });
  const shown = out.join('\n');
  expect(shown).toContain('self-service score: 67 %');
  expect(shown).toMatch(/printer-offline +6 times, 33 % of answers, good for 3 of 6 who rated it\n/);
  expect(shown).toContain('what was missing: a step is missing (2), it looks different (1)\n');
  expect(shown).toContain('    “Which button?”\n');
  expect(shown).toContain('fewer than 5 machines rated their guide: 4');
  expect(shown).not.toMatch(/rare|Only/);
});

test('a report of another time, or with more in it than counts, is not taken', async () => {
  const [machine] = await machines(1);
  const wrong = [
    usageReport({ day: '2020-01-01' }),
    usageReport({ day: '2099-01-01' }),
    { ...usageReport({ day }), user: 'kari' },
    usageReport({ day, counts: { searches: -5 } }),
    { ...usageReport({ day }), ratings: [{ guide: 'printer-offline', good: true }] },
    usageReport({ day, ratings: [{ id: randomUUID(), guide: 'vpn', good: false, words: '\u001b[2J' }] }),
  ];
  for (const report of wrong) expect((await machine!.ask('POST', '/v1/usage', report)).status).toBe(400);
  expect((await zeroline('report', settingsFile())).out.join('\n')).toContain('nothing was solved or sent');
});

test('"That is mine, too" counts machines, with the age of the count', async () => {
  const all = await machines(3);
  const joined = (notice: string) => ({ id: randomUUID(), notice, atMs: clockMs + 60_000 });
  for (const machine of all) {
    await machine.ask('POST', '/v1/joins', joined('mail-slow'));
    await machine.ask('POST', '/v1/joins', joined('mail-slow'));
  }
  const counts = async () => {
    const answer = await ask(`${hub.url()}/v1/incidents`);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=5');
    return incidentCountsSchema.parse(answer.json);
  };
  const three = [{ notice: 'mail-slow', people: 3, lastJoinAtMs: clockMs }];
  expect(await counts()).toEqual({ countedAtMs: nowMs, incidents: three });
  await (await hub.enrol()).ask('POST', '/v1/joins', joined('mail-slow'));
  clockMs += 4000;
  expect(await counts()).toEqual({ countedAtMs: nowMs, incidents: three });
  clockMs += 2000;
  expect(await counts()).toMatchObject({ countedAtMs: clockMs, incidents: [{ people: 4 }] });
  clockMs += 8 * 24 * 3600_000;
  expect((await counts()).incidents).toEqual([]);
});

test('health and metrics tell what waits', async () => {
  hub.tickets.down = { kind: 'later', detail: 'down' };
  const [machine] = await machines(1);
  await machine!.send(sentRequest());
  clockMs += 90_000;
  const health = await ask(`${hub.url()}/health`);
  expect(health).toMatchObject({ status: 200, json: { ok: true, queued: 1, oldestQueuedSeconds: 90 } });
  const { text, headers } = await ask(`${hub.url()}/metrics`);
  expect(headers.get('content-type')).toContain('version=0.0.4');
  expect(text).toContain('zeroline_hub_requests_taken_total 1\n');
  expect(text).toContain('zeroline_hub_queue_oldest_seconds 90\n');
  expect(text).toMatch(/zeroline_hub_http_answer_seconds_bucket\{le="\+Inf"\} [1-9]/);
  for (const line of text.trim().split('\n'))
    expect(line).toMatch(/^(# (HELP|TYPE) |[a-z_]+(\{[a-z]+="[^"]+"\})? [0-9.e-]+$)/);
});
