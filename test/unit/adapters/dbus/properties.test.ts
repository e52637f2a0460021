import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { busReader, type BusProperties } from '../../../../electron/adapters/dbus/properties.ts';
import { hasMessageBus, offerService, startMessageBus } from '../../../support/message-bus.ts';
import { temporaryFolder } from '../temp-folder.ts';

const asked: BusProperties = {
  bus: 'system',
  service: 'org.example.Lamp',
  path: '/lamp',
  interface: 'org.example.Lamp',
  names: ['IsOn', 'Colour'],
};
const at = (address: string) => busReader({ DBUS_SYSTEM_BUS_ADDRESS: address });

describe.runIf(hasMessageBus)('properties', () => {
  it('are read from whoever has them, in the order asked', async () => {
    const bus = await startMessageBus();
    onTestFinished(() => bus.stop());
    const lamp = await bus.connect();
    const calls: unknown[] = [];
    await offerService(lamp, asked.service, ({ body, member }) => {
      calls.push([member, ...body]);
      return body[1] === 'IsOn'
        ? { signature: 'v', body: [{ signature: 'b', value: true }] }
        : { signature: 'v', body: [{ signature: 's', value: 'grün' }] };
    });
    expect(await at(bus.address)(asked)).toEqual([true, 'grün']);
    expect(calls).toEqual([
      ['Get', 'org.example.Lamp', 'IsOn'],
      ['Get', 'org.example.Lamp', 'Colour'],
    ]);
  });

  it('are nothing where nobody has them, or refuses', async () => {
    const bus = await startMessageBus();
    onTestFinished(() => bus.stop());
    expect(await at(bus.address)(asked)).toBeUndefined();
    await offerService(await bus.connect(), asked.service, () => undefined);
    expect(await at(bus.address)(asked)).toBeUndefined();
  });

  it('start no service', async () => {
    const bus = await startMessageBus(asked.service);
    onTestFinished(() => bus.stop());
    expect(await at(bus.address)(asked)).toBeUndefined();
    expect(bus.started()).toBe(false);
    // Without the flag the same bus starts it.
    const other = await bus.connect();
    other
      .call({ destination: asked.service, path: '/', interface: 'a.b', member: 'C' })
      .catch(() => undefined);
    await expect.poll(() => bus.started()).toBe(true);
  });
});

describe('a bus', () => {
  async function busThat(answers: (socket: Socket) => void): Promise<string> {
    const path = join(await temporaryFolder(), 'bus');
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      answers(socket);
      onTestFinished(() => void socket.destroy());
    });
    await new Promise<void>((resolve) => server.listen(path, resolve));
    onTestFinished(() => void server.close());
    return `unix:path=${path}`;
  }

  it('that is not there, or not one of files, has nothing to tell', async () => {
    for (const address of ['unix:path=/nonexistent/bus', 'unix:abstract=/x', 'tcp:host=localhost'])
      expect(await at(address)(asked)).toBeUndefined();
    expect(await busReader({})({ ...asked, bus: 'session' })).toBeUndefined();
  });

  it('that hangs is too slow, and one that talks nonsense fails', { timeout: 20_000 }, async () => {
    const closed: string[] = [];
    const after = (login: string, answer: string) => (socket: Socket) => {
      socket.once('data', () => {
        socket.write(login);
        socket.once('data', () => socket.write(answer));
      });
      socket.once('close', () => closed.push(answer));
    };
    const nonsense = await busThat(after('OK 1\r\n', 'nonsense'.repeat(9)));
    await expect(at(nonsense)(asked)).rejects.toThrow('ended');
    const silent = [await busThat(() => undefined), await busThat(after('OK 1\r\n', ''))];
    const slow = { code: 'ETIMEDOUT' };
    await Promise.all(silent.map((address) => expect(at(address)(asked)).rejects.toMatchObject(slow)));
    await expect.poll(() => closed).toEqual(['nonsense'.repeat(9), '']);
    await expect(at(await busThat((socket) => void socket.end()))(asked)).rejects.toThrow('closed');
  });
});
