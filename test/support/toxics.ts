import type { Socket } from 'node:net';
import { brotliCompressSync, constants } from 'node:zlib';

/** Does something to one response on its way to the client. */
export type Toxic = (socket: Socket, response: Buffer) => void | Promise<void>;

const pause = (ms: number) => new Promise<void>((resolved) => setTimeout(resolved, ms));

function split(response: Buffer): { head: string; body: Buffer } {
  const end = response.indexOf('\r\n\r\n');
  return { head: response.toString('latin1', 0, end), body: response.subarray(end + 4) };
}

const withLength = (head: string, bytes: number) =>
  head.replace(/content-length: *\d+/i, `Content-Length: ${bytes}`);

const join = (head: string, body: Buffer) => Buffer.concat([Buffer.from(`${head}\r\n\r\n`, 'latin1'), body]);

function page(status: string, headers: string[], body: string): Buffer {
  const lines = [
    `HTTP/1.1 ${status}`,
    ...headers,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  return join(lines.join('\r\n'), Buffer.from(body));
}

const signInPage =
  '<!doctype html><html><title>Welcome to our guest network</title><body>Sign in</body></html>';

/** Sends piece by piece; stops when the client hangs up. */
async function drip(socket: Socket, bytes: Buffer, pieceBytes: number, pauseMs: number) {
  for (let at = 0; at < bytes.length && !socket.destroyed; at += pieceBytes) {
    socket.write(bytes.subarray(at, at + pieceBytes));
    await pause(pauseMs);
  }
  socket.end();
}

/** 32 MB of zeros in some 30 bytes. */
const bomb = brotliCompressSync(Buffer.alloc(32 * 1024 * 1024), {
  params: { [constants.BROTLI_PARAM_QUALITY]: 5 },
});

/** Every toxic ends the connection by itself, or leaves it to the client's patience. */
export const toxics = {
  /** Late, but whole. */
  latency: (socket, response) => pause(120).then(() => void socket.end(response)),
  /** Slow, but whole, and within the time allowed. */
  bandwidth: (socket, response) => drip(socket, response, Math.ceil(response.length / 8), 15),
  /** Whole, in pieces that cut through headers and characters. */
  slicing: (socket, response) => drip(socket, response, Math.max(7, Math.ceil(response.length / 40)), 1),
  /** The connection is torn down before a byte comes. */
  reset: (socket) => void socket.resetAndDestroy(),
  /** ... and in the middle of the body. */
  'reset-in-body': (socket, response) => {
    const { head, body } = split(response);
    socket.write(join(head, body.subarray(0, body.length >> 1)), () =>
      setTimeout(() => socket.resetAndDestroy(), 10),
    );
  },
  /** A black hole: the request goes in, nothing comes out. */
  timeout: () => undefined,
  /** The head comes, then nothing, and the connection stays. */
  'half-open': (socket, response) => {
    const { head, body } = split(response);
    socket.write(join(head, body.subarray(0, body.length >> 1)));
  },
  /** A byte now and then: never idle, never done. */
  'slow-drip': (socket, response) => drip(socket, response, 1, 40),
  /** An orderly end after some bytes. */
  limit: (socket, response) => {
    const { head, body } = split(response);
    socket.end(join(head, body.subarray(0, Math.max(0, body.length - 1))));
  },
  'corrupt-byte': (socket, response) => {
    const { head, body } = split(response);
    const altered = Buffer.from(body);
    const middle = altered.length >> 1;
    altered.writeUInt8(altered.readUInt8(middle) ^ 0x20, middle);
    socket.end(join(head, altered));
  },
  'length-too-long': (socket, response) => {
    const { head, body } = split(response);
    socket.end(join(withLength(head, body.length + 100), body));
  },
  'length-too-short': (socket, response) => {
    const { head, body } = split(response);
    socket.end(join(withLength(head, Math.max(1, body.length - 5)), body));
  },
  'html-with-200': (socket) =>
    void socket.end(page('200 OK', ['Content-Type: text/html; charset=utf-8'], signInPage)),
  'sign-in-redirect': (socket) =>
    void socket.end(
      page(
        '302 Found',
        [`Location: http://localhost:${socket.localPort}/sign-in`, 'Content-Type: text/html'],
        signInPage,
      ),
    ),
  'network-authentication': (socket) =>
    void socket.end(page('511 Network Authentication Required', ['Content-Type: text/html'], signInPage)),
  'brotli-bomb': (socket, response) => {
    const { head } = split(response);
    socket.end(join(withLength(head, bomb.length), bomb));
  },
  'endless-body': async (socket, response) => {
    const { head } = split(response);
    socket.write(`${head.replace(/\r\ncontent-length:[^\r]*/i, '')}\r\nTransfer-Encoding: chunked\r\n\r\n`);
    const chunk = Buffer.from(`10000\r\n${' '.repeat(65_536)}\r\n`);
    while (!socket.destroyed) if (!socket.write(chunk)) await pause(1);
  },
  'too-many-requests': (socket) =>
    void socket.end(page('429 Too Many Requests', ['Retry-After: 90'], 'slow down')),
  unavailable: (socket) =>
    void socket.end(page('503 Service Unavailable', ['Content-Type: text/html'], signInPage)),
  gone: (socket) => void socket.end(page('404 Not Found', ['Content-Type: text/html'], signInPage)),
  'not-http': (socket) => void socket.end('\u0000\u0001 this is not HTTP\r\n\r\n'),
} satisfies Record<string, Toxic>;

export type Fault = keyof typeof toxics;
