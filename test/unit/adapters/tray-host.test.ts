import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createServer, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { trayHost } from '../../../electron/adapters/tray-host.ts';
import { cookieFor, hasXembedTray } from '../../../electron/adapters/xembed-tray.ts';
import { hasMessageBus, offerService, startMessageBus } from '../../support/message-bus.ts';

/** An Xauthority entry: family, then address, display, name and cookie, each with its length before it. */
function authority(display: string, cookie: string): Buffer {
  const field = (text: string): Buffer => {
    const head = Buffer.alloc(2);
    head.writeUInt16BE(text.length);
    return Buffer.concat([head, Buffer.from(text)]);
  };
  return Buffer.concat([Buffer.from([1, 0]), ...['host', display, 'MIT-MAGIC-COOKIE-1', cookie].map(field)]);
}

describe('the cookie of a display', () => {
  const file = Buffer.concat([authority('0', 'AAAAAAAAAAAAAAAA'), authority('7', 'BBBBBBBBBBBBBBBB')]);

  it('is that of the display, or one for any', () => {
    expect(cookieFor('7', file)?.toString()).toBe('BBBBBBBBBBBBBBBB');
    expect(cookieFor('9', authority('', 'CCCC'))?.toString()).toBe('CCCC');
    expect(cookieFor('9', file)).toBeUndefined();
  });

  it('is not found in a file cut at any place, and nothing throws', () => {
    for (let length = 0; length < file.length; length += 1)
      expect(cookieFor('7', file.subarray(0, length))).toBeUndefined();
  });
});

const word = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(32);
  values.forEach((value, n) => bytes.writeUInt32LE(value, 8 + n * 4));
  return bytes;
};

/** An X server that knows an owner of the tray selection, or answers as it is told. */
async function xServer(display: number, answer: (socket: Socket, message: number) => void): Promise<void> {
  const path = `/tmp/.X11-unix/X${display}`;
  await mkdir(dirname(path), { recursive: true });
  await rm(path, { force: true });
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    let messages = 0;
    socket.on('error', () => undefined);
    socket.on('data', () => answer(socket, messages++));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve));
  onTestFinished(() => {
    sockets.forEach((socket) => socket.destroy());
    return new Promise<void>((resolve) => void server.close(() => resolve()));
  });
}

const accepted = Buffer.concat([Buffer.from([1, 0, 11, 0, 0, 0, 2, 0]), Buffer.alloc(8)]);
const display = (n: number) => ({ DISPLAY: `:${n}`, XAUTHORITY: '/nonexistent' });

describe('an XEmbed tray', () => {
  it.each([
    ['there', 4711, true],
    ['not there', 0, false],
  ])('is %s, as the X server says, in whatever pieces it answers', async (_what, owner, there) => {
    const number = 31_000 + (process.pid % 1000) + (there ? 0 : 1000);
    await xServer(number, (socket, message) => {
      const whole = message === 0 ? accepted : message === 1 ? word(99) : word(owner);
      socket.write(whole.subarray(0, 3));
      setTimeout(() => socket.write(whole.subarray(3)), 20);
    });
    expect(await hasXembedTray(display(number))).toBe(there);
  });

  it('is unknown where the server refuses, goes away or is none', async () => {
    const number = 33_000 + (process.pid % 1000);
    await xServer(number, (socket) => void socket.write(Buffer.from([0, 0, 0, 0, 0, 0, 0, 0])));
    expect(await hasXembedTray(display(number))).toBeUndefined();
    await xServer(number + 1000, (socket) => void socket.end());
    expect(await hasXembedTray(display(number + 1000))).toBeUndefined();
    expect(await hasXembedTray(display(39_999))).toBeUndefined();
    expect(await hasXembedTray({})).toBeUndefined();
    expect(await hasXembedTray({ DISPLAY: 'remote.example.org:0' })).toBeUndefined();
  });

  it('is unknown when the server says nothing for a second', async () => {
    const number = 35_000 + (process.pid % 1000);
    await xServer(number, () => undefined);
    expect(await hasXembedTray(display(number))).toBeUndefined();
  });
});

describe('the tray host', () => {
  const nowhere = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };

  it('is always there on Windows and macOS', async () => {
    expect(await trayHost('win32', {})).toBe('present');
    expect(await trayHost('darwin', {})).toBe('present');
  });

  it.runIf(hasMessageBus)(
    'is there when the session bus knows one, and missing when X has none either',
    async () => {
      const bus = await startMessageBus();
      onTestFinished(() => bus.stop());
      const environment = { DBUS_SESSION_BUS_ADDRESS: bus.address };
      expect(await trayHost('linux', environment)).toBe('unknown');
      const number = 37_000 + (process.pid % 1000);
      await xServer(
        number,
        (socket, message) => void socket.write(message === 0 ? accepted : word(message === 1 ? 99 : 0)),
      );
      expect(await trayHost('linux', { ...environment, ...display(number) })).toBe('missing');
      await offerService(await bus.connect(), 'org.kde.StatusNotifierWatcher', () => undefined);
      expect(await trayHost('linux', { ...environment, ...display(number) })).toBe('present');
    },
  );

  it('is unknown without a bus, and where it does not answer', async () => {
    expect(await trayHost('linux', {})).toBe('unknown');
    expect(await trayHost('linux', nowhere)).toBe('unknown');
  });
});
