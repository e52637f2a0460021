import { readdirSync, readFileSync, statSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { once } from 'node:events';
import { afterEach, expect, test, vi } from 'vitest';
import { openStore } from '../../../../hub/store/open-store.ts';
import { join } from 'node:path';
import { sentRequest } from '../store/wire-builders.ts';
import { ask, enrolmentKey, startTestHub, type TestHub } from './test-hub.ts';

vi.setConfig({ testTimeout: 20_000 });
let hub: TestHub;
afterEach(() => hub.remove());

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  ask(`${hub.url()}${path}`, {
    ...{ method: 'POST', body },
    headers: { 'content-type': 'application/json', ...headers },
  });
const enrol = (key: string) => post('/v1/installs', JSON.stringify({ enrolmentKey: key }));

test('the key of the policy opens the door to a token, and nothing else does', async () => {
  hub = await startTestHub(
    { enrolmentKeys: [{ file: 'enrolment.key' }, { env: 'NEXT_KEY' }] },
    {
      env: { NEXT_KEY: 'the-key-that-comes-next' },
    },
  );
  expect((await enrol(enrolmentKey)).status).toBe(201);
  expect((await enrol('the-key-that-comes-next')).status).toBe(201);
  expect(await enrol(`${enrolmentKey} `)).toMatchObject({ status: 401, json: { kind: 'not-enrolled' } });
  expect((await enrol('short')).status).toBe(400);
  const { token } = await hub.enrol();
  const bearer = (text: string) => ({ authorization: `Bearer ${text}` });
  const another = `${token.slice(0, -1)}${token.endsWith('A') ? 'E' : 'A'}`;
  for (const wrong of [token.slice(0, -1), another, enrolmentKey, '', `${token} x`])
    expect((await post('/v1/usage', '{}', bearer(wrong))).status).toBe(401);
  expect((await post('/v1/usage', '{}', bearer(token))).status).toBe(400);
});

test('a revoked token counts no more, while the hub runs', async () => {
  hub = await startTestHub();
  const [machine, other] = [await hub.enrol(), await hub.enrol()];
  const beside = await openStore({ file: join(hub.folder, 'hub.db') }, { exclusive: false });
  expect(await beside.installs.revoke(machine.install, Date.now())).toBe(1);
  await beside.close();
  expect((await machine.send(sentRequest())).status).toBe(401);
  expect((await other.send(sentRequest())).status).toBe(202);
});

test('the store holds no token', async () => {
  hub = await startTestHub();
  const { install, token } = await hub.enrol();
  const beside = await openStore({ file: join(hub.folder, 'hub.db') }, { exclusive: false });
  const hash = await beside.installs.tokenHash(install);
  await beside.close();
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  const secret = token.split('.')[1]!;
  expect(secret.length).toBe(43);
  const files = readdirSync(hub.folder).filter((name) => name.startsWith('hub.db'));
  const bytes = files.map((name) => readFileSync(join(hub.folder, name), 'latin1')).join('');
  expect(bytes).toContain(hash);
  expect(bytes).not.toContain(secret);
});

test("the store's files are for the hub's own account", async () => {
  hub = await startTestHub();
  const files = readdirSync(hub.folder).filter((name) => /^hub\.db(-wal|-shm)?$/.test(name));
  expect(files.length).toBeGreaterThan(1);
  expect(files.map((name) => statSync(join(hub.folder, name)).mode & 0o077)).toEqual(files.map(() => 0));
});

test('a key that no machine could show is told at the start', async () => {
  hub = await startTestHub();
  await expect(
    startTestHub({ enrolmentKeys: [{ file: 'short.key' }] }, {}, { 'short.key': 'short' }),
  ).rejects.toThrow(/16 to 200 characters/);
});

test('an office that reads a publication can still send', async () => {
  hub = await startTestHub({ limits: { perAddressPerMinute: 2 }, packs: '.' });
  const machine = await hub.enrol();
  for (let n = 0; n < 5; n++) {
    expect((await ask(`${hub.url()}/kb/metadata/timestamp.json`)).status).toBe(404);
    expect((await machine.ask('GET', `/v1/requests/${sentRequest().id}`)).status).toBe(404);
  }
  // Who guesses tokens is stopped.
  const guess = () =>
    ask(`${hub.url()}/v1/requests/${sentRequest().id}`, { headers: { authorization: 'Bearer guess' } });
  const statuses = [await guess(), await guess(), await guess()].map(({ status }) => status);
  expect(statuses.at(-1)).toBe(429);
});

test('who calls too often waits, a machine and an address each by itself', async () => {
  hub = await startTestHub({ limits: { perInstallPerMinute: 3, enrolmentsPerAddressPerMinute: 3 } });
  const [machine, other] = [await hub.enrol(), await hub.enrol()];
  const statuses = async (one: typeof machine) => {
    const answers = [];
    for (let n = 0; n < 4; n++) answers.push(await one.ask('GET', `/v1/requests/${sentRequest().id}`));
    return answers;
  };
  const answers = await statuses(machine);
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 429]);
  expect(answers[3]!.json).toMatchObject({ kind: 'too-many' });
  expect(Number(answers[3]!.headers.get('retry-after'))).toBeGreaterThan(10);
  expect((await statuses(other))[0]!.status).toBe(404);
  expect((await enrol('guessing-the-key-1')).status).toBe(401);
  expect((await enrol('guessing-the-key-2')).status).toBe(429);
});

