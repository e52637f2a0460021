import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { toxics, type Fault, type Toxic } from './toxics.ts';

export type { Fault } from './toxics.ts';

/** What went over the wire for one request, headers included. */
export interface ProxiedRequest {
  path: string;
  bytesUp: number;
  bytesDown: number;
}

export interface FaultProxy {
  url: string;
  requests: ProxiedRequest[];
  /** From now on requests whose path matches meet the fault; undefined heals. */
  harm(fault: Fault | undefined, pathPattern?: RegExp): void;
  /** How many requests met the fault since it was set. */
  harmed(): number;
  close(): Promise<void>;
}

/** Whole HTTP/1.1 requests without a body, which is all a client of static files sends. */
function* takeRequests(pending: { text: string }): Generator<string> {
  for (;;) {
    const end = pending.text.indexOf('\r\n\r\n');
    if (end < 0) return;
    yield pending.text.slice(0, end + 4);
    pending.text = pending.text.slice(end + 4);
  }
}

/** Asks the real server and answers the whole response: a fault can be anywhere in it, so it is known first. */
function askUpstream(upstream: URL, head: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(upstream.port), upstream.hostname);
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('end', () => resolve(Buffer.concat(chunks)));
    socket.on('error', reject);
    // One request per connection upstream: its end is the end of the response, however it is framed.
    const withoutConnection = head.replace(/\r\nconnection:[^\r]*/i, '');
    socket.write(`${withoutConnection.slice(0, -4)}\r\nConnection: close\r\n\r\n`);
  });
}

/** A TCP proxy before a web server that does to responses what networks do to them. */
export async function startFaultProxy(upstreamUrl: string): Promise<FaultProxy> {
  const upstream = new URL(upstreamUrl);
  const sockets = new Set<Socket>();
  const requests: ProxiedRequest[] = [];
  let toxic: Toxic | undefined;
  let pattern = /^/;
  let harmed = 0;

  const serve = async (socket: Socket, head: string) => {
    const path = head.split(' ')[1] ?? '/';
    const isHarmed = toxic !== undefined && pattern.test(path);
    if (isHarmed) harmed++;
    const request: ProxiedRequest = { path, bytesUp: Buffer.byteLength(head), bytesDown: 0 };
    requests.push(request);
    const response = await askUpstream(upstream, head).catch(() => undefined);
    if (!response || socket.destroyed) return void socket.destroy();
    const before = socket.bytesWritten;
    if (isHarmed && toxic) await toxic(socket, response);
    else socket.end(response);
    request.bytesDown = socket.bytesWritten - before;
  };

  const server = createServer({ noDelay: true, allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    const pending = { text: '' };
    let queue = Promise.resolve();
    socket.on('data', (chunk) => {
      pending.text += chunk.toString('latin1');
      for (const head of takeRequests(pending)) queue = queue.then(() => serve(socket, head));
    });
    socket.on('end', () => void queue.then(() => socket.end()));
    // A client that gives up in the middle is what many faults are for.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolved) => server.listen(0, '127.0.0.1', resolved));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    harm(fault, pathPattern = /^/) {
      toxic = fault && toxics[fault];
      pattern = pathPattern;
      harmed = 0;
    },
    harmed: () => harmed,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolved) => server.close(() => resolved()));
    },
  };
}
