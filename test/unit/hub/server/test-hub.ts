import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hubConfigSchema } from '../../../../hub/server/config.ts';
import { startHub, type Hub, type HubOptions } from '../../../../hub/server/start-hub.ts';
import { enrolledSchema, type SentRequest } from '../../../../shared/requests/wire.ts';
import { FakeTickets } from './fake-tickets.ts';

export const enrolmentKey = 'a-key-of-the-policy-for-tests';

/** A hub on loopback with a real store, and a machine that talks to it. */
export interface TestHub {
  folder: string;
  tickets: FakeTickets;
  log: string[];
  url(): string;
  restart(): Promise<void>;
  stop(): Promise<void>;
  remove(): Promise<void>;
  enrol(): Promise<Machine>;
}

export interface Answered {
  status: number;
  headers: Headers;
  text: string;
  json: unknown;
}

export interface Machine {
  install: string;
  token: string;
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>;
  send(request: SentRequest, headers?: Record<string, string>): Promise<Answered>;
  /** The state of a request, asked for until it is of this kind. */
  settled(id: string, kind: string): Promise<Record<string, unknown>>;
}

export async function ask(url: string, init: RequestInit = {}): Promise<Answered> {
  const answer = await fetch(url, init);
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.startsWith('application/json');
  return {
    ...{ status: answer.status, headers: answer.headers, text },
    json: isJson && text !== '' ? (JSON.parse(text) as unknown) : undefined,
  };
}

const soon = { firstMs: 20, longestMs: 40 };

export async function startTestHub(
  settings: object = {},
  more: Partial<HubOptions> = {},
  files: Record<string, string> = {},
): Promise<TestHub> {
  const folder = mkdtempSync(join(tmpdir(), 'zeroline-hub-'));
  writeFileSync(join(folder, 'enrolment.key'), `${enrolmentKey}\n`);
  writeFileSync(join(folder, 'pseudonym.key'), 'pseudonyms-of-the-tests\n');
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const config = hubConfigSchema.parse({
    listen: { port: 0 },
    store: { file: 'hub.db' },
    enrolmentKeys: [{ file: 'enrolment.key' }],
    pseudonymKey: { file: 'pseudonym.key' },
    ...settings,
  });
  const tickets = new FakeTickets();
  const log: string[] = [];
  const start = () =>
    startHub({
      ...{ config, folder, env: {}, tickets, logTo: { write: (line) => void log.push(line) } },
      delivery: { retry: { request: soon, system: soon } },
      ...more,
    });
  let hub: Hub | undefined = await start();
  const url = () => hub?.url ?? '';
  const stop = async () => {
    await hub?.stop();
    hub = undefined;
  };
  return {
    ...{ folder, tickets, log, url, stop },
    async restart() {
      await stop();
      hub = await start();
    },
    async remove() {
      await stop();
      rmSync(folder, { recursive: true });
    },
    async enrol() {
      const body = JSON.stringify({ enrolmentKey });
      const headers = { 'content-type': 'application/json' };
      const answer = await ask(`${url()}/v1/installs`, { method: 'POST', body, headers });
      return machine(url, enrolledSchema.parse(answer.json));
    },
  };
}

function machine(url: () => string, { install, token }: { install: string; token: string }): Machine {
  const askHub: Machine['ask'] = (method, path, body, headers = {}) =>
    ask(`${url()}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  return {
    ...{ install, token, ask: askHub },
    send: (request, headers) =>
      askHub('POST', '/v1/requests', request, { 'idempotency-key': request.id, ...headers }),
    async settled(id, kind) {
      for (let n = 0; n < 600; n++) {
        const { json } = await askHub('GET', `/v1/requests/${id}`);
        const status = json as { state?: { kind?: string } };
        if (status.state?.kind === kind) return status;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      throw new Error(`${id} never came to be ${kind}`);
    },
  };
}
