import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { atomicFile } from '../../electron/adapters/atomic-file.ts';
import { createHubApi } from '../../electron/adapters/hub-api.ts';
import { createLog } from '../../electron/adapters/log.ts';
import { createHubAccess } from '../../electron/services/hub-access.ts';
import { createRequestOutbox } from '../../electron/services/request-outbox.ts';
import { createRequestSender } from '../../electron/services/request-sender.ts';
import { createUsageNotes } from '../../electron/services/usage-notes.ts';
import { createUsageSender } from '../../electron/services/usage-sender.ts';
import { createUsageLog } from '../../electron/services/usage-log.ts';
import { uuidV7 } from '../../shared/delivery/uuid-v7.ts';
import { noFiles } from '../support/no-files.ts';
import { noSignIn } from '../support/no-sign-in.ts';
import { smallHubKey, startSmallHub } from '../support/small-hub.ts';
import { ratingWordsMax } from '../../shared/usage/rating-choices.ts';
import { temporaryFolder } from '../unit/adapters/temp-folder.ts';
import { enrolmentKey, startTestHub } from '../unit/hub/server/test-hub.ts';
import { aLine, aRequest } from '../unit/requests/request-builders.ts';
import { frames } from '../unit/requests/secrets.ts';
import { seededSecrets } from '../unit/requests/seeded-secrets.ts';
import { manualClock, memoryJournal } from '../unit/services/fakes.ts';
import { eventually } from '../support/eventually.ts';

const secrets = Object.values(seededSecrets).flat();
/** Also as a log in JSON would have them. The name in a path may stand elsewhere as a name: there the whole path counts. */
const seenIn = (log: string): string[] =>
  secrets
    .map(({ text, inside }) => (inside.length < 6 ? text : inside))
    .filter((part) => [part, JSON.stringify(part).slice(1, -1)].some((form) => log.includes(form)));

const newId = (): string => uuidV7(Date.now(), randomBytes(10));
const schedule = (_delayMs: number, wake: () => void) => {
  const timer = setTimeout(wake, 20);
  return () => clearTimeout(timer);
};

test('over 500 secrets in requests: the logs of both sides hold none, and nothing unticked travels', async () => {
  expect(secrets.length).toBeGreaterThanOrEqual(500);
  const hub = await startTestHub({ limits: { perInstallPerMinute: 10_000 } });
  onTestFinished(() => hub.remove());
  const arrived: string[] = [];
  hub.tickets.onCreate = (draft) => Promise.resolve(void arrived.push(JSON.stringify(draft)));
  const folder = await temporaryFolder();
  const log = createLog(folder);
  const clock = { nowMs: () => Date.now() };
  const outbox = await createRequestOutbox({ journal: memoryJournal(), clock, newId });
  const sender = createRequestSender({
    signIn: noSignIn,
    ...{ outbox, clock, newId, log, schedule, attachments: noFiles },
    hub: createHubAccess({
      place: () => ({ url: hub.url(), enrolmentKey }),
      apiOf: (url) => createHubApi({ url, fetch, userAgent: 'Zeroline-test' }),
      file: atomicFile(join(folder, 'hub-token.json')),
    }),
    random: () => 0.5,
    isOnline: () => true,
    requester: () => ({ login: 'ola' }),
    linesOff: () => [],
    onNews: () => undefined,
  });
  onTestFinished(() => sender.stop());

  const perRequest = 40;
  for (let at = 0; at < secrets.length; at += perRequest) {
    const some = secrets.slice(at, at + perRequest).map(({ text }) => text);
    // A ticket system that repeats in its refusal what it was sent.
    hub.tickets.faults.push({ kind: 'refused', detail: `Not taken: ${some.join(' ; ').slice(0, 400)}` });
    const { id } = await outbox.start(({ id: own, reference, nowMs }) =>
      aRequest({
        ...{ id: own, reference, createdAtMs: nowMs, updatedAtMs: nowMs },
        lines: some.map((value, n) => aLine(`line-${n}`, { value: value.slice(0, 600), ticked: false })),
      }),
    );
    await outbox.move(id, { kind: 'queue' });
  }
  await eventually(() => expect(outbox.queue()).toEqual([]), 20_000);
  await eventually(() => expect(hub.tickets.faults).toEqual([]), 20_000);
  await eventually(() => expect(hub.log.join('')).toContain('refused by the ticket system'), 5_000);

  expect(arrived).toHaveLength(Math.ceil(secrets.length / perRequest));
  expect(seenIn(arrived.join('\n'))).toEqual([]);
  const lines = await log.lastLines(1000);
  expect(lines.length).toBeGreaterThan(10);
  expect(seenIn(lines.join('\n'))).toEqual([]);
  expect(seenIn(hub.log.join('\n'))).toEqual([]);
}, 60_000);

test('over 500 secrets as searches that found nothing and as words on a guide: none goes to a hub', async () => {
  const hub = await startSmallHub();
  onTestFinished(() => hub.close());
  const clock = manualClock();
  const [notesJournal, usageJournal] = [memoryJournal(), memoryJournal()];
  const common = { clock, app: '1.0.0', language: () => 'en' as const };
  const notes = await createUsageNotes({ ...common, journal: notesJournal });
  const usage = await createUsageLog({ ...common, journal: usageJournal });
  for (const { text } of secrets) for (const frame of frames) notes.notFound(frame(text));
  notes.notFound('flugzeugträger');
  usage.count('searches');
  const rated = secrets.filter(({ text }) => text.length <= ratingWordsMax);
  expect(rated.length).toBeGreaterThan(500);
  for (const [n, { text }] of rated.entries())
    await notes.rate(`guide-${n}`, { good: false, words: text }, newId);
  await notes.flush();
  await usage.flush();
  const folder = await temporaryFolder();
  clock.advanceMs(26 * 3600_000);
  const sender = createUsageSender({
    ...{ clock, usage, notes, newId, schedule },
    hub: createHubAccess({
      place: () => ({ url: hub.url, enrolmentKey: smallHubKey }),
      apiOf: (url) => createHubApi({ url, fetch, userAgent: 'Zeroline-test' }),
      file: atomicFile(join(folder, 'hub-token.json')),
    }),
    random: () => 0.5,
    isOnline: () => true,
    isAllowed: () => true,
  });
  onTestFinished(() => sender.stop());
  await eventually(() => expect(hub.usage.size).toBe(1), 10_000);
  const sent = JSON.stringify([...hub.usage.values()]);
  expect(sent).toContain('flugzeugträger');
  expect(sent).toMatch(/"words":"[^"]*\[/);
  const kept = JSON.stringify(notesJournal.records);
  expect(seenIn(`${sent}\n${kept}`)).toEqual([]);
  // Of searches not even a name is left: they are dropped whole.
  const searches = notesJournal.records
    .map((note) => JSON.stringify(note))
    .filter((note) => /not-found/.test(note));
  const left = secrets.filter(({ inside }) => searches.join('\n').includes(inside.toLowerCase()));
  expect(left).toEqual([]);
}, 60_000);
