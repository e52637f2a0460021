import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { socketPath } from '../../../../electron/adapters/dbus/bus.ts';
import {
  encodeMessage,
  messageReader,
  type BusMessage,
} from '../../../../electron/adapters/dbus/messages.ts';
import { BadBusValue, typesOf, type BusValue } from '../../../../electron/adapters/dbus/values.ts';

const word = fc.integer({ min: 0, max: 0xffffffff });
const text = fc.string({ unit: 'binary', maxLength: 30 }).map((value) => value.replaceAll('\0', ''));
/** A value with its type, as deep as notifications go and a little deeper. */
const { any } = fc.letrec<{ any: [string, BusValue] }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    text.map((value): [string, BusValue] => ['s', value]),
    word.map((value): [string, BusValue] => ['u', value]),
    fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }).map((value): [string, BusValue] => ['i', value]),
    fc.boolean().map((value): [string, BusValue] => ['b', value]),
    fc.integer({ min: 0, max: 255 }).map((value): [string, BusValue] => ['y', value]),
    fc.array(text, { maxLength: 5 }).map((value): [string, BusValue] => ['as', value]),
    tie('any').map(([signature, value]): [string, BusValue] => ['v', { signature, value }]),
    fc
      .array(fc.tuple(text, tie('any')), { maxLength: 4 })
      .map((pairs): [string, BusValue] => [
        'a{sv}',
        pairs.map(([key, [signature, value]]) => [key, { signature, value }]),
      ]),
    fc.tuple(tie('any'), tie('any')).map(([[a, x], [b, y]]): [string, BusValue] => [`(${a}${b})`, [x, y]]),
  ),
}));
const anyMessage = fc
  .tuple(
    fc.constantFrom('call' as const, 'reply' as const, 'error' as const, 'signal' as const),
    fc.integer({ min: 1, max: 0xffffffff }),
    fc.array(any, { maxLength: 4 }),
    text,
  )
  .map(([type, serial, values, name]): BusMessage => ({
    ...{ type, serial, path: '/a/b', member: name, destination: ':1.7', replySerial: serial },
    signature: values.map(([signature]) => signature).join(''),
    body: values.map(([, value]) => value),
  }));

describe('messages of D-Bus', () => {
  it('are read as they were written, in whatever pieces they come', () => {
    fc.assert(
      fc.property(
        fc.array(anyMessage, { maxLength: 3 }),
        fc.integer({ min: 1, max: 50 }),
        (messages, step) => {
          const bytes = messages.flatMap((message) => [...encodeMessage(message)]);
          const read = messageReader();
          const found: BusMessage[] = [];
          for (let from = 0; from < bytes.length; from += step)
            found.push(...read(Uint8Array.from(bytes.slice(from, from + step))));
          expect(found).toEqual(messages);
        },
      ),
    );
  });

  it('that are cut or altered never do more than throw the one kind of error', () => {
    fc.assert(
      fc.property(anyMessage, fc.nat(), fc.integer({ min: 0, max: 255 }), (message, where, byte) => {
        const bytes = encodeMessage(message);
        bytes[where % bytes.length] = byte;
        try {
          messageReader()(bytes);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(BadBusValue);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('with a type that nobody asks for are stepped over', () => {
    const after: BusMessage = { type: 'signal', serial: 2, signature: 's', body: ['still here'] };
    const odd = encodeMessage({ type: 'signal', serial: 1, signature: 'u', body: [7] });
    // The signature's last letter becomes a double.
    odd[odd.lastIndexOf('u'.charCodeAt(0))] = 'd'.charCodeAt(0);
    const read = messageReader();
    expect([...read(odd), ...read(encodeMessage(after))]).toEqual([after]);
  });
});

it('a signature falls into its single types', () => {
  expect(typesOf('susssasa{sv}i')).toEqual(['s', 'u', 's', 's', 's', 'as', 'a{sv}', 'i']);
  expect(() => typesOf('a{s')).toThrow(BadBusValue);
  expect(() => typesOf('a'.repeat(100))).toThrow(BadBusValue);
});

it('the bus is found in the addresses that Node can reach', () => {
  expect(socketPath('unix:path=/run/user/1000/bus')).toBe('/run/user/1000/bus');
  expect(socketPath('unix:abstract=/tmp/dbus-x,guid=1;unix:path=/tmp/with%20space,guid=2')).toBe(
    '/tmp/with space',
  );
  expect(socketPath('unix:abstract=/tmp/dbus-x,guid=1')).toBeUndefined();
  expect(socketPath('')).toBeUndefined();
});
