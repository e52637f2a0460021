import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'vite';
import { enrolledSchema, type SentRequest } from '../../shared/requests/wire.ts';

const key = 'a-key-of-the-policy-for-tests';

/** A hub of its own process, which a test kills. */
export interface HubProcess {
  url: string;
  child: ChildProcess;
  ended: Promise<unknown>;
}

/** Below node_modules, where its native module is found. `name`: of the tests, which run beside each other. */
export async function bundleHub(name: string): Promise<string> {
  const root = join(import.meta.dirname, '../..');
  const folder = join(root, 'node_modules', '.cache', name);
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      ssr: join(root, 'test/support/kill-hub.ts'),
      target: 'node20',
      outDir: folder,
      rolldownOptions: { output: { codeSplitting: false, entryFileNames: 'kill-hub.mjs' } },
    },
  });
  return join(folder, 'kill-hub.mjs');
}

/** Starts it; `env` as `kill-hub.ts` reads it. */
export async function startHubProcess(
  script: string,
  folder: string,
  ticketsUrl: string,
  env: Readonly<Record<string, string>> = {},
): Promise<HubProcess> {
  const child = spawn(process.execPath, [script, folder, ticketsUrl], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, KEY: key, SECRET: 'a-secret-of-the-receiver', ...env },
  });
  const ended = once(child, 'close');
  const [port] = (await Promise.race([
    once(createInterface(child.stdout), 'line'),
    ended.then(() => Promise.reject(new Error('the hub did not start'))),
  ])) as [string];
  return { url: `http://127.0.0.1:${port}`, child, ended };
}

/** A token for a new machine. */
export async function enrolAt(url: string, enrolmentKey = key): Promise<string> {
  const answer = await fetch(`${url}/v1/installs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ enrolmentKey }),
  });
  return enrolledSchema.parse(await answer.json()).token;
}

/** As a machine does it: the same again, until the hub says that it has it. `url`: asked each time. */
export async function sendUntilTaken(url: () => string, token: string, request: SentRequest): Promise<void> {
  for (;;) {
    const answer = await fetch(`${url()}/v1/requests`, {
      method: 'POST',
      headers: {
        ...{ authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        'idempotency-key': request.id,
      },
      body: JSON.stringify(request),
    }).catch(() => undefined);
    if (answer?.status === 202) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
