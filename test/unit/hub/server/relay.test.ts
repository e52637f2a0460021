import { afterEach, beforeEach, expect, test, vi, onTestFinished } from 'vitest';
import { requestStatusesSchema, requestStatusSchema, statusesMax } from '../../../../shared/requests/wire.ts';
import { sentRequest, uuidv7 } from '../store/wire-builders.ts';
import { startTestHub, type Machine, type TestHub } from './test-hub.ts';

vi.setConfig({ testTimeout: 30_000 });
let hub: TestHub;
let machine: Machine;
beforeEach(async () => {
  hub = await startTestHub({ limits: { perInstallPerMinute: 6000 } }, { followEveryMs: 200 });
  machine = await hub.enrol();
});
afterEach(() => hub.remove());

const png = (bytes: number) => ({
  ...{ name: 'screen.png', type: 'image/png' as const },
  base64: Buffer.alloc(bytes, 7).toString('base64'),
});

test('a request becomes a ticket with all that was sent, and its number comes back', async () => {
  const request = sentRequest({ attachments: [png(1_000_000)] });
  const taken = await machine.send(request);
  expect(taken.status).toBe(202);
  expect(requestStatusSchema.parse(taken.json).state).toEqual({ kind: 'queued' });
  expect(await machine.settled(request.id, 'delivered')).toMatchObject({
    state: { number: '1', url: 'https://tickets.example.org/1' },
    lost: [],
  });
  const [draft] = hub.tickets.made;
  const { id, attachments, requester, ...rest } = request;
  expect(draft).toMatchObject({ ...rest, key: id, requester: { ...requester, isVerified: false } });
  const [file] = draft!.attachments;
  expect(file).toMatchObject({ name: 'screen.png', type: 'image/png' });
  expect(Buffer.from(attachments[0]!.base64, 'base64').equals(file!.bytes)).toBe(true);
});

test('where nobody signs in, the name of an account becomes an address at the domain of IT', async () => {
  const own = await startTestHub({ mailDomain: 'example.org' });
  onTestFinished(own.remove);
  const sender = await own.enrol();
  const people = [
    { login: 'anna' },
    { login: 'EXAMPLE\\anna b' },
    { login: 'anna', email: 'a.berg@example.org' },
  ];
  for (const requester of people) {
    const request = sentRequest({ requester });
    await sender.send(request);
    await sender.settled(request.id, 'delivered');
  }
  expect(own.tickets.made.map(({ requester }) => requester.email)).toEqual([
    'anna@example.org',
    undefined,
    'a.berg@example.org',
  ]);
});

test('the same key gives the same answer and one ticket; another text under it is refused', async () => {
  const request = sentRequest();
  const all = await Promise.all([machine.send(request), machine.send(request), machine.send(request)]);
  expect(all.map(({ status }) => status)).toEqual([202, 202, 202]);
  await machine.settled(request.id, 'delivered');
  const reordered = Object.fromEntries(Object.entries(request).reverse());
  expect(await machine.send(reordered as typeof request)).toMatchObject({
    status: 202,
    json: { state: { kind: 'delivered', number: '1' } },
  });
  expect(await machine.send({ ...request, title: 'Another' })).toMatchObject({
    status: 409,
    json: { kind: 'other-body', detail: expect.stringContaining('new id') as unknown },
  });
  expect(hub.tickets.made).toHaveLength(1);
});

test('only the machine that sent a request sees it, and it cannot be sent over', async () => {
  const request = sentRequest();
  await machine.send(request);
  const other = await hub.enrol();
  expect((await other.ask('GET', `/v1/requests/${request.id}`)).status).toBe(404);
  expect((await other.send(request)).status).toBe(409);
  const reopening = { id: uuidv7(), comment: 'Mine?' };
  expect((await other.ask('POST', `/v1/requests/${request.id}/reopen`, reopening)).status).toBe(404);
});

test.each([
  ['a 5xx', { kind: 'later', detail: '502' } as const],
  ['a timeout after the ticket was made', 'made-unanswered' as const],
])('after %s there is exactly one ticket', async (_what, fault) => {
  hub.tickets.faults.push(fault, fault);
  const request = sentRequest();
  await machine.send(request);
  await machine.settled(request.id, 'delivered');
  expect(hub.tickets.made.map(({ key }) => key)).toEqual([request.id]);
});

test('a hub that ends between making a ticket and writing it down makes no second one', async () => {
  const request = sentRequest();
  // Made, the answer lost, and nothing works any more until the hub is a new one.
  hub.tickets.faults.push('made-unanswered');
  hub.tickets.onCreate = () => {
    setTimeout(() => (hub.tickets.down = { kind: 'later', detail: 'gone' }), 0);
    return Promise.resolve();
  };
  await machine.send(request);
  await expect.poll(() => hub.tickets.made.length).toBe(1);
  await hub.stop();
  hub.tickets.down = undefined;
  await hub.restart();
  await machine.settled(request.id, 'delivered');
  expect(hub.tickets.made).toHaveLength(1);
});

test("a machine's requests arrive in order, whatever happens to the first", async () => {
  hub.tickets.faults.push(
    { kind: 'later', detail: '503', retryAfterMs: 100 },
    { kind: 'later', detail: '503' },
  );
  const requests = Array.from({ length: 6 }, (_, n) => sentRequest({ title: `Number ${n}` }));
  for (const request of requests) await machine.send(request);
  await machine.settled(requests[5]!.id, 'delivered');
  expect(hub.tickets.made.map(({ title }) => title)).toEqual(requests.map(({ title }) => title));
});

