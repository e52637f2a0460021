import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { hubConfigSchema } from '../../hub/server/config.ts';
import { startHub } from '../../hub/server/start-hub.ts';
import { beBare, type BareRole } from './bare.ts';
import { httpTickets } from './http-tickets.ts';
import { enrolmentKey } from './machines.ts';

/** A server in a process of its own, so that it can be killed, and has a core for itself. */
export interface ServerProcess {
  port: number;
  /** Of all its threads, since it began. */
  cpuMs(): Promise<number>;
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
}

export type Role = 'hub' | BareRole;

/** What the child needs, as arguments. */
export interface ChildWords {
  role: Role;
  folder: string;
  ticketsUrl: string;
  lanes: number;
}

export const storeIn = (folder: string): string => join(folder, 'hub.db');

/** Starts this very program in another role. */
export async function startServer(words: ChildWords): Promise<ServerProcess> {
  const program = process.argv[1] ?? '';
  const child: ChildProcess = spawn(process.execPath, [program, '--child', JSON.stringify(words)], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  if (!child.stdout) throw new Error('no output of the child');
  const lines = createInterface(child.stdout);
  const [first] = (await Promise.race([
    once(lines, 'line'),
    once(child, 'exit').then(() => Promise.reject(new Error(`the ${words.role} did not start`))),
  ])) as [string];
  return {
    port: Number(first),
    async cpuMs() {
      child.send('cpu');
      const [cpuMs] = (await once(child, 'message')) as [number];
      return cpuMs;
    },
    async kill(signal) {
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    },
  };
}

/** The child's side: prints its port, and serves until it is ended. */
export async function beServer({ role, folder, ticketsUrl, lanes }: ChildWords): Promise<void> {
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.((user + system) / 1000);
  });
  process.once('SIGTERM', () => process.disconnect());
  if (role !== 'hub') return beBare(join(folder, 'bare.log'), role);
  const much = 1_000_000;
  const hub = await startHub({
    config: hubConfigSchema.parse({
      listen: { port: 0 },
      store: { file: storeIn(folder) },
      enrolmentKeys: [{ env: 'KEY' }],
      pseudonymKey: { env: 'KEY' },
      limits: {
        ...{ perInstallPerMinute: much, perAddressPerMinute: much, enrolmentsPerAddressPerMinute: much },
      },
    }),
    folder,
    env: { KEY: enrolmentKey },
    logTo: { write: () => undefined },
    tickets: httpTickets(ticketsUrl),
    delivery: { lanes, settleMs: 1_000 },
  });
  console.log(new URL(hub.url).port);
  process.once('SIGTERM', () => void hub.stop());
}
