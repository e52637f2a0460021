import { join } from 'node:path';
import { stat } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { atomicFile } from '../../../electron/adapters/atomic-file.ts';
import { createHubApi } from '../../../electron/adapters/hub-api.ts';
import { createHubAccess } from '../../../electron/services/hub-access.ts';
import { createRequestOutbox } from '../../../electron/services/request-outbox.ts';
import { createRequestFollower } from '../../../electron/services/request-follower.ts';
import { createRequestSender } from '../../../electron/services/request-sender.ts';
import { noFiles } from '../../support/no-files.ts';
import { noSignIn } from '../../support/no-sign-in.ts';
import { uuidV7 } from '../../../shared/delivery/uuid-v7.ts';
import type { HubPlace } from '../../../shared/delivery/hub-place.ts';
import { awaitsNumber } from '../../../shared/requests/hub-outcome.ts';
import type { LineId } from '../../../shared/requests/line-ids.ts';
import { smallHubKey, startSmallHub } from '../../support/small-hub.ts';
import { temporaryFolder } from '../adapters/temp-folder.ts';
import { aLine, aRequest } from '../requests/request-builders.ts';
import { manualClock, memoryJournal } from './fakes.ts';
import { onTheTestsTime } from './on-the-tests-time.ts';
import { eventually } from '../../support/eventually.ts';

const minutesMs = 60_000;

/** The machine's side of the relay against a real hub over HTTP; time and the network are the test's. */
async function machine() {
  const hub = await startSmallHub();
  onTestFinished(() => hub.close());
  const clock = manualClock();
  let n = 0;
  const newId = (): string =>
    uuidV7(
      clock.nowMs(),
      Uint8Array.from({ length: 10 }, () => (n += 7) % 256),
    );
  const outbox = await createRequestOutbox({ journal: memoryJournal(), clock, newId });
  const tokenPath = join(await temporaryFolder(), 'hub-token.json');
  const net: { isOnline: boolean; place: HubPlace | undefined } = {
    isOnline: true,
    place: { url: hub.url, enrolmentKey: smallHubKey },
  };
  const access = createHubAccess({
    place: () => net.place,
    apiOf: (url) => createHubApi({ url, fetch, userAgent: 'Zeroline-test' }),
    file: atomicFile(tokenPath),
  });
  const linesOff: LineId[] = [];
  const { common, waits, news } = onTheTestsTime({ outbox, hub: access, clock, newId }, net);
  const sender = createRequestSender({
    signIn: noSignIn,
    ...{ ...common, attachments: noFiles, requester: () => ({ login: 'ola' }), linesOff: () => linesOff },
    log: { info: () => undefined },
  });
  async function send(title: string): Promise<string> {
    clock.advanceMs(1);
    const { id } = await outbox.start(({ id: own, reference, nowMs }) =>
      aRequest({ ...{ id: own, reference, title }, createdAtMs: nowMs, updatedAtMs: nowMs }),
    );
    await outbox.move(id, { kind: 'queue' });
    return id;
  }
  const kind = (id: string) => outbox.get(id)?.state.kind;
  return { hub, clock, outbox, net, waits, news, sender, send, kind, common, tokenPath, linesOff };
}

