import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import {
  enrolSchema,
  reopenSchema,
  sentRequestSchema,
  usageReportSchema,
  type DeliveryState,
  type HubRefusal,
  type Reopen,
  type SentRequest,
  type UsageReport,
} from '../../shared/requests/wire.ts';
import { joinSchema, type Join } from '../../shared/requests/join.ts';

/** What goes wrong with a request of a machine: before the hub has it, or after. */
export type Fault = 'reset-before' | 'reset-after' | 'silence-after' | 503 | 429 | 'refuse' | 'sign-in-page';

/** A hub in memory that speaks the wire, and counts what came under which key. */
export interface SmallHub {
  url: string;
  requests: Map<string, SentRequest>;
  reopened: Map<string, Reopen>;
  joins: Map<string, Join>;
  usage: Map<string, UsageReport>;
  states: Map<string, DeliveryState>;
  enrolled: number;
  /** How often each path was asked, by method and path without ids. */
  asked: string[];
  /** What happens to the next ones, in turn; afterwards all is well. */
  faults: Fault[];
  /** Asked for every POST of a request, when no fault is set. */
  faultFor: () => Fault | undefined;
  /** What questions about requests are answered with as long as it is set. */
  statusFault: 429 | undefined;
  forgetTokens(): void;
  close(): Promise<void>;
}

export const smallHubKey = 'an-enrolment-key-for-tests';

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return parts.length === 0 ? undefined : JSON.parse(Buffer.concat(parts).toString('utf8'));
}

export async function startSmallHub(port = 0): Promise<SmallHub> {
  const tokens = new Set<string>();
  /** A machine that enrols anew is another one, and its requests from before are not its own. */
  const owners = new Map<string, string>();
  const tokenOf = ({ headers }: IncomingMessage): string =>
    headers.authorization?.replace('Bearer ', '') ?? '';
  const hub: Omit<SmallHub, 'url' | 'close'> = {
    ...{ requests: new Map(), reopened: new Map(), joins: new Map(), usage: new Map(), states: new Map() },
    ...{ enrolled: 0, asked: [], faults: [], statusFault: undefined, faultFor: () => undefined },
    forgetTokens: () => tokens.clear(),
  };
  const state = (id: string) => ({
    id,
    state: hub.states.get(id) ?? { kind: 'queued' as const },
    lost: [],
    updatedAtMs: Date.now(),
  });

  function answer(response: ServerResponse, status: number, body: object, headers = {}): void {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  }
  const refuse = (response: ServerResponse, status: number, kind: HubRefusal['kind'], headers = {}): void =>
    answer(response, status, { kind, detail: kind }, headers);

  function postRequest(raw: unknown, request: IncomingMessage, response: ServerResponse): void {
    const fault = hub.faults.shift() ?? hub.faultFor();
    if (fault === 'reset-before') return void request.socket.destroy();
    if (fault === 429) return refuse(response, 429, 'too-many', { 'retry-after': '120' });
    if (fault === 'refuse') return refuse(response, 400, 'malformed');
    if (fault === 'sign-in-page') {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>');
      return;
    }
    const sent = sentRequestSchema.parse(raw);
    if (request.headers['idempotency-key'] !== sent.id) return refuse(response, 400, 'malformed');
    const known = hub.requests.get(sent.id);
    const isSame = JSON.stringify(known) === JSON.stringify(sent) && owners.get(sent.id) === tokenOf(request);
    if (known && !isSame) return refuse(response, 409, 'other-body');
    hub.requests.set(sent.id, sent);
    owners.set(sent.id, tokenOf(request));
    if (fault === 'reset-after') return void request.socket.destroy();
    if (fault === 'silence-after') return;
    if (fault === 503) return refuse(response, 503, 'unavailable');
    answer(response, 202, state(sent.id));
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = '', query = ''] = (request.url ?? '').split('?');
    const id = /^\/v1\/requests\/([0-9a-f-]{36})/.exec(path)?.[1] ?? '';
    const what = `${request.method} ${id === '' ? path : path.replace(id, ':id')}`;
    const body = await bodyOf(request);
    hub.asked.push(what);
    if (what === 'POST /v1/installs') {
      if (enrolSchema.parse(body).enrolmentKey !== smallHubKey) {
        refuse(response, 401, 'not-enrolled');
        return;
      }
      const token = `${randomUUID()}${randomUUID()}`;
      tokens.add(token);
      hub.enrolled += 1;
      answer(response, 201, { install: randomUUID(), token });
      return;
    }
    const token = tokenOf(request);
    if (!tokens.has(token)) {
      refuse(response, 401, 'not-enrolled');
      return;
    }
    switch (what) {
      case 'POST /v1/requests': {
        postRequest(body, request, response);
        return;
      }
      case 'GET /v1/requests': {
        if (hub.statusFault) {
          refuse(response, 429, 'too-many', { 'retry-after': '1200' });
          return;
        }
        const ids = new URLSearchParams(query).get('ids')?.split(',') ?? [];
        answer(response, 200, { requests: ids.filter((one) => owners.get(one) === token).map(state) });
        return;
      }
      case 'POST /v1/requests/:id/reopen': {
        const reopen = reopenSchema.parse(body);
        if (owners.get(id) !== token) {
          refuse(response, 404, 'not-found');
          return;
        }
        hub.reopened.set(reopen.id, reopen);
        hub.states.set(id, { kind: 'delivered', number: '4711' });
        answer(response, 202, state(id));
        return;
      }
      case 'POST /v1/joins': {
        const join = joinSchema.parse(body);
        hub.joins.set(join.id, join);
        answer(response, 202, {});
        return;
      }
      case 'GET /v1/incidents': {
        answer(response, 200, {
          countedAtMs: Date.now(),
          incidents: [...new Set([...hub.joins.values()].map(({ notice }) => notice))].map((notice) => ({
            ...{ notice, lastJoinAtMs: Date.now() },
            people: 40 + [...hub.joins.values()].filter((join) => join.notice === notice).length,
          })),
        });
        return;
      }
      case 'POST /v1/usage': {
        const report = usageReportSchema.parse(body);
        hub.usage.set(report.id, report);
        answer(response, 202, {});
        return;
      }
      default: {
        refuse(response, 404, 'unknown-path');
        return;
      }
    }
  }

  const server = createServer((request, response) => {
    // A machine that is killed in the middle leaves half a body behind.
    handle(request, response).catch(() => response.destroy());
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(hub, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}
