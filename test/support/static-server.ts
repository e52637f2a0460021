import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { resolve, sep } from 'node:path';

/** One answered request; `bytes` is its body. */
export interface ServedRequest {
  path: string;
  status: number;
  bytes: number;
}

export interface StaticServer {
  /** Without a slash at the end. */
  url: string;
  requests: ServedRequest[];
  /** Everything on the wire since the start, headers included. */
  bytesSent(): number;
  bytesReceived(): number;
  close(): Promise<void>;
}

const typeOf = (path: string) => (path.endsWith('.json') ? 'application/json' : 'application/octet-stream');

/** As docs/operations.md tells IT to set it: only the timestamp ever changes. */
const cacheControlOf = (path: string) =>
  path.endsWith('/timestamp.json') ? 'no-cache' : 'public, max-age=31536000, immutable';

async function readIfThere(folder: string, path: string): Promise<Buffer | undefined> {
  const file = resolve(folder, `.${path}`);
  if (!file.startsWith(resolve(folder) + sep)) return undefined;
  return readFile(file).catch(() => undefined);
}

async function answer(folder: string, request: IncomingMessage, response: ServerResponse) {
  const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
  const body = await readIfThere(folder, path);
  if (!body) return { path, status: 404, body: Buffer.from('Not found\n') };
  const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
  response.setHeader('ETag', etag).setHeader('Cache-Control', cacheControlOf(path));
  if (request.headers['if-none-match'] === etag) return { path, status: 304, body: Buffer.alloc(0) };
  response.setHeader('Content-Type', typeOf(path));
  return { path, status: 200, body };
}

/** The least a web server can be: files of one folder over HTTP, with ETag and keep-alive. */
export async function startStaticServer(folder: string): Promise<StaticServer> {
  const requests: ServedRequest[] = [];
  const sockets = new Set<Socket>();
  const closed = { received: 0, sent: 0 };

  const server = createServer((request, response) => {
    void answer(folder, request, response).then(({ path, status, body }) => {
      requests.push({ path, status, bytes: body.length });
      response.statusCode = status;
      if (status !== 304) response.setHeader('Content-Length', body.length);
      response.end(request.method === 'HEAD' ? undefined : body);
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => {
      sockets.delete(socket);
      closed.received += socket.bytesRead;
      closed.sent += socket.bytesWritten;
    });
  });
  await new Promise<void>((resolved) => server.listen(0, '127.0.0.1', resolved));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    bytesSent: () => [...sockets].reduce((sum, { bytesWritten }) => sum + bytesWritten, closed.sent),
    bytesReceived: () => [...sockets].reduce((sum, { bytesRead }) => sum + bytesRead, closed.received),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolved) => server.close(() => resolved()));
    },
  };
}