test('the time that the ticket system asks for is waited', async () => {
  hub.tickets.faults.push({ kind: 'later', detail: '429', retryAfterMs: 1200 });
  const request = sentRequest();
  const startMs = performance.now();
  await machine.send(request);
  await machine.settled(request.id, 'delivered');
  expect(performance.now() - startMs).toBeGreaterThan(1190);
});

test('what the ticket system refuses needs attention, and what follows is not held up', async () => {
  hub.tickets.faults.push({ kind: 'refused', detail: 'Subject is too long' });
  const [bad, good] = [sentRequest(), sentRequest()];
  await machine.send(bad);
  await machine.send(good);
  await machine.settled(good.id, 'delivered');
  expect(await machine.settled(bad.id, 'needs-attention')).toMatchObject({
    state: { reason: 'Subject is too long' },
  });
});

test('what the ticket lacks is told', async () => {
  hub.tickets.lost = [{ field: 'impact', why: 'dropped-by-server' }];
  const request = sentRequest();
  await machine.send(request);
  await expect
    .poll(async () => (await machine.settled(request.id, 'delivered')).lost)
    .toEqual([{ field: 'impact', why: 'dropped-by-server' }]);
});

test('answered, solved, and still not solved', async () => {
  const request = sentRequest();
  await machine.send(request);
  await machine.settled(request.id, 'delivered');
  hub.tickets.statusOf.set('1', 'answered');
  const state = async () => (await machine.ask('GET', `/v1/requests/${request.id}`)).json;
  await expect.poll(state, { timeout: 12_000 }).toMatchObject({ state: { kind: 'answered', number: '1' } });
  hub.tickets.statusOf.set('1', 'solved');
  await expect.poll(state, { timeout: 12_000 }).toMatchObject({ state: { kind: 'solved' } });

  const path = `/v1/requests/${request.id}/reopen`;
  const reopening = { id: uuidv7(), comment: 'It is back.' };
  const twice = await Promise.all([1, 2].map(() => machine.ask('POST', path, reopening)));
  expect(twice.map(({ status }) => status)).toEqual([202, 202]);
  expect((await machine.ask('POST', path, { ...reopening, comment: 'Else' })).status).toBe(409);
  await expect
    .poll(() => hub.tickets.comments)
    .toEqual([{ number: '1', key: reopening.id, comment: 'It is back.' }]);
});

test('what is no ticket yet cannot be reopened', async () => {
  hub.tickets.down = { kind: 'later', detail: 'down' };
  const request = sentRequest();
  await machine.send(request);
  const answer = await machine.ask('POST', `/v1/requests/${request.id}/reopen`, {
    id: uuidv7(),
    comment: '',
  });
  expect(answer).toMatchObject({ status: 409, json: { kind: 'not-now' } });
});

test('a machine asks for all its requests in one call, and hears of its own alone', async () => {
  const other = await hub.enrol();
  const [first, second, foreign] = [sentRequest(), sentRequest(), sentRequest()];
  for (const request of [first, second]) await machine.send(request);
  await other.send(foreign);
  await machine.settled(second.id, 'delivered');
  const asked = [first, foreign, second].map(({ id }) => id);
  const answer = await machine.ask('GET', `/v1/requests?ids=${[...asked, uuidv7()].join()}`);
  const { requests } = requestStatusesSchema.parse(answer.json);
  expect(requests.map(({ id, state }) => [id, state.kind])).toEqual([
    [first.id, 'delivered'],
    [second.id, 'delivered'],
  ]);
  const tooMany = Array.from({ length: statusesMax + 1 }, () => uuidv7()).join();
  for (const ids of [tooMany, 'x', '', `${first.id},`])
    expect((await machine.ask('GET', `/v1/requests?ids=${ids}`)).status).toBe(400);
  expect((await machine.ask('GET', '/v1/requests')).status).toBe(400);
});

test('while the ticket system is down it is asked now and then, and everything arrives afterwards', async () => {
  hub.tickets.down = { kind: 'later', detail: 'ECONNREFUSED' };
  const machines = await Promise.all(Array.from({ length: 8 }, () => hub.enrol()));
  const requests = machines.map(() => sentRequest());
  await Promise.all(machines.map((one, n) => one.send(requests[n]!)));
  await new Promise((resolve) => setTimeout(resolve, 1500));
  // Waits are at least a second: one try at first, then one at a time.
  expect(hub.tickets.calls).toBeLessThan(8);
  expect(hub.tickets.calls).toBeGreaterThan(0);
  hub.tickets.down = undefined;
  await Promise.all(machines.map((one, n) => one.settled(requests[n]!.id, 'delivered')));
  expect(new Set(hub.tickets.made.map(({ key }) => key)).size).toBe(8);
  expect(hub.tickets.made).toHaveLength(8);
});

test('a hub that is told to end finishes what it is making', async () => {
  let end = (): void => undefined;
  hub.tickets.onCreate = () => new Promise((resolve) => (end = resolve));
  const request = sentRequest();
  await machine.send(request);
  await expect.poll(() => hub.tickets.calls).toBe(1);
  const stopped = hub.stop();
  setTimeout(() => end(), 200);
  await stopped;
  expect(hub.tickets.made).toHaveLength(1);
  hub.tickets.onCreate = () => Promise.resolve();
  await hub.restart();
  expect(await machine.settled(request.id, 'delivered')).toMatchObject({ state: { number: '1' } });
});
