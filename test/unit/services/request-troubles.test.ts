import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { HubRefused } from '../../../electron/services/hub-ports.ts';
import { createRequestFollower } from '../../../electron/services/request-follower.ts';
import { ok, refuse } from '../../../shared/result.ts';
import { aRequest } from '../requests/request-builders.ts';
import { secrets } from '../requests/secrets.ts';

import { machineBefore as machine, settled, statusOf, timeout } from './machine-before-hub.ts';
import { eventually } from '../../support/eventually.ts';
describe('one request is one ticket', () => {
  it('also when it can no longer be sent whole after it may have arrived', async () => {
    const x = await machine();
    const { send } = x.hub;
    x.hub.send = async (...all) => {
      await send(...all);
      return timeout;
    };
    const id = await x.send('First');
    await eventually(() => expect(x.stateOf(id)).toMatchObject({ kind: 'queued', mayHaveArrived: true }));
    x.files.answer = refuse({ kind: 'missing', detail: 'screen.png' });
    await x.later();
    expect([x.stateOf(id)?.kind, x.titles()]).toEqual(['received', ['First']]);
  });

  it('waits as long as nobody knows, and is refused when the hub has nothing', async () => {
    let isDown = true;
    const x = await machine({ send: () => Promise.resolve(timeout) });
    const { statuses } = x.hub;
    x.hub.statuses = (...all) => (isDown ? Promise.resolve(timeout) : statuses(...all));
    const id = await x.send('First');
    await settled();
    x.files.answer = refuse({ kind: 'missing', detail: 'screen.png' });
    await x.later();
    expect(x.stateOf(id)).toMatchObject({ kind: 'queued', mayHaveArrived: true });
    isDown = false;
    await x.later();
    expect(x.stateOf(id)).toMatchObject({
      kind: 'needs-attention',
      cause: 'file-missing',
      detail: 'screen.png',
    });
  });

  it('and what the hub has under its key, but never came from here, does not stand for it', async () => {
    const x = await machine();
    const id = await x.draft('New words');
    const { language, reference, createdAtMs } = aRequest();
    const others = { ...{ id, language, reference, createdAtMs }, title: 'Old words', description: '' };
    x.has.set(id, { ...others, requester: {}, lines: [], attachments: [] });
    await x.outbox.move(id, { kind: 'queue' });
    await settled();
    expect(x.stateOf(id)?.kind).toBe('queued');
    await x.later();
    expect([x.stateOf(id)?.kind, x.titles()]).toEqual(['received', ['Old words', 'New words']]);
  });
});

it('"Still not solved" that the ticket system refuses later keeps its words, its ticket and its key', async () => {
  const x = await machine();
  const follower = createRequestFollower({ ...x.common, isPanelVisible: () => true });
  onTestFinished(() => follower.stop());
  const id = await x.send('First');
  await eventually(() => expect(x.stateOf(id)?.kind).toBe('received'));
  await x.outbox.move(id, { kind: 'status', state: { kind: 'solved', number: '4711' }, lost: [] });
  const asked: string[] = [];
  x.hub.reopen = (key) => {
    asked.push(key);
    return Promise.resolve(ok({ ...statusOf(key), state: { kind: 'queued', number: '4711' } }));
  };
  x.hub.statuses = ([key = '']) =>
    Promise.resolve(
      ok([{ ...statusOf(key), state: { kind: 'needs-attention', reason: 'no', number: '4711' } }]),
    );
  await x.outbox.move(id, { kind: 'reopen', id: x.common.newId(), comment: 'It came back' });
  await settled();
  while (x.waits.length > 0 && x.stateOf(id)?.kind === 'received') await x.later();
  expect(x.stateOf(id)).toMatchObject({
    ...{ kind: 'needs-attention', detail: 'no' },
    reopened: { comment: 'It came back', ticket: '4711' },
  });
  await x.outbox.move(id, { kind: 'reopen', id: x.common.newId(), comment: 'It came back, room 12' });
  await settled();
  expect(asked).toEqual([id, id]);
});

it('what IT answered before the machine knew that it had arrived is told, once', async () => {
  const x = await machine();
  const id = await x.draft('First');
  const answered = { ...statusOf(id), state: { kind: 'answered', number: '4711' } } as const;
  x.hub.send = () => Promise.resolve(timeout);
  await x.outbox.move(id, { kind: 'queue' });
  await settled();
  x.hub.send = () => Promise.resolve(ok(answered));
  x.hub.statuses = () => Promise.resolve(ok([answered]));
  const follower = createRequestFollower({ ...x.common, isPanelVisible: () => true });
  onTestFinished(() => follower.stop());
  await x.later();
  expect(x.news.map(({ state }) => state.kind)).toEqual(['answered']);
  await x.later();
  expect(x.news).toHaveLength(1);
});

