import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Destination } from '../../../hub/destination/destination.ts';
import { openDestination } from '../../../hub/destination/open-destination.ts';
import { parseS3Address } from '../../../hub/destination/s3-address.ts';
import { s3Destination } from '../../../hub/destination/s3-destination.ts';
import type { Patience } from '../../../hub/destination/s3-request.ts';
import { sha256Of } from '../../../hub/publish/digest.ts';
import { compiledFolder, createPublisher, must, quickQuality } from '../../support/published-kb.ts';
import { startS3Server, type S3Server } from '../../support/s3-server.ts';
import { smallKb } from './kb.ts';

// Many fsyncs: on a busy disk they take their time.
vi.setConfig({ testTimeout: 60_000 });

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** Signature version 4 after its specification, for the account of these tests. */
function expectedAuthorization({ method = '', url = '', headers }: IncomingMessage): string {
  const names = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1]?.split(';') ?? [];
  expect(names).toEqual(expect.arrayContaining(['host', 'x-amz-content-sha256', 'x-amz-date']));
  const time = String(headers['x-amz-date']);
  const scope = `${time.slice(0, 8)}/us-east-1/s3/aws4_request`;
  const lines = names.map((name) => `${name}:${String(headers[name])}\n`).join('');
  const canonical = [method, url, '', lines, names.join(';'), headers['x-amz-content-sha256']].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', time, scope, sha256Of(Buffer.from(canonical))].join('\n');
  const key = scope.split('/').reduce<string | Buffer>(hmac, 'AWS4mine');
  const signature = hmac(key, toSign).toString('hex');
  return `AWS4-HMAC-SHA256 Credential=me/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
}

describe('a bucket', () => {
  let server: S3Server;
  beforeAll(async () => {
    server = await startS3Server();
  });
  afterAll(() => server.close());
  const open = (address: string, env = {}): Destination =>
    must(openDestination(address, { ...server.env, ...env }));

  it('gives back what was written, under a prefix', async () => {
    const destination = open('s3://knowledge/it/guides');
    const bytes = Buffer.from([0, 1, 2, 255, 254]);
    expect(await destination.has('blobs/ab/abc')).toEqual({ ok: true, value: false });
    expect(await destination.write('blobs/ab/abc', bytes, 'immutable')).toMatchObject({ ok: true });
    expect(await destination.has('blobs/ab/abc')).toEqual({ ok: true, value: true });
    expect(must(await destination.read('blobs/ab/abc', 5))).toEqual(bytes);
    expect(await destination.read('blobs/ab/abc', 4)).toMatchObject({ error: { kind: 'too-big' } });
    expect(await destination.read('blobs/ab/none', 4)).toMatchObject({ error: { kind: 'missing' } });
    expect(must(await open('s3://knowledge').has('it/guides/blobs/ab/abc'))).toBe(true);
  });

  it('writes once what is to be written once, also where the server knows no way to', async () => {
    const destination = open('s3://knowledge/once');
    const once = (text: string) => destination.write('2.targets.json', Buffer.from(text), 'once');
    expect(await once('ours')).toMatchObject({ ok: true });
    expect(await once('ours')).toMatchObject({ ok: true });
    for (const text of ['their', 'longer'])
      expect(await once(text)).toMatchObject({ error: { kind: 'changed-meanwhile' } });
    expect(must(await destination.read('2.targets.json', 10)).toString()).toBe('ours');
  });

  it('tells of a bucket that is not there, and of an account that may not', async () => {
    const nowhere = await open('s3://nowhere').read('metadata/timestamp.json', 100);
    expect(nowhere).toMatchObject({ error: { kind: 'wrong-address' } });
    const stranger = open('s3://knowledge', { AWS_ACCESS_KEY_ID: 'stranger' });
    const written = await stranger.write('a', Buffer.from('x'), 'changing');
    expect(written).toMatchObject({ error: { kind: 'no-access' } });
    expect(JSON.stringify(written)).toContain('AWS_ACCESS_KEY_ID');
  });

  it('takes a whole publication, twice', async () => {
    const publisher = await createPublisher(Date.parse('2026-11-22T08:00:00Z'));
    const destination = open('s3://knowledge/published');
    const kb = await compiledFolder(smallKb);
    const first = await publisher.publish(kb, { destination, quality: quickQuality });
    const again = await publisher.publish(kb, { destination, quality: quickQuality });
    expect(first.uploaded.files).toBeGreaterThan(20);
    expect(again.uploaded.files).toBe(1);
    await publisher.remove();
  });
});

describe('a server in trouble', () => {
  const impatient: Patience = { attempts: 3, firstWaitMs: 1, longestWaitMs: 200, requestMs: 300 };
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  async function answering(
    answer: (request: IncomingMessage, response: ServerResponse, nth: number) => void,
  ) {
    const seen: IncomingMessage[] = [];
    const server = createServer((request, response) => {
      seen.push(request);
      request.resume().on('end', () => answer(request, response, seen.length));
    });
    servers.push(server);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const env = { AWS_ACCESS_KEY_ID: 'me', AWS_SECRET_ACCESS_KEY: 'mine', AWS_ENDPOINT_URL: url };
    const access = must(parseS3Address('s3://knowledge', env));
    return { seen, destination: s3Destination(access, 's3://knowledge', impatient) };
  }

  it.each([500, 503, 429])('is asked again after %i, as often as patience lasts', async (status) => {
    const { seen, destination } = await answering((_request, response, nth) => {
      response.writeHead(nth < 3 ? status : 200).end();
    });
    expect(await destination.write('a', Buffer.from('x'), 'immutable')).toMatchObject({ ok: true });
    expect(seen.length).toBe(3);
    const down = await answering((_request, response) => response.writeHead(status).end());
    const refused = await down.destination.write('a', Buffer.from('x'), 'immutable');
    expect(refused).toMatchObject({ error: { kind: 'could-not-write' } });
    expect(JSON.stringify(refused)).toContain(String(status));
    expect(down.seen.length).toBe(3);
  });

  it('is left alone for as long as it asks', async () => {
    const at: number[] = [];
    const { destination } = await answering((_request, response, nth) => {
      at.push(performance.now());
      if (nth === 1) response.writeHead(503, { 'Retry-After': '0.15' }).end();
      else response.end('x');
    });
    expect(await destination.read('a', 10)).toMatchObject({ ok: true });
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(145);
  });

  it('that hangs or hangs up is given up in bounded time', async () => {
    const hanging = await answering(() => {});
    const startedAt = performance.now();
    expect(await hanging.destination.has('a')).toMatchObject({ error: { kind: 'could-not-read' } });
    expect(performance.now() - startedAt).toBeLessThan(3_000);
    const cut = await answering((request) => request.socket.destroy());
    expect(await cut.destination.has('a')).toMatchObject({ error: { kind: 'could-not-read' } });
  });

  it('that refuses is not asked again, and its reason is told', async () => {
    const denied = await answering((_request, response) =>
      response.writeHead(403).end('<Error><Code>AccessDenied</Code></Error>'),
    );
    const refused = await denied.destination.write('a', Buffer.from('x'), 'immutable');
    expect(refused).toMatchObject({ error: { kind: 'no-access' } });
    expect(JSON.stringify(refused)).toContain('s3:ListBucket');
    expect(denied.seen.length).toBe(1);
    const elsewhere = await answering((_request, response) =>
      response.writeHead(301, { 'x-amz-bucket-region': 'eu-west-1' }).end(),
    );
    expect(JSON.stringify(await elsewhere.destination.has('a'))).toContain('AWS_REGION=eu-west-1');
  });

  it('that has a file already since the look is asked whose it is', async () => {
    for (const [theirs, expected] of [
      ['theirs', { error: { kind: 'changed-meanwhile' } }],
      ['ours', { ok: true }],
    ] as const) {
      let looks = 0;
      const { seen, destination } = await answering(({ method }, response) => {
        if (method === 'PUT') response.writeHead(412).end('<Error><Code>PreconditionFailed</Code></Error>');
        else if ((looks += 1) === 1) response.writeHead(404).end();
        else response.end(theirs);
      });
      expect(await destination.write('2.targets.json', Buffer.from('ours'), 'once')).toMatchObject(expected);
      expect(seen.find(({ method }) => method === 'PUT')?.headers['if-none-match']).toBe('*');
    }
  });

  it('that does not know the condition is asked without it', async () => {
    const { destination } = await answering(({ method, headers }, response) => {
      if (method === 'GET') response.writeHead(404).end();
      else response.writeHead(headers['if-none-match'] === undefined ? 200 : 501).end();
    });
    expect(await destination.write('2.targets.json', Buffer.from('x'), 'once')).toMatchObject({ ok: true });
  });

  it('over a slow line has time for a large file', async () => {
    const { destination } = await answering(
      (_request, response) => void setTimeout(() => response.end(), 600),
    );
    expect(await destination.write('small', Buffer.alloc(10), 'immutable')).toMatchObject({
      error: { kind: 'could-not-write' },
    });
    expect(await destination.write('large', Buffer.alloc(32_000), 'immutable')).toMatchObject({ ok: true });
  });

  it('gets requests that are signed as the protocol says', async () => {
    const { seen, destination } = await answering((_request, response) => response.end());
    await destination.write('blobs/ab/abc', Buffer.from('x'), 'immutable');
    await destination.has('targets/campaigns/0ab.notices-en.json');
    expect(seen.map(({ headers }) => headers.authorization)).toEqual(seen.map(expectedAuthorization));
  });

  it('hears how long each file may be kept, and what it must hash to', async () => {
    const { seen, destination } = await answering((_request, response) => response.end());
    await destination.write('metadata/timestamp.json', Buffer.from('{}'), 'changing');
    await destination.write('blobs/ab/abc', Buffer.from('x'), 'immutable');
    expect(seen.map(({ url, headers }) => [url, headers['cache-control'], headers['content-type']])).toEqual([
      ['/knowledge/metadata/timestamp.json', 'no-cache', 'application/json'],
      ['/knowledge/blobs/ab/abc', 'public, max-age=31536000, immutable', 'application/octet-stream'],
    ]);
    expect(seen[1]?.headers['x-amz-content-sha256']).toBe(
      '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881',
    );
    expect(seen[1]?.headers['content-encoding']).toBeUndefined();
  });
});
