import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';

// No library on the registry asks an X server one question, and the tools that do (xdotool, xprop) are rarely there:
// these are the three messages it takes, after the X Window System Protocol, X11R6.

const timeoutMs = 1_000;
const littleEndian = 0x6c;
const replyBytes = 32;
const padded = (length: number): number => (length + 3) & ~3;

/** The cookie for a display out of an Xauthority file: big-endian, length-prefixed fields. */
export function cookieFor(display: string, file: Buffer): Buffer | undefined {
  let at = 0;
  const field = (): Buffer => {
    const length = file.readUInt16BE(at);
    at += 2 + length;
    if (at > file.length) throw new RangeError('The file ends in the middle of a field.');
    return file.subarray(at - length, at);
  };
  try {
    while (at < file.length) {
      at += 2;
      field();
      const number = field().toString();
      const name = field().toString();
      const data = field();
      if (name === 'MIT-MAGIC-COOKIE-1' && (number === display || number === '')) return data;
    }
  } catch {
    // A file that ends in the middle of a field has no more cookies.
  }
  return undefined;
}

function setUpMessage(cookie: Buffer | undefined): Buffer {
  const name = Buffer.from(cookie ? 'MIT-MAGIC-COOKIE-1' : '');
  const data = cookie ?? Buffer.alloc(0);
  const message = Buffer.alloc(12 + padded(name.length) + padded(data.length));
  message.writeUInt8(littleEndian, 0);
  message.writeUInt16LE(11, 2);
  message.writeUInt16LE(name.length, 6);
  message.writeUInt16LE(data.length, 8);
  name.copy(message, 12);
  data.copy(message, 12 + padded(name.length));
  return message;
}

function internAtomMessage(name: string): Buffer {
  const message = Buffer.alloc(8 + padded(name.length));
  message.writeUInt8(16, 0);
  message.writeUInt8(1, 1);
  message.writeUInt16LE(message.length / 4, 2);
  message.writeUInt16LE(name.length, 4);
  message.write(name, 8, 'latin1');
  return message;
}

function selectionOwnerMessage(atom: number): Buffer {
  const message = Buffer.alloc(8);
  message.writeUInt8(23, 0);
  message.writeUInt16LE(2, 2);
  message.writeUInt32LE(atom, 4);
  return message;
}

/** Reads exactly so many bytes, as they come. */
function reader(socket: Socket): (bytes: number) => Promise<Buffer> {
  let kept = Buffer.alloc(0);
  let wake: () => void = () => undefined;
  let ended = false;
  socket.on('data', (chunk) => {
    kept = Buffer.concat([kept, chunk]);
    wake();
  });
  for (const end of ['close', 'error', 'timeout'] as const) {
    socket.on(end, () => {
      ended = true;
      wake();
    });
  }
  return async (bytes) => {
    while (kept.length < bytes) {
      if (ended) throw new Error('The X server said no more.');
      await new Promise<void>((resolve) => (wake = resolve));
    }
    const taken = kept.subarray(0, bytes);
    kept = kept.subarray(bytes);
    return taken;
  };
}

/** Whether an XEmbed tray manages this X display; unknown without an X server that answers. */
export async function hasXembedTray(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<boolean | undefined> {
  const [, display, screen = '0'] = /^(?:unix)?:(\d+)(?:\.(\d+))?$/.exec(environment.DISPLAY ?? '') ?? [];
  if (display === undefined) return undefined;
  const authority = await readFile(environment.XAUTHORITY ?? join(homedir(), '.Xauthority')).catch(
    () => undefined,
  );
  const socket = connect(`/tmp/.X11-unix/X${display}`);
  socket.setTimeout(timeoutMs, () => socket.destroy());
  const read = reader(socket);
  try {
    socket.write(setUpMessage(authority && cookieFor(display, authority)));
    const head = await read(8);
    if (head.readUInt8(0) !== 1) return undefined;
    await read(head.readUInt16LE(6) * 4);
    socket.write(internAtomMessage(`_NET_SYSTEM_TRAY_S${screen}`));
    const atom = (await read(replyBytes)).readUInt32LE(8);
    if (atom === 0) return false;
    socket.write(selectionOwnerMessage(atom));
    return (await read(replyBytes)).readUInt32LE(8) !== 0;
  } catch {
    return undefined;
  } finally {
    socket.destroy();
  }
}
