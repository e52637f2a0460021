import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { atomicFile } from '../../electron/adapters/atomic-file.ts';
import { createHubApi } from '../../electron/adapters/hub-api.ts';
import { journalFile } from '../../electron/adapters/journal.ts';
import { createHubAccess } from '../../electron/services/hub-access.ts';
import { createRequestOutbox } from '../../electron/services/request-outbox.ts';
import { createRequestSender } from '../../electron/services/request-sender.ts';
import { uuidV7 } from '../../shared/delivery/uuid-v7.ts';
import type { Request } from '../../shared/requests/request.ts';
import { oidcAudience, oidcClient, startOidc, walkThrough, type OidcServer } from '../servers/oidc-server.ts';
import { noFiles } from '../support/no-files.ts';
import { memoryVault, signingIn } from '../support/signing-in.ts';
import { temporaryFolder } from '../unit/adapters/temp-folder.ts';
import { enrolmentKey, startTestHub, type TestHub } from '../unit/hub/server/test-hub.ts';
import { aRequest } from '../unit/requests/request-builders.ts';
import { eventually } from '../support/eventually.ts';

// The machine's own services, the real hub and a real issuer, with nothing between them but HTTP.
let oidc: OidcServer;
let hub: TestHub;
beforeEach(async () => {
  oidc = await startOidc();
});
afterEach(async () => {
  await hub.remove();
  await oidc.stop();
});

const startHub = async (audience: string) => {
  hub = await startTestHub({ signIn: { issuer: oidc.issuer, audience } });
};

/** One start of the app; what it leaves on the disk is there at the next. */
async function start(folder: string, vault = memoryVault()) {
  const clock = { nowMs: () => Date.now() };
  const newId = (): string => uuidV7(Date.now(), randomBytes(10));
  const journal = journalFile(join(folder, 'requests.jsonl'));
  const outbox = await createRequestOutbox({ journal, clock, newId });
  const access = createHubAccess({
    place: () => ({ url: hub.url(), enrolmentKey }),
    apiOf: (url) => createHubApi({ url, fetch, userAgent: 'Zeroline-test' }),
    file: atomicFile(join(folder, 'hub-token.json')),
  });
  const place = { issuer: oidc.issuer, clientId: oidcClient, scopes: ['request.send'] };
  const { signIn, opened } = signingIn(() => place, { vault });
  const news: Request[] = [];
  const log: string[] = [];
  const sender = createRequestSender({
    ...{ outbox, hub: access, signIn, clock, newId, attachments: noFiles, linesOff: () => [] },
    requester: () => ({ login: 'typed', email: 'typed@example.org' }),
    random: () => 0.5,
    isOnline: () => true,
    onNews: (request) => void news.push(request),
    schedule(_delayMs, wake) {
      const timer = setTimeout(wake, 50);
      return () => clearTimeout(timer);
    },
    log: { info: (event, fields) => void log.push(`${event} ${JSON.stringify(fields)}`) },
  });
  onTestFinished(() => {
    sender.stop();
    signIn.stop();
  });
  await signIn.policyChanged();
  sender.wake();
  return { outbox, signIn, opened, news, log, sender, vault };
}

async function queue({ outbox }: Awaited<ReturnType<typeof start>>): Promise<string> {
  const { id } = await outbox.start(({ id: own, reference, nowMs }) =>
    aRequest({ id: own, reference, createdAtMs: nowMs, updatedAtMs: nowMs }),
  );
  await outbox.move(id, { kind: 'queue' });
  return id;
}

async function walk({ signIn, opened }: Awaited<ReturnType<typeof start>>, user = 'anna'): Promise<void> {
  await signIn.start();
  await fetch(await walkThrough(opened.at(-1) ?? '', user));
}

test('it waits for the person, others pass, and it goes by itself once they are signed in', async () => {
  await startHub(oidcAudience);
  const app = await start(await temporaryFolder());
  const id = await queue(app);
  await eventually(() => expect(app.sender.holdup()?.why).toBe('sign-in'));
  await app.outbox.join('mail-slow@2026-11-22');
  await eventually(() => expect(app.outbox.joins()[0]?.sentAtMs).toBeDefined());
  expect(app.outbox.get(id)?.state).toMatchObject({ kind: 'queued' });
  expect(hub.tickets.made).toEqual([]);

  await walk(app);
  await eventually(() => expect(app.outbox.get(id)?.state.kind).toBe('received'));
  expect(app.sender.holdup()).toBeUndefined();
  await eventually(() => expect(hub.tickets.made).toHaveLength(1));
  expect(hub.tickets.made[0]?.requester).toEqual({
    ...{ name: 'Anna Berg', email: 'anna@example.org', login: 'anna', isVerified: true },
  });
  expect([app.news, app.log.filter((line) => /eyJ|anna/.test(line))]).toEqual([[], []]);
});

test('it can be taken back while it waits, since nothing of it has left', async () => {
  await startHub(oidcAudience);
  const app = await start(await temporaryFolder());
  const id = await queue(app);
  await eventually(() => expect(app.sender.holdup()?.why).toBe('sign-in'));
  expect((await app.outbox.move(id, { kind: 'cancel' })).ok).toBe(true);
  expect([app.outbox.get(id)?.state.kind, app.sender.holdup()]).toEqual(['draft', undefined]);
});

test('an app that ends while the browser has the page finds both again', async () => {
  await startHub(oidcAudience);
  const folder = await temporaryFolder();
  const before = await start(folder);
  const id = await queue(before);
  await before.signIn.start();
  before.sender.stop();
  before.signIn.stop();

  const app = await start(folder);
  expect(app.outbox.get(id)?.state.kind).toBe('queued');
  await walk(app);
  await eventually(() => expect(app.outbox.get(id)?.state.kind).toBe('received'));

  const later = await start(folder, app.vault);
  const next = await queue(later);
  await eventually(() => expect(later.outbox.get(next)?.state.kind).toBe('received'));
  expect(later.opened).toEqual([]);
  await eventually(() => expect(hub.tickets.made).toHaveLength(2));
});

test('a sign-in that the hub does not take is asked for again, with its reason, and not over and over', async () => {
  await startHub('urn:another:audience');
  const app = await start(await temporaryFolder());
  const id = await queue(app);
  await walk(app);
  await eventually(() => expect(app.signIn.view()).toMatchObject({ state: 'out', why: 'not-accepted' }));
  await eventually(() => expect(app.sender.holdup()?.why).toBe('sign-in'));
  expect(app.outbox.get(id)?.state).toMatchObject({ kind: 'queued' });
  await eventually(() => expect(app.news.map((request) => request.id)).toEqual([id]));
  expect(app.log.filter((line) => line.startsWith('request-not-received'))).toHaveLength(1);
  expect(app.opened).toHaveLength(1);
});