describe('a request to the hub', () => {
  it('enrols once, goes by itself, and leaves a token that only its owner can read', async () => {
    const { hub, send, kind, tokenPath } = await machine();
    const ids = [await send('First'), await send('Second')];
    await eventually(() => expect(ids.map(kind)).toEqual(['received', 'received']));
    expect(hub.enrolled).toBe(1);
    expect([...hub.requests.values()].map(({ title, requester }) => [title, requester])).toEqual([
      ['First', { login: 'ola' }],
      ['Second', { login: 'ola' }],
    ]);
    expect((await stat(tokenPath)).mode & 0o777).toBe(0o600);
  });

  it('waits for the network in its order, says since when, and goes when it is back', async () => {
    const { hub, clock, net, sender, send, kind } = await machine();
    net.isOnline = false;
    const sinceMs = clock.nowMs() + 1;
    const ids = [await send('First'), await send('Second')];
    await eventually(() => expect(sender.holdup()).toEqual({ why: 'network', sinceMs }));
    clock.advanceMs(3 * 24 * 60 * minutesMs);
    expect([ids.map(kind), hub.asked]).toEqual([['queued', 'queued'], []]);
    expect(sender.holdup()?.sinceMs).toBe(sinceMs);
    net.isOnline = true;
    sender.wake();
    await eventually(() => expect(ids.map(kind)).toEqual(['received', 'received']));
    expect([...hub.requests.values()].map(({ title }) => title)).toEqual(['First', 'Second']);
    expect(sender.holdup()).toBeUndefined();
  });

  it.each(['reset-before', 'reset-after', 503] as const)(
    'that met %s goes once more under the same key, and cannot be taken back meanwhile',
    async (fault) => {
      const { hub, outbox, waits, send, kind } = await machine();
      hub.faults.push(fault);
      const id = await send('First');
      await eventually(() => expect(waits).toHaveLength(1));
      expect((await outbox.move(id, { kind: 'cancel' })).ok).toBe(false);
      waits.shift()?.wake();
      await eventually(() => expect(kind(id)).toBe('received'));
      expect([...hub.requests.keys()]).toEqual([id]);
    },
  );

  it('honours Retry-After, also when the machine wakes up before', async () => {
    const { hub, clock, waits, sender, send, kind } = await machine();
    hub.faults.push(429);
    const id = await send('First');
    await eventually(() => expect(waits).toHaveLength(1));
    expect(waits[0]?.delayMs).toBe(126_000);
    clock.advanceMs(60_000);
    sender.wake();
    expect(kind(id)).toBe('queued');
    clock.advanceMs(70_000);
    sender.wake();
    await eventually(() => expect(kind(id)).toBe('received'));
  });

  it('that is refused needs the person, lets the next one go, and goes under a new key when it was changed', async () => {
    const { hub, outbox, news, send, kind } = await machine();
    hub.faults.push('refuse');
    const ids = [await send('First'), await send('Second')];
    await eventually(() => expect(ids.map(kind)).toEqual(['needs-attention', 'received']));
    const [id = ''] = ids;
    expect(news.map((request) => request.id)).toEqual([id]);
    await outbox.edit(id, { title: 'Shorter', description: '', ticked: [] });
    await outbox.move(id, { kind: 'queue' });
    await eventually(() => expect(kind(id)).toBe('received'));
    expect(hub.requests.has(id)).toBe(false);
    expect([...hub.requests.values()].map(({ title }) => title)).toEqual(['Second', 'Shorter']);
  });

  it('leaves behind what IT has switched off since it was written', async () => {
    const { hub, outbox, linesOff, kind } = await machine();
    linesOff.push('sound', 'tried');
    const { id } = await outbox.start(({ id: own, reference }) =>
      aRequest({ ...{ id: own, reference }, lines: ['sound', 'tried:vpn', 'disk'].map((one) => aLine(one)) }),
    );
    await outbox.move(id, { kind: 'queue' });
    await eventually(() => expect(kind(id)).toBe('received'));
    expect(hub.requests.get(id)?.lines.map((line) => line.id)).toEqual(['disk']);
  });

  it('does not take a sign-in page for an answer', async () => {
    const { hub, sender, send, kind, waits } = await machine();
    hub.faults.push('sign-in-page');
    const id = await send('First');
    await eventually(() => expect(waits).toHaveLength(1));
    expect([kind(id), sender.holdup()?.why]).toEqual(['queued', 'network']);
  });

  it('enrols anew when the hub no longer knows the machine, and asks nothing where there is none', async () => {
    const { hub, net, send, kind } = await machine();
    const first = await send('First');
    await eventually(() => expect(kind(first)).toBe('received'));
    hub.forgetTokens();
    const second = await send('Second');
    await eventually(() => expect(kind(second)).toBe('received'));
    expect(hub.enrolled).toBe(2);
    net.place = undefined;
    const asked = hub.asked.length;
    const third = await send('Third');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([kind(third), hub.asked.length]).toEqual(['queued', asked]);
  });

  it('takes joins along, once, after which they stay', async () => {
    const { hub, outbox } = await machine();
    await outbox.join('mail@2026-10-12');
    await eventually(() => expect(outbox.joins()[0]?.sentAtMs).toBeDefined());
    expect([...hub.joins.values()]).toMatchObject([{ notice: 'mail@2026-10-12' }]);
    expect(await outbox.leave('mail@2026-10-12')).toMatchObject({
      ok: false,
      error: { kind: 'not-allowed' },
    });
  });
});

