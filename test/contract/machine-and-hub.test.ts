import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { atomicFile } from '../../electron/adapters/atomic-file.ts';
import { createHubApi } from '../../electron/adapters/hub-api.ts';
import { createHubAccess } from '../../electron/services/hub-access.ts';
import { createRequestFollower } from '../../electron/services/request-follower.ts';
import { createRequestOutbox } from '../../electron/services/request-outbox.ts';
import { createRequestSender } from '../../electron/services/request-sender.ts';
import { noFiles } from '../support/no-files.ts';
import { noSignIn } from '../support/no-sign-in.ts';
import { uuidV7 } from '../../shared/delivery/uuid-v7.ts';
import type { Request } from '../../shared/requests/request.ts';
import { temporaryFolder } from '../unit/adapters/temp-folder.ts';
import { enrolmentKey, startTestHub } from '../unit/hub/server/test-hub.ts';
import { aLine, aRequest } from '../unit/requests/request-builders.ts';
import { memoryJournal } from '../unit/services/fakes.ts';
import { eventually } from '../support/eventually.ts';

/** The machine's own services against the real hub, with nothing between them but HTTP. */
async function machineAtHub() {
  const hub = await startTestHub({}, { followEveryMs: 50 });
  onTestFinished(() => hub.remove());
  const clock = { nowMs: () => Date.now() };
  const newId = (): string => uuidV7(Date.now(), randomBytes(10));
  const outbox = await createRequestOutbox({ journal: memoryJournal(), clock, newId });
  const folder = await temporaryFolder();
  const access = createHubAccess({
    place: () => ({ url: hub.url(), enrolmentKey }),
    apiOf: (url) => createHubApi({ url, fetch, userAgent: 'Zeroline-test' }),
    file: atomicFile(join(folder, 'hub-token.json')),
  });
  const news: Request[] = [];
  const common = {
    ...{ outbox, hub: access, clock, newId },
    random: () => 0.5,
    isOnline: () => true,
    onNews: (request: Request) => void news.push(request),
    schedule(_delayMs: number, wake: () => void) {
      const timer = setTimeout(wake, 50);
      return () => clearTimeout(timer);
    },
  };
  const sender = createRequestSender({
    signIn: noSignIn,
    ...{ ...common, attachments: noFiles, requester: () => ({ login: 'ola' }), linesOff: () => [] },
    log: { info: () => undefined },
  });
  const follower = createRequestFollower({ ...common, isPanelVisible: () => true });
  onTestFinished(() => [sender, follower].forEach((part) => part.stop()));
  const { id } = await outbox.start(({ id: own, reference, nowMs }) =>
    aRequest({
      ...{ id: own, reference, createdAtMs: nowMs, updatedAtMs: nowMs, area: 'printing' },
      lines: [aLine('computer'), aLine('secret', { ticked: false })],
    }),
  );
  const state = () => outbox.get(id)?.state;
  return { hub, access, outbox, news, id, state };
}

test('a request becomes a ticket with a number, is answered, and is opened again', async () => {
  const { hub, outbox, news, id, state } = await machineAtHub();
  await outbox.move(id, { kind: 'queue' });
  await eventually(() => expect(state()).toMatchObject({ kind: 'received', ticket: '1' }), 8_000);
  hub.tickets.statusOf.set('1', 'solved');
  await eventually(() => expect(state()).toMatchObject({ kind: 'solved', ticket: '1' }), 15_000);
  expect(news.map((one) => one.state.kind)).toEqual(['solved']);

  hub.tickets.statusOf.set('1', 'open');
  await outbox.move(id, {
    kind: 'reopen',
    id: uuidV7(Date.now(), randomBytes(10)),
    comment: 'It came back.',
  });
  await eventually(() => expect(hub.tickets.comments).toMatchObject([{ comment: 'It came back.' }]), 8_000);
  await eventually(() => expect(state()).toMatchObject({ kind: 'received', ticket: '1' }), 15_000);
  // Nobody is told that what they have just opened again is solved.
  expect(news).toHaveLength(1);
}, 60_000);

test('joins, counts and usage are taken, once each', async () => {
  const { access, outbox } = await machineAtHub();
  await outbox.join('mail@2026-11-22');
  await eventually(() => expect(outbox.joins()[0]?.sentAtMs).toBeDefined(), 8_000);
  const counted = await access.with((api, token) => api.incidents(token));
  expect(counted).toMatchObject({
    ok: true,
    value: { incidents: [{ notice: 'mail@2026-11-22', people: 1 }] },
  });
  const report = {
    ...{ id: randomUUID(), day: new Date().toISOString().slice(0, 10), app: '1.0.0', lang: 'en' as const },
    ...{ counts: { searches: 1 }, terms: [{ term: 'hotspot', count: 1 }], guides: [], ratings: [] },
  };
  expect((await access.with((api, token) => api.usage(report, token))).ok).toBe(true);
  expect((await access.with((api, token) => api.usage(report, token))).ok).toBe(true);
});

test('a key that the hub does not know, and a request of somebody else, are refused in its words', async () => {
  const { hub, access } = await machineAtHub();
  const api = createHubApi({ url: hub.url(), fetch, userAgent: 'Zeroline-test' });
  expect(await api.enrol('another-key-altogether')).toMatchObject({
    ok: false,
    error: { kind: 'not-enrolled' },
  });
  const foreign = uuidV7(1, randomBytes(10));
  expect(await access.with((mine, token) => mine.statuses([foreign], token))).toEqual({
    ok: true,
    value: [],
  });
  const reopen = { id: uuidV7(2, randomBytes(10)), comment: 'It came back.' };
  expect((await access.with((mine, token) => mine.reopen(foreign, reopen, token))).ok).toBe(false);
});
