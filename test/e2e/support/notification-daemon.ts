import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { hasMessageBus, startMessageBus } from '../../support/message-bus.ts';

export const hasNotificationDaemon = hasMessageBus && spawnSync('dunst', ['--version']).status === 0;

/** A real notification daemon (dunst) on a message bus of its own, on this display. */
export interface NotificationDaemon {
  /** What a program on this bus has in its environment. */
  env: Record<string, string>;
  /** What stands on the screen now: title and body. */
  shown(): { title: string; body: string }[];
  /** Their titles, in the order of the alphabet. */
  titles: () => string[];
  /** Presses the button with these words on a message, as the daemon's own menu does. */
  press(label: string): Promise<void>;
  /** A click on the newest message itself. */
  click(): Promise<void>;
  stop(): Promise<void>;
}

const service = { destination: 'org.freedesktop.Notifications', path: '/org/freedesktop/Notifications' };
const commands = 'org.dunstproject.cmd0';

/** Its menu is a program that gets the buttons, one a line, and prints the chosen one. */
const menu = (chosen: string): string => `#!/bin/sh\ngrep -F -f "${chosen}" | head -n 1\n`;
const config = (menuPath: string): string => `[global]
  dmenu = ${menuPath}
  origin = bottom-left
  idle_threshold = 0
[urgency_normal]
  timeout = 0
`;

const notifySchema = z.tuple([z.string(), z.number(), z.string(), z.string(), z.string()]).rest(z.unknown());

export async function startNotificationDaemon(): Promise<NotificationDaemon> {
  const folder = mkdtempSync(join(tmpdir(), 'zeroline-dunst-'));
  const [menuPath, chosen, configPath] = ['menu.sh', 'chosen', 'dunstrc'].map((name) => join(folder, name));
  if (!menuPath || !chosen || !configPath) throw new Error('No paths.');
  writeFileSync(menuPath, menu(chosen));
  chmodSync(menuPath, 0o755);
  writeFileSync(configPath, config(menuPath));
  const bus = await startMessageBus();
  const env = { DBUS_SESSION_BUS_ADDRESS: bus.address };
  const dunst: ChildProcess = spawn('dunst', ['-config', configPath], {
    env: { ...process.env, ...env },
    stdio: 'ignore',
  });
  const watch = await bus.connect();
  const asked = new Map<string, { title: string; body: string }>();
  const open = new Map<number, { title: string; body: string }>();
  watch.onMessage(({ type, member, body, serial, sender, replySerial, destination }) => {
    if (type === 'call' && member === 'Notify') {
      const [, , , title, text] = notifySchema.parse(body);
      asked.set(`${sender} ${serial}`, { title, body: text });
    } else if (type === 'signal' && member === 'NotificationClosed') open.delete(Number(body[0]));
    else if (type === 'reply') {
      const message = asked.get(`${destination} ${replySerial}`);
      if (message) open.set(Number(body[0]), message);
    }
  });
  const daemon = {
    destination: 'org.freedesktop.DBus',
    path: '/org/freedesktop/DBus',
    interface: 'org.freedesktop.DBus',
  };
  await watch.call({
    ...{ ...daemon, interface: 'org.freedesktop.DBus.Monitoring', member: 'BecomeMonitor' },
    ...{ signature: 'asu', body: [[], 0] },
  });
  const control = await bus.connect();
  const isUp = async (): Promise<boolean> =>
    (
      await control.call({
        ...{ ...daemon, member: 'NameHasOwner', signature: 's' },
        body: [service.destination],
      })
    )[0] === true;
  while (!(await isUp())) await new Promise((resolve) => setTimeout(resolve, 50));
  return {
    env,
    shown: () => [...open.values()],
    titles: () => [...open.values()].map(({ title }) => title).sort(),
    async press(label) {
      writeFileSync(chosen, `${label}\n`);
      await control.call({ ...service, interface: commands, member: 'ContextMenuCall' });
    },
    async click() {
      await control.call({
        ...service,
        interface: commands,
        member: 'NotificationAction',
        signature: 'u',
        body: [0],
      });
    },
    async stop() {
      const ended = once(dunst, 'exit');
      dunst.kill();
      await ended;
      await bus.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
