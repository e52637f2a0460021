import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { createHubAccess } from '../../../electron/services/hub-access.ts';
import type { HubApi, HubRefused } from '../../../electron/services/hub-ports.ts';
import type { StateFile } from '../../../electron/services/ports.ts';
import { createRequestOutbox } from '../../../electron/services/request-outbox.ts';
import { createRequestSender } from '../../../electron/services/request-sender.ts';
import type { HubPlace } from '../../../shared/delivery/hub-place.ts';
import { uuidV7 } from '../../../shared/delivery/uuid-v7.ts';
import type { Attachment, RequestStatus, SentRequest } from '../../../shared/requests/wire.ts';
import { ok, refuse, type Result } from '../../../shared/result.ts';
import { noSignIn } from '../../support/no-sign-in.ts';
import { aRequest } from '../requests/request-builders.ts';
import { journalOnDisk, manualClock, memoryJournal } from './fakes.ts';
import { onTheTestsTime } from './on-the-tests-time.ts';

const noTokenYet: StateFile = {
  name: 'hub-token.json',
  read: () => Promise.resolve({ kind: 'missing' }),
  write: () => Promise.resolve(ok(undefined)),
  keepCopy: () => Promise.resolve(ok('')),
};
export const timeout = refuse<HubRefused>({ kind: 'timeout', detail: 'over 60000 ms', mayHaveArrived: true });
export const statusOf = (id: string): RequestStatus => ({
  id,
  state: { kind: 'queued' },
  lost: [],
  updatedAtMs: 1,
});
/** Until what runs by itself has come to its end. */
export const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

/** A machine before a hub that does what a test says, on a disk that fills up and a clock that jumps. */
export async function machineBefore(says: Partial<HubApi> = {}) {
  const has = new Map<string, SentRequest>();
  const hub: HubApi = {
    enrol: () =>
      Promise.resolve(ok({ install: '0f9c1f6e-5a3b-4c57-9d0e-2f1f3a7b8c9d', token: 't'.repeat(43) })),
    send(request) {
      const known = has.get(request.id);
      if (known && JSON.stringify(known) !== JSON.stringify(request))
        return Promise.resolve(refuse({ kind: 'other-body', detail: '', mayHaveArrived: false }));
      has.set(request.id, request);
      return Promise.resolve(ok(statusOf(request.id)));
    },
    statuses: (ids) => Promise.resolve(ok(ids.filter((id) => has.has(id)).map(statusOf))),
    reopen: (id) => Promise.resolve(ok(statusOf(id))),
    join: () => Promise.resolve(ok(undefined)),
    incidents: () => Promise.resolve(ok({ countedAtMs: 0, incidents: [] })),
    usage: () => Promise.resolve(ok(undefined)),
  };
  Object.assign(hub, says);
  const clock = manualClock();
  const newId = (): string => uuidV7(clock.nowMs(), randomBytes(10));
  const disk = { isFull: false };
  const outbox = await createRequestOutbox({ journal: journalOnDisk(memoryJournal(), disk), clock, newId });
  const place: HubPlace = { url: 'https://hub.example.org', enrolmentKey: 'a key of the policy' };
  const net: { isOnline: boolean; place: HubPlace | undefined } = { isOnline: true, place };
  const access = createHubAccess({ place: () => net.place, apiOf: () => hub, file: noTokenYet });
  const logged: string[] = [];
  const files: { answer: Result<Attachment[], { kind: 'missing'; detail: string }> } = { answer: ok([]) };
  const { common, waits, news } = onTheTestsTime({ outbox, hub: access, clock, newId }, net);
  const sender = createRequestSender({
    ...{ ...common, signIn: noSignIn, requester: () => ({ login: 'ola' }), linesOff: () => [] },
    attachments: () => Promise.resolve(files.answer),
    log: { info: (event, fields) => void logged.push(JSON.stringify([event, fields])) },
  });
  onTestFinished(() => sender.stop());
  async function draft(title: string): Promise<string> {
    const { id } = await outbox.start(({ id: own, reference, nowMs }) =>
      aRequest({ ...{ id: own, reference, title }, createdAtMs: nowMs, updatedAtMs: nowMs }),
    );
    return id;
  }
  async function send(title: string): Promise<string> {
    const id = await draft(title);
    await outbox.move(id, { kind: 'queue' });
    return id;
  }
  async function later(): Promise<number> {
    const [wait] = waits.splice(0, 1);
    clock.advanceMs(wait?.delayMs ?? 0);
    wait?.wake();
    await settled();
    return wait?.delayMs ?? 0;
  }
  const stateOf = (id: string) => outbox.get(id)?.state;
  const own = { hub, has, clock, disk, outbox, net, waits, news, logged, files, sender, common };
  return { ...own, draft, send, later, stateOf, titles: () => [...has.values()].map(({ title }) => title) };
}
