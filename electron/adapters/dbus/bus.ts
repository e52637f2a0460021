import { connect, type Socket } from 'node:net';
import { toError } from '../../../shared/result.ts';
import { encodeMessage, messageReader, type BusMessage } from './messages.ts';
import type { BusValue } from './values.ts';

/** Whom to ask for what on the bus. */
export interface BusCall {
  destination: string;
  path: string;
  interface: string;
  member: string;
  signature?: string;
  body?: readonly BusValue[];
  /** Asks only who runs already. */
  startsNothing?: boolean;
}

/** The callee, or the bus in its place, said no. */
export class BusRefused extends Error {}

const silence = (): Error => Object.assign(new Error('No answer.'), { code: 'ETIMEDOUT' });

/** A connection to a message bus, logged in. */
export interface Bus {
  /** What the callee answers; rejects when it refuses, is slow, or the connection ends. */
  call(call: BusCall): Promise<readonly BusValue[]>;
  /** Everything that is no answer to a call of ours. */
  onMessage(listener: (message: BusMessage) => void): void;
  send(message: Omit<BusMessage, 'serial'>): void;
  onClosed(listener: () => void): void;
  close(): void;
}

/** A call that has no answer yet. */
interface Waiting {
  resolve(body: readonly BusValue[]): void;
  reject(error: Error): void;
  timer: NodeJS.Timeout;
}

const answerWithinMs = 3_000;

/** The socket's path in a bus address; nothing for the kinds of address that Node can't reach. */
export function socketPath(address: string): string | undefined {
  for (const one of address.split(';')) {
    const path = /^unix:(?:.*,)?path=([^,]+)/.exec(one)?.[1];
    if (path !== undefined) return decodeURIComponent(path);
  }
  return undefined;
}

/** Says who we are (the kernel vouches for it) and waits until the bus has taken it. */
function logIn(socket: Socket, uid: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const settle = (error?: Error): void => {
      clearTimeout(timer);
      socket.off('data', onData).off('error', settle).off('close', onClose);
      if (error) reject(error);
      else resolve();
    };
    const onClose = (): void => settle(new Error('The bus closed the connection.'));
    const onData = (bytes: Buffer): void => {
      answer += bytes.toString('latin1');
      if (!answer.includes('\r\n')) return;
      if (!answer.startsWith('OK ')) return settle(new Error('The bus refused the login.'));
      socket.write('BEGIN\r\n');
      settle();
    };
    const timer = setTimeout(() => settle(silence()), answerWithinMs);
    socket.on('data', onData).on('error', settle).on('close', onClose);
    socket.write(`\0AUTH EXTERNAL ${Buffer.from(String(uid)).toString('hex')}\r\n`);
  });
}

/** Connects to a bus by its socket. */
export async function connectBus(path: string, uid: number): Promise<Bus> {
  const socket = connect(path);
  try {
    await logIn(socket, uid);
  } catch (thrown) {
    socket.destroy();
    throw thrown;
  }
  const waiting = new Map<number, Waiting>();
  const listeners: ((message: BusMessage) => void)[] = [];
  const closed: (() => void)[] = [];
  const read = messageReader();
  let serial = 0;

  function take(message: BusMessage): void {
    const { type, replySerial = 0, errorName, body } = message;
    const asked = type === 'reply' || type === 'error' ? waiting.get(replySerial) : undefined;
    if (!asked) {
      for (const listener of listeners) listener(message);
      return;
    }
    waiting.delete(replySerial);
    clearTimeout(asked.timer);
    if (type === 'reply') asked.resolve(body);
    else asked.reject(new BusRefused(errorName ?? 'refused'));
  }

  socket.on('data', (bytes) => {
    try {
      for (const message of read(bytes)) take(message);
    } catch (thrown) {
      socket.destroy(toError(thrown));
    }
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    for (const { reject, timer } of waiting.values()) {
      clearTimeout(timer);
      reject(new Error('The connection to the bus ended.'));
    }
    waiting.clear();
    for (const listener of closed) listener();
  });

  function send(message: Omit<BusMessage, 'serial'>): number {
    serial += 1;
    socket.write(encodeMessage({ ...message, serial }));
    return serial;
  }

  const bus: Bus = {
    call: ({ body = [], ...asked }) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) return reject(new Error('The connection to the bus ended.'));
        const id = send({ type: 'call', ...asked, body });
        const timer = setTimeout(() => {
          waiting.delete(id);
          reject(silence());
        }, answerWithinMs);
        waiting.set(id, { resolve, reject, timer });
      }),
    send: (message) => void send(message),
    onMessage: (listener) => void listeners.push(listener),
    onClosed: (listener) => void closed.push(listener),
    close: () => void socket.destroy(),
  };
  const daemon = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus' };
  try {
    await bus.call({ ...daemon, interface: 'org.freedesktop.DBus', member: 'Hello' });
  } catch (thrown) {
    bus.close();
    throw thrown;
  }
  return bus;
}
