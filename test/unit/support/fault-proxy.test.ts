import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startFaultProxy, type Fault, type FaultProxy } from '../../support/fault-proxy.ts';
import { startStaticServer, type StaticServer } from '../../support/static-server.ts';

let folder: string;
let server: StaticServer;
let proxy: FaultProxy;
const body = Buffer.alloc(3000, 'zeroline ');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zeroline-proxied-'));
  await writeFile(join(folder, 'file'), body);
  server = await startStaticServer(folder);
  proxy = await startFaultProxy(server.url);
});

afterEach(() => proxy.harm(undefined));

afterAll(async () => {
  await proxy.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

/** Reads the raw response for at most `patienceMs`, as a client sees it who believes nothing. */
function raw(patienceMs = 250): Promise<{ bytes: Buffer; end: 'ended' | 'reset' | 'open' }> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(new URL(proxy.url).port), '127.0.0.1');
    const finish = (end: 'ended' | 'reset' | 'open') => {
      resolve({ bytes: Buffer.concat(chunks), end });
      socket.destroy();
    };
    const timer = setTimeout(() => finish('open'), patienceMs);
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('end', () => finish('ended')).on('error', () => finish('reset'));
    socket.on('close', () => clearTimeout(timer));
    socket.write('GET /file HTTP/1.1\r\nHost: localhost\r\n\r\n');
  });
}

const bodyOf = (bytes: Buffer) => bytes.subarray(bytes.indexOf('\r\n\r\n') + 4);
const statusOf = (bytes: Buffer) => bytes.toString('latin1', 0, 12).split(' ')[1];

test('without a fault it is transparent and counts headers too', async () => {
  const before = proxy.requests.length;
  const answer = await fetch(`${proxy.url}/file`);
  expect(Buffer.from(await answer.arrayBuffer()).equals(body)).toBe(true);
  const request = proxy.requests[before];
  expect(request?.path).toBe('/file');
  expect(request?.bytesDown).toBeGreaterThan(body.length + 100);
  expect(request?.bytesUp).toBeGreaterThan(20);
});

test('a fault meets only the paths it is meant for, and is counted', async () => {
  proxy.harm('gone', /other/);
  expect((await fetch(`${proxy.url}/file`)).status).toBe(200);
  expect((await fetch(`${proxy.url}/other`)).status).toBe(404);
  expect(proxy.harmed()).toBe(1);
});

describe('what is only slow comes whole', () => {
  test.each<Fault>(['latency', 'bandwidth', 'slicing'])('%s', async (fault) => {
    proxy.harm(fault);
    const { bytes, end } = await raw(2000);
    expect(end).toBe('ended');
    expect(bodyOf(bytes).equals(body)).toBe(true);
  });
});

describe('what breaks the connection', () => {
  test.each<[Fault, 'ended' | 'reset' | 'open']>([
    ['reset', 'reset'],
    ['reset-in-body', 'reset'],
    ['timeout', 'open'],
    ['half-open', 'open'],
    ['slow-drip', 'open'],
    ['limit', 'ended'],
  ])('%s: the connection is %s', async (fault, expected) => {
    proxy.harm(fault);
    const { bytes, end } = await raw();
    expect(end).toBe(expected);
    expect(bodyOf(bytes).equals(body)).toBe(false);
  });
});

describe('what lies', () => {
  test('a corrupt byte keeps the length', async () => {
    proxy.harm('corrupt-byte');
    const altered = bodyOf((await raw()).bytes);
    expect(altered.length).toBe(body.length);
    expect(altered.equals(body)).toBe(false);
  });

  test.each<[Fault, number]>([
    ['length-too-long', body.length + 100],
    ['length-too-short', body.length - 5],
  ])('%s', async (fault, claimed) => {
    proxy.harm(fault);
    const { bytes } = await raw();
    expect(bytes.toString('latin1')).toMatch(new RegExp(`content-length: ${claimed}\r`, 'i'));
    expect(bodyOf(bytes).equals(body)).toBe(true);
  });

  test('a bomb is small on the wire and an endless body never ends', async () => {
    proxy.harm('brotli-bomb');
    expect(bodyOf((await raw()).bytes).length).toBeLessThan(1000);
    proxy.harm('endless-body');
    const { bytes, end } = await raw();
    expect(end).toBe('open');
    expect(bytes.length).toBeGreaterThan(1_000_000);
  });

  test.each<[Fault, string]>([
    ['html-with-200', '200'],
    ['sign-in-redirect', '302'],
    ['network-authentication', '511'],
    ['too-many-requests', '429'],
    ['unavailable', '503'],
    ['gone', '404'],
  ])('%s answers %s', async (fault, status) => {
    proxy.harm(fault);
    const { bytes } = await raw();
    expect(statusOf(bytes)).toBe(status);
    expect(bodyOf(bytes).includes('zeroline')).toBe(false);
  });

  test('what is not HTTP at all', async () => {
    proxy.harm('not-http');
    expect((await raw()).bytes.toString('latin1')).not.toMatch(/^HTTP/);
  });
});