describe('on a full disk', () => {
  it('nothing is said to be kept, taken back or on its way that is not', async () => {
    const x = await machine();
    const id = await x.draft('First');
    x.disk.isFull = true;
    expect(await x.outbox.move(id, { kind: 'queue' })).toMatchObject({ error: { kind: 'could-not-save' } });
    expect([x.stateOf(id)?.kind, x.outbox.problems()[0]?.kind]).toEqual(['draft', 'could-not-save']);
    x.disk.isFull = false;
    x.net.isOnline = false;
    await x.outbox.move(id, { kind: 'queue' });
    x.disk.isFull = true;
    expect((await x.outbox.move(id, { kind: 'cancel' })).ok).toBe(false);
    x.net.isOnline = true;
    x.sender.wake();
    await settled();
    expect([x.stateOf(id)?.kind, x.titles(), x.sender.holdup()?.why]).toEqual(['queued', [], 'disk']);
    x.disk.isFull = false;
    await x.later();
    expect([x.stateOf(id)?.kind, x.titles()]).toEqual(['received', ['First']]);
  });

  it('a join is not sent again and again', async () => {
    let joins = 0;
    const x = await machine();
    x.hub.join = () => {
      joins += 1;
      x.disk.isFull = true;
      return Promise.resolve(ok(undefined));
    };
    await x.outbox.join('mail@2026-10-12');
    await settled();
    expect([joins, x.waits.length]).toEqual([1, 1]);
  });
});

describe('where there is no hub any more', () => {
  it('nothing runs, and what may have arrived can go another way', async () => {
    const x = await machine({ send: () => Promise.resolve(timeout) });
    const id = await x.send('First');
    await settled();
    x.net.place = undefined;
    await x.later();
    expect([x.waits, x.sender.holdup()]).toEqual([[], undefined]);
    expect(x.stateOf(id)).toMatchObject({ kind: 'queued', mayHaveArrived: true });
    expect((await x.outbox.move(id, { kind: 'cancel' })).ok).toBe(false);
    expect((await x.outbox.handOver(id, 'link')).ok).toBe(true);
  });

  it.each(['timeout', 'refused', 'not-found'] as const)(
    'or its door stays shut (%s), nothing has left',
    async (kind) => {
      const shut = refuse<HubRefused>({ kind, detail: '', mayHaveArrived: true });
      const x = await machine({ enrol: () => Promise.resolve(shut) });
      const id = await x.send('First');
      await settled();
      expect(x.stateOf(id)).toEqual({ kind: 'queued', atMs: x.clock.nowMs() });
      expect(x.waits).toHaveLength(1);
      expect((await x.outbox.move(id, { kind: 'cancel' })).ok).toBe(true);
    },
  );
});

it('one that never gets through does not keep the next one for ever', async () => {
  const x = await machine();
  const { send } = x.hub;
  x.hub.send = (request, ...more) =>
    request.title === 'Big' ? Promise.resolve(timeout) : send(request, ...more);
  const [big, small] = [await x.send('Big'), await x.send('Small')];
  await settled();
  for (let tries = 1; tries < 4; tries += 1) await x.later();
  expect([x.stateOf(big)?.kind, x.stateOf(small)?.kind]).toEqual(['queued', 'received']);
});

it('goes in the order in which it was sent, also when the clock was set back in between', async () => {
  const x = await machine();
  x.net.isOnline = false;
  const first = await x.send('First');
  const before = x.outbox.get(first)?.revision ?? 0;
  x.clock.advanceMs(-3_600_000);
  await x.send('Second');
  x.net.isOnline = true;
  x.sender.wake();
  await settled();
  expect(x.titles()).toEqual(['First', 'Second']);
  expect(x.outbox.get(first)?.revision).toBeGreaterThan(before);
});

it('without a network it looks ever more rarely, and tells of it once', async () => {
  const x = await machine();
  x.net.isOnline = false;
  const changes = vi.fn();
  x.sender.onChange(changes);
  await x.send('First');
  await settled();
  let wakes = 0;
  for (let passedMs = 0; passedMs < 24 * 3_600_000; wakes += 1) {
    const [wait] = x.waits.splice(0, 1);
    passedMs += wait?.delayMs ?? Infinity;
    wait?.wake();
    await Promise.resolve();
  }
  expect(wakes).toBeLessThan(70);
  expect(changes).toHaveBeenCalledTimes(1);
});

it('what a hub repeats of a request does not get into the log', async () => {
  const seeds = ['mail address', 'token'].map((kind) => secrets[kind]?.[0] ?? kind);
  const detail = `${seeds.join(' is not allowed, nor is ')} here`;
  const x = await machine({
    send: () => Promise.resolve(refuse({ kind: 'server-error', detail, mayHaveArrived: true })),
  });
  await x.send('First');
  await settled();
  expect(x.logged.join()).toContain('request-not-received');
  for (const seed of seeds) expect(x.logged.join()).not.toContain(seed);
});
