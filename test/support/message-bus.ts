import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { connectBus, type Bus } from '../../electron/adapters/dbus/bus.ts';
import type { BusMessage } from '../../electron/adapters/dbus/messages.ts';
import type { BusValue } from '../../electron/adapters/dbus/values.ts';

export const hasMessageBus = spawnSync('dbus-daemon', ['--version']).status === 0;

/** A real message bus of its own, for one test. */
export interface PrivateBus {
  socket: string;
  address: string;
  connect(): Promise<Bus>;
  /** Whether it has started the service that it was told of. */
  started(): boolean;
  stop(): Promise<void>;
}

/** Without the services that the system would start by itself, but for those in a folder of the test's. */
const config = (address: string, services: string): string => `<busconfig>
  <type>session</type>
  <listen>${address}</listen>
  <servicedir>${services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;

/** A bus; it starts `startable` when somebody asks for that name. */
export async function startMessageBus(startable?: string): Promise<PrivateBus> {
  const folder = mkdtempSync(join(tmpdir(), 'zeroline-bus-'));
  const socket = join(folder, 'bus');
  const address = `unix:path=${socket}`;
  const configFile = join(folder, 'bus.conf');
  writeFileSync(configFile, config(address, folder));
  const mark = join(folder, 'started');
  if (startable !== undefined)
    writeFileSync(
      join(folder, `${startable}.service`),
      `[D-BUS Service]\nName=${startable}\nExec=/usr/bin/touch ${mark}\n`,
    );
  const daemon: ChildProcess = spawn(
    'dbus-daemon',
    [`--config-file=${configFile}`, '--nofork', '--nopidfile', '--print-address=1'],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  if (!daemon.stdout) throw new Error('No output of dbus-daemon.');
  await once(daemon.stdout, 'data');
  const connections: Bus[] = [];
  return {
    ...{ socket, address },
    started: () => existsSync(mark),
    async connect() {
      const bus = await connectBus(socket, process.getuid?.() ?? 0);
      connections.push(bus);
      return bus;
    },
    async stop() {
      for (const bus of connections) bus.close();
      const ended = once(daemon, 'exit');
      daemon.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface Answer {
  signature: string;
  body: readonly BusValue[];
}

/** A service under a well-known name; what it does not answer is refused. */
export async function offerService(
  bus: Bus,
  name: string,
  answer: (call: BusMessage) => Answer | undefined,
): Promise<void> {
  bus.onMessage((message) => {
    if (message.type !== 'call') return;
    const to = {
      replySerial: message.serial,
      ...(message.sender === undefined ? {} : { destination: message.sender }),
    };
    const given = answer(message);
    if (given) bus.send({ type: 'reply', ...to, ...given });
    else bus.send({ type: 'error', errorName: 'org.freedesktop.DBus.Error.UnknownMethod', ...to, body: [] });
  });
  await bus.call({
    destination: 'org.freedesktop.DBus',
    path: '/org/freedesktop/DBus',
    interface: 'org.freedesktop.DBus',
    member: 'RequestName',
    signature: 'su',
    body: [name, 4],
  });
}