describe('what becomes of a request', () => {
  it('is asked for while it is open, told once, and asked no more when it is solved', async () => {
    const { hub, clock, net, common, waits, news, send, kind } = await machine();
    const view = { isVisible: false };
    const follower = createRequestFollower({ ...common, isPanelVisible: () => view.isVisible });
    const id = await send('First');
    await eventually(() => expect(waits.map(({ delayMs }) => delayMs)).toEqual([15_000]));
    const next = async (): Promise<number | undefined> => {
      const [wait] = waits.splice(0);
      clock.advanceMs(wait?.delayMs ?? 0);
      wait?.wake();
      await eventually(() => expect(kind(id) === 'solved' ? 1 : waits.length).toBe(1));
      return waits[0]?.delayMs;
    };
    hub.states.set(id, { kind: 'delivered', number: '4711' });
    expect(await next()).toBe(30 * minutesMs);
    view.isVisible = true;
    follower.look();
    expect(waits[0]?.delayMs).toBe(5 * minutesMs);
    net.isOnline = false;
    const asked = hub.asked.length;
    await next();
    expect(hub.asked.length).toBe(asked);
    net.isOnline = true;
    hub.states.set(id, { kind: 'answered', number: '4711' });
    await next();
    await next();
    expect(news.map(({ state }) => state.kind)).toEqual(['answered']);
    hub.states.set(id, { kind: 'solved', number: '4711' });
    expect(await next()).toBeUndefined();
    expect([kind(id), news.length]).toEqual(['solved', 2]);
  });

  it('is asked for many at once, and not again before the hub wants to hear of it', async () => {
    const { hub, clock, outbox, common, waits, kind } = await machine();
    const ids: string[] = [];
    for (let n = 0; n < 60; n += 1) {
      clock.advanceMs(1);
      const { id } = await outbox.start(({ id: own, reference }) =>
        aRequest({ id: own, reference, createdAtMs: clock.nowMs(), updatedAtMs: clock.nowMs() }),
      );
      await outbox.move(id, { kind: 'queue' });
      await eventually(() => expect(kind(id)).toBe('received'));
      ids.push(id);
    }
    waits.splice(0);
    const follower = createRequestFollower({ ...common, isPanelVisible: () => true });
    onTestFinished(() => follower.stop());
    const questions = () => hub.asked.filter((what) => what === 'GET /v1/requests').length;
    for (const id of ids) hub.states.set(id, { kind: 'delivered', number: '1' });
    waits.splice(0)[0]?.wake();
    await eventually(() => expect(outbox.get(ids[59] ?? '')?.state).toMatchObject({ ticket: '1' }));
    expect(questions()).toBe(2);

    hub.statusFault = 429;
    await eventually(() => expect(waits).toHaveLength(1));
    clock.advanceMs(5 * minutesMs);
    waits.splice(0)[0]?.wake();
    await eventually(() => expect(waits).toHaveLength(1));
    expect([questions(), waits[0]?.delayMs]).toEqual([3, 20 * minutesMs]);
    clock.advanceMs(10 * minutesMs);
    follower.look();
    expect(questions()).toBe(3);
  });

  it('goes on when the person says that it is still not solved', async () => {
    const { hub, outbox, send, kind, common } = await machine();
    const id = await send('First');
    await eventually(() => expect(kind(id)).toBe('received'));
    await outbox.move(id, { kind: 'status', state: { kind: 'solved', number: '4711' }, lost: [] });
    await outbox.move(id, { kind: 'reopen', id: common.newId(), comment: 'It came back' });
    await eventually(() => expect(kind(id)).toBe('received'));
    expect([...hub.reopened.values()].map(({ comment }) => comment)).toEqual(['It came back']);
    expect(hub.requests.size).toBe(1);
    expect(outbox.get(id)?.state).toMatchObject({ ticket: '4711' });
  });

  it('is not known to a machine that enrolled anew: it says with what to ask, and nothing comes twice', async () => {
    const { hub, clock, outbox, net, common, waits, send, kind, sender } = await machine();
    hub.faults.push('reset-after');
    const id = await send('First');
    await eventually(() => expect(waits).toHaveLength(1));
    hub.forgetTokens();
    sender.wake();
    await eventually(() => expect(kind(id)).toBe('received'));
    expect([hub.enrolled, hub.requests.size, net.isOnline]).toEqual([2, 1, true]);
    const state = () => outbox.get(id)?.state ?? { kind: 'draft' as const };
    expect(awaitsNumber(state(), clock.nowMs())).toBe(true);
    expect(awaitsNumber(state(), clock.nowMs() + 10 * minutesMs)).toBe(false);
    await outbox.move(id, { kind: 'status', state: { kind: 'solved', number: '4711' }, lost: [] });
    await outbox.move(id, { kind: 'reopen', id: common.newId(), comment: 'It came back' });
    await eventually(() => expect(kind(id)).toBe('needs-attention'));
    expect(state()).toMatchObject({
      cause: 'not-there',
      reopened: { comment: 'It came back', ticket: '4711' },
    });
  });
});
