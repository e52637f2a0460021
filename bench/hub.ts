import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { killUnderLoad } from './hub/kills.ts';
import { load, type Measured } from './hub/load.ts';
import { enrolled, newRequest } from './hub/machines.ts';
import { beServer, startServer, type ChildWords, type Role } from './hub/processes.ts';
import { quick, requestTracker, startTicketServer } from './hub/ticket-server.ts';

// npm run bench:hub -- [--json] [--seconds N] [--kills N]: durable requests a second, and a hub that is killed.

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '10' },
    lines: { type: 'string', default: '96' },
    kills: { type: 'string', default: '3' },
    child: { type: 'string' },
  },
});
const say = (line: string) => console.error(line);
const installs = 200;
const goals = { durablePerSecond: 2000, acknowledgedLost: 0, doubles: 0 };

const warmUpSeconds = 2;

/** Durable requests a second of one server, while it also delivers to a ticket system as slow as a real one. */
async function measure(role: Role, folder: string): Promise<Measured & { cpuMsPerThousand: number }> {
  const tickets = await startTicketServer(requestTracker);
  const server = await startServer({ role, folder, ticketsUrl: tickets.url, lanes: 4 });
  const tokens = role === 'hub' ? await enrolled(`http://127.0.0.1:${server.port}`, installs) : ['none'];
  let n = 0;
  const loadFor = (seconds: number) =>
    load(server.port, { lines: Number(values.lines), seconds }, (line) => {
      const request = newRequest();
      const token = tokens[n++ % tokens.length] ?? '';
      const headers = `authorization: Bearer ${token}\r\nidempotency-key: ${request.id}\r\n`;
      return line.post('/v1/requests', headers, Buffer.from(JSON.stringify(request)));
    });
  await loadFor(warmUpSeconds);
  const cpuBeforeMs = await server.cpuMs();
  const measured = await loadFor(Number(values.seconds));
  const cpuMs = (await server.cpuMs()) - cpuBeforeMs;
  await server.kill('SIGTERM');
  tickets.close();
  return { ...measured, cpuMsPerThousand: Math.round((cpuMs / measured.requests) * 1000) };
}

async function bench(folder: string): Promise<void> {
  say('a bare Fastify with an fsync for each request');
  const bare = await measure('bare', folder);
  say(`  ${bare.perSecond} a second, p99 ${bare.p99Ms} ms`);
  say('the hub with its embedded store');
  const hub = await measure('hub', folder);
  say(`  ${hub.perSecond} a second, p99 ${hub.p99Ms} ms`);
  say(`the hub killed ${values.kills} times, every 10 s, under load`);
  const tickets = await startTicketServer(quick);
  mkdirSync(join(folder, 'killed'));
  const words: ChildWords = {
    role: 'hub',
    folder: join(folder, 'killed'),
    ticketsUrl: tickets.url,
    lanes: 8,
  };
  const killed = await killUnderLoad(words, tickets, {
    ...{ kills: Number(values.kills), everyMs: 10_000, perSecond: 100 },
  });
  tickets.close();
  const ratio = Math.round((hub.perSecond / bare.perSecond) * 10) / 10;
  if (!values.json) {
    console.log(`durable requests: ${hub.perSecond}/s, p99 ${hub.p99Ms} ms; ${ratio} times the bare server`);
    console.log(
      `killed ${killed.kills} times: ${killed.acknowledged} acknowledged, ${killed.acknowledgedLost} lost, ${killed.doubles} doubled`,
    );
  }
  console.log(JSON.stringify({ goals, hub, bare, ratio, killed }));
}

if (values.child !== undefined) await beServer(JSON.parse(values.child) as ChildWords);
else {
  const folder = mkdtempSync(join(tmpdir(), 'zeroline-bench-hub-'));
  try {
    await bench(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
