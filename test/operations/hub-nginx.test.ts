import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { enrolledSchema, requestBytesMax } from '../../shared/requests/wire.ts';
import { freePort, missingNginx, startNginx, type Nginx } from '../support/nginx.ts';
import { sentRequest } from '../unit/hub/store/wire-builders.ts';
import { installHub, type HubHost } from './hub-host.ts';
import { startTicketsInMemory, type TicketsInMemory } from './hub-tickets.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
const callsAMinute = 20;

describe.skipIf(missingNginx())('the hub behind nginx as docs/operations.md has it', () => {
  let host: HubHost;
  let tickets: TicketsInMemory;
  let nginx: Nginx;
  let port: number;
  const hub = (path: string): string => host.at('var/lib/zeroline-hub', path);

  /** Over TLS, from one of the addresses of loopback, by the name in the certificate. */
  const ask = (
    method: 'GET' | 'POST',
    path: string,
    { body, headers = {}, from = '127.0.0.1' }: { body?: unknown; headers?: object; from?: string } = {},
  ): Promise<{ status: number; text: string }> =>
    new Promise((resolve, reject) => {
      const asked = request(
        {
          ...{ method, path, port, host: '127.0.0.1', localAddress: from, servername: 'hub.example.org' },
          ca: readFileSync(host.at('hub.example.org.crt')),
          headers: { host: 'hub.example.org', 'content-type': 'application/json', ...headers },
        },
        (answer) =>
          void text(answer).then((all) => resolve({ status: answer.statusCode ?? 0, text: all }), reject),
      );
      asked.once('error', reject);
      asked.end(body === undefined ? undefined : JSON.stringify(body));
    });

  beforeAll(async () => {
    [host, tickets] = [await installHub(), await startTicketsInMemory()];
    await host.follow('hub-init');
    const settings = readFileSync(hub('hub.yaml'), 'utf8').replace('port: 8480', `port: ${host.port}`);
    writeFileSync(hub('hub.yaml'), settings);
    writeFileSync(hub('secrets/webhook'), 'a secret for the tests');
    const way = { system: 'webhook', url: tickets.url, secret: { file: 'secrets/webhook' }, answers: true };
    const limits = JSON.stringify({ perAddressPerMinute: callsAMinute });
    appendFileSync(hub('hub.yaml'), `\ntickets: ${JSON.stringify(way)}\nlimits: ${limits}\n`);
    const certificate = ['-keyout', host.at('hub.example.org.key'), '-out', host.at('hub.example.org.crt')];
    const name = ['-subj', '/CN=hub.example.org', '-addext', 'subjectAltName=DNS:hub.example.org'];
    spawnSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...certificate, ...name]);
    port = await freePort();
    const http = host.recipe('hub-nginx').replace('listen 443', `listen 127.0.0.1:${port}`);
    nginx = await startNginx(host.at(), { http });
    const started = await host.follow('hub-start');
    if (started.exitCode !== 0) throw new Error(started.output);
  });
  afterAll(async () => {
    await nginx.close();
    host.remove();
    tickets.stop();
  });

  const enrol = async (from: string): Promise<string> => {
    const enrolmentKey = readFileSync(hub('secrets/enrolment.key'), 'utf8').trim();
    const { text: answer } = await ask('POST', '/v1/installs', { body: { enrolmentKey }, from });
    return enrolledSchema.parse(JSON.parse(answer)).token;
  };

  test('a request with the largest files a machine sends gets through', async () => {
    const authorization = `Bearer ${await enrol('127.0.0.2')}`;
    const base64 = Buffer.alloc(5 * 1024 * 1024 - 1, 7).toString('base64');
    const file = (name: string) => ({ name, type: 'image/png' as const, base64 });
    const body = sentRequest({ attachments: [file('one.png'), file('two.png')] });
    const headers = { authorization, 'idempotency-key': body.id };
    expect(JSON.stringify(body).length).toBeGreaterThan(13_000_000);
    expect(await ask('POST', '/v1/requests', { body, headers, from: '127.0.0.2' })).toMatchObject({
      status: 202,
    });
    await expect.poll(() => tickets.made.get(body.id), { timeout: 30_000 }).toBe(1);
    const megabytes = /client_max_body_size (\d+)m;/.exec(host.recipe('hub-nginx'))?.[1];
    expect(Number(megabytes) * 1024 * 1024).toBeGreaterThanOrEqual(requestBytesMax);
  });

  test('each machine has a limit of its own, and none gets around it with a header', async () => {
    const guide = (from: string, n: number) =>
      ask('GET', '/guide/vpn', { from, headers: { 'x-forwarded-for': `10.0.0.${n}` } });
    const answers: number[] = [];
    for (let n = 0; n < callsAMinute + 5; n += 1) answers.push((await guide('127.0.0.3', n)).status);
    expect(answers.slice(0, callsAMinute)).toEqual(Array(callsAMinute).fill(200));
    expect(answers.at(-1)).toBe(429);
    expect((await guide('127.0.0.4', 0)).status).toBe(200);
  });

  test('what is for the monitor alone is not told outside', async () => {
    expect((await ask('GET', '/metrics')).status).toBe(403);
    expect((await fetch(`${host.url}/metrics`)).status).toBe(200);
    expect(JSON.parse((await ask('GET', '/health')).text)).toMatchObject({ ok: true });
  });

  test('a hub that is restarted is found again by the connections that nginx keeps', async () => {
    host.systemctl('stop');
    expect((await ask('GET', '/health', { from: '127.0.0.5' })).status).toBe(502);
    host.systemctl('start');
    expect((await ask('GET', '/health', { from: '127.0.0.5' })).status).toBe(200);
  });
});
