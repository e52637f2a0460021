import { connect, type Socket } from 'node:net';

export interface Answer {
  status: number;
  ms: number;
}

/** One connection that sends a request and waits for its answer, again and again: as little work as possible. */
export class Line {
  private socket: Socket | undefined;
  private readonly port: number;

  constructor(port: number) {
    this.port = port;
  }

  /** Rejects when the connection breaks before the answer is there. */
  async post(path: string, headers: string, body: Buffer): Promise<Answer> {
    const socket = await this.open();
    const startMs = performance.now();
    return new Promise<Answer>((resolve, reject) => {
      let text = '';
      const end = (finish: () => void): void => {
        socket.off('data', onData).off('close', onClose);
        finish();
      };
      const onClose = () => end(() => reject(new Error('the connection broke')));
      const onData = (chunk: Buffer): void => {
        text += chunk.toString('latin1');
        const headEnd = text.indexOf('\r\n\r\n');
        if (headEnd < 0) return;
        const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
        if (text.length < headEnd + 4 + length) return;
        end(() => resolve({ status: Number(text.slice(9, 12)), ms: performance.now() - startMs }));
      };
      socket.on('close', onClose).on('data', onData);
      const head = `POST ${path} HTTP/1.1\r\nhost: bench\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n${headers}\r\n`;
      socket.cork();
      socket.write(head);
      socket.write(body);
      socket.uncork();
    });
  }

  close(): void {
    this.socket?.destroy();
  }

  open(): Promise<Socket> {
    if (this.socket) return Promise.resolve(this.socket);
    return new Promise((resolve, reject) => {
      const socket = connect({ port: this.port, host: '127.0.0.1', noDelay: true }, () => {
        socket.off('error', reject);
        // What breaks is told by 'close'.
        socket.on('error', () => undefined);
        // It may also break while nobody waits for an answer.
        socket.once('close', () => (this.socket = undefined));
        this.socket = socket;
        resolve(socket);
      });
      socket.once('error', reject);
    });
  }
}

export interface Measured {
  requests: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  refused: number;
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** Keeps `lines` connections busy for a while. `next` sends one request over a line. */
export async function load(
  port: number,
  { lines, seconds }: { lines: number; seconds: number },
  next: (line: Line) => Promise<Answer>,
): Promise<Measured> {
  const all = Array.from({ length: lines }, () => new Line(port));
  // A server accepts few connections at a time: they are not what is measured.
  await Promise.all(all.map((line) => line.open()));
  const startMs = performance.now();
  const endMs = startMs + seconds * 1000;
  const times: number[] = [];
  let refused = 0;
  await Promise.all(
    all.map(async (line) => {
      while (performance.now() < endMs) {
        const { status, ms } = await next(line);
        if (status === 202) times.push(ms);
        else refused += 1;
      }
    }),
  );
  for (const line of all) line.close();
  times.sort((a, b) => a - b);
  const at = (share: number): number => round(times[Math.floor(times.length * share)] ?? 0);
  return {
    ...{ requests: times.length, refused, perSecond: Math.round(times.length / seconds) },
    ...{ p50Ms: at(0.5), p99Ms: at(0.99) },
  };
}
