import { toError } from '../../shared/result.ts';

/** One end of the line to a thread: a `Worker`, or its `parentPort`. */
export interface Line {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
}

/** Functions that can be called over a line. One argument of each, the last, may be a listener. */
type Calls<T> = { [K in keyof T]: (...args: never[]) => Promise<unknown> };

export interface Peer<T extends Calls<T>> {
  /** Calls the other side. Rejects when that threw, or the line was cut. */
  call<K extends keyof T & string>(name: K, ...args: Parameters<T[K]>): ReturnType<T[K]>;
  /** The other side is gone: whoever waits for it is told. */
  cut(why: Error): void;
}

type Message =
  | { kind: 'call'; id: number; name: string; args: unknown[]; listens: boolean }
  | { kind: 'told'; id: number; args: unknown[] }
  | { kind: 'answered'; id: number; value: unknown }
  | { kind: 'threw'; id: number; message: string };

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
  listener: ((...args: unknown[]) => void) | undefined;
}

/** Bytes that are an answer's own go over without a copy. */
function ownBuffers(answer: unknown): ArrayBuffer[] {
  const value = typeof answer === 'object' && answer !== null && 'value' in answer ? answer.value : undefined;
  if (!(value instanceof Uint8Array) || !(value.buffer instanceof ArrayBuffer)) return [];
  return value.byteLength === value.buffer.byteLength ? [value.buffer] : [];
}

/** Calls in both directions over one line; both ends are ours, and of the same build. */
export function connect<Theirs extends Calls<Theirs>, Mine extends Calls<Mine>>(
  line: Line,
  mine: Mine,
): Peer<Theirs> {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  const send = (message: Message, transfer: ArrayBuffer[] = []): void => line.postMessage(message, transfer);

  async function answer({ id, name, args, listens }: Extract<Message, { kind: 'call' }>): Promise<void> {
    try {
      const listener = (...told: unknown[]): void => send({ kind: 'told', id, args: told });
      const called = mine[name as keyof Mine] as unknown as (...all: unknown[]) => Promise<unknown>;
      const value = await called(...args, ...(listens ? [listener] : []));
      send({ kind: 'answered', id, value }, ownBuffers(value));
    } catch (thrown) {
      send({ kind: 'threw', id, message: toError(thrown).message });
    }
  }

  line.on('message', (received) => {
    const message = received as Message;
    if (message.kind === 'call') {
      void answer(message);
      return;
    }
    const caller = waiting.get(message.id);
    if (message.kind === 'told') {
      caller?.listener?.(...message.args);
      return;
    }
    waiting.delete(message.id);
    if (message.kind === 'answered') caller?.resolve(message.value);
    else caller?.reject(new Error(message.message));
  });

  return {
    call<K extends keyof Theirs & string>(name: K, ...all: Parameters<Theirs[K]>): ReturnType<Theirs[K]> {
      const args: unknown[] = [...all];
      const last = args.at(-1);
      const listener = typeof last === 'function' ? (last as Waiting['listener']) : undefined;
      if (listener) args.pop();
      lastId += 1;
      const id = lastId;
      const answered = new Promise<unknown>((resolve, reject) => {
        waiting.set(id, { resolve, reject, listener });
        send({ kind: 'call', id, name, args, listens: listener !== undefined });
      });
      return answered as ReturnType<Theirs[K]>;
    },
    cut(why) {
      for (const { reject } of waiting.values()) reject(why);
      waiting.clear();
    },
  };
}
