import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { atomicFile } from '../../electron/adapters/atomic-file.ts';
import { createHubApi } from '../../electron/adapters/hub-api.ts';
import { journalFile } from '../../electron/adapters/journal.ts';
import { createHubAccess } from '../../electron/services/hub-access.ts';
import { createRequestOutbox } from '../../electron/services/request-outbox.ts';
import { createRequestSender } from '../../electron/services/request-sender.ts';
import { noFiles } from './no-files.ts';
import { noSignIn } from './no-sign-in.ts';
import { uuidV7 } from '../../shared/delivery/uuid-v7.ts';

// Writes requests, sends them, and is killed by the test at any moment. It says on stdout which it has promised to
// send, and "done" when nothing waits any more.
const [folder = '', url = '', enrolmentKey = '', mode = ''] = process.argv.slice(2);
const clock = { nowMs: () => Date.now() };
const newId = (): string => uuidV7(Date.now(), randomBytes(10));
const outbox = await createRequestOutbox({
  ...{ journal: journalFile(join(folder, 'requests.jsonl')), clock, newId },
});
const hub = createHubAccess({
  place: () => ({ url, enrolmentKey }),
  apiOf: (at) => createHubApi({ url: at, fetch, userAgent: 'Zeroline-test' }),
  file: atomicFile(join(folder, 'hub-token.json')),
});
createRequestSender({
  signIn: noSignIn,
  ...{ outbox, hub, clock, newId, attachments: noFiles },
  random: Math.random,
  isOnline: () => true,
  requester: () => ({ login: 'ola' }),
  linesOff: () => [],
  onNews: () => undefined,
  // Hours in a blink: what is under test is not the patience.
  schedule(delayMs, wake) {
    const timer = setTimeout(wake, Math.min(delayMs, 5));
    return () => clearTimeout(timer);
  },
  log: { info: () => undefined },
}).wake();
writeSync(1, 'begin\n');

while (mode === 'write') {
  const { id, reference } = await outbox.start((identity) => ({
    ...{ id: identity.id, reference: identity.reference },
    ...{ createdAtMs: identity.nowMs, updatedAtMs: identity.nowMs, language: 'en' as const },
    ...{ title: 'The printer is on fire', description: 'x'.repeat(Math.floor(Math.random() * 3_000)) },
    ...{ lines: [], state: { kind: 'draft' as const } },
  }));
  const queued = await outbox.move(id, { kind: 'queue' });
  if (queued.ok) writeSync(1, `${reference}\n`);
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 12));
}
while (outbox.list().some(({ state }) => state.kind === 'queued' || state.kind === 'sending'))
  await new Promise((resolve) => setTimeout(resolve, 10));
writeSync(1, 'done\n');
process.exit(0);