test('an address that a machine claims for itself counts only from a proxy that is named', async () => {
  hub = await startTestHub({ limits: { enrolmentsPerAddressPerMinute: 1 } });
  const from = (address: string) =>
    post('/v1/installs', JSON.stringify({ enrolmentKey }), { 'x-forwarded-for': address });
  expect([(await from('10.0.0.1')).status, (await from('10.0.0.2')).status]).toEqual([201, 429]);
  await hub.remove();
  hub = await startTestHub({ trustProxy: ['127.0.0.1'], limits: { enrolmentsPerAddressPerMinute: 1 } });
  expect([(await from('10.0.0.1')).status, (await from('10.0.0.2')).status]).toEqual([201, 201]);
});

test('what is no request of ours is told, and nothing of it is kept', async () => {
  hub = await startTestHub({ limits: { perInstallPerMinute: 1000 } });
  const machine = await hub.enrol();
  const sent = sentRequest();
  const file = { name: 'a.png', type: 'image/png' as const, base64: 'AAAA' };
  const wrong: [string, unknown][] = [
    ['no JSON', '{"id":'],
    ['another version of UUID', { ...sent, id: 'a4a9a1de-4f1d-4a40-b8d2-8f4a7a0a0a01' }],
    ['a key that nobody knows', { ...sent, admin: true }],
    ['no title', { ...sent, title: '   ' }],
    ['a long title', { ...sent, title: 'x'.repeat(81) }],
    ['a file that leads elsewhere', { ...sent, attachments: [{ ...file, name: '../a.png' }] }],
    ['a hidden file', { ...sent, attachments: [{ ...file, name: '.bashrc' }] }],
    ['a program', { ...sent, attachments: [{ ...file, type: 'application/x-msdownload' }] }],
    ['no base64', { ...sent, attachments: [{ ...file, base64: 'A*' }] }],
    ['too many files', { ...sent, attachments: Array(9).fill(file) }],
  ];
  for (const [what, body] of wrong) {
    const answer = await machine.ask('POST', '/v1/requests', body, { 'idempotency-key': sent.id });
    expect([what, answer.status, (answer.json as { kind: string }).kind]).toEqual([what, 400, 'malformed']);
  }
  const big = { ...sent, attachments: [{ ...file, base64: 'A'.repeat(14_400_000) }] };
  expect(await machine.send(big)).toMatchObject({ status: 413, json: { kind: 'too-large' } });
  const keyless = await machine.ask('POST', '/v1/requests', sent);
  expect(keyless).toMatchObject({ status: 400, json: { detail: expect.stringMatching(/Key/) as unknown } });
  expect((await machine.ask('GET', `/v1/requests/${sent.id}`)).status).toBe(404);
  expect(await machine.ask('GET', '/v1/nothing')).toMatchObject({
    status: 404,
    json: { kind: 'unknown-path' },
  });
});

test('who may not come in is refused before a byte of the body is read', async () => {
  hub = await startTestHub();
  const { port } = new URL(hub.url());
  const call = httpRequest({
    ...{ host: '127.0.0.1', port, method: 'POST', path: '/v1/requests' },
    headers: { 'content-type': 'application/json', 'content-length': 10_000_000, authorization: 'Bearer x' },
  });
  call.on('error', () => undefined);
  call.write('{"id":');
  const [answer] = (await once(call, 'response')) as [{ statusCode: number }];
  expect(answer.statusCode).toBe(401);
  call.destroy();
});

test('a hub without a ticket system takes no requests, and says so', async () => {
  hub = await startTestHub({}, { tickets: undefined as never });
  const machine = await hub.enrol();
  const answer = await machine.send(sentRequest());
  expect(answer).toMatchObject({ status: 503, json: { kind: 'unavailable' } });
  expect(answer.headers.get('retry-after')).toBe('3600');
});

test('the log tells what happened and nothing of what was written', async () => {
  hub = await startTestHub();
  const machine = await hub.enrol();
  hub.tickets.faults.push({ kind: 'refused', detail: 'Queue unknown' });
  const sent = sentRequest({ title: 'Secretive title', description: 'Password: Vinter2026!' });
  await machine.send(sent);
  await machine.settled(sent.id, 'needs-attention');
  await machine.ask('POST', '/v1/requests', '{"title":"Half a secretive');
  await machine.ask('GET', '/guide/Secretive?title=1');
  await ask(`${hub.url()}/v1/requests/x`, { headers: { authorization: 'Bearer secretive-token' } });
  // The first line says where it listens.
  const log = hub.log.slice(1).join('');
  expect(log).toContain(sent.id);
  expect(log).toContain('Queue unknown');
  expect(log).not.toMatch(/secretive|Vinter|kari/i);
  expect(log).not.toContain(machine.token);
  expect(log).not.toContain('127.0.0.1');
  for (const line of hub.log) expect(JSON.parse(line)).toHaveProperty('msg');
});
