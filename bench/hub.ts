import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { killUnderLoad } from './hub/kills.ts';
import { load, type Measured } from './hub/load.ts';
import { enrolled, headersOf, newRequest } from './hub/machines.ts';
import { beServer, startServer, type ChildWords, type Role } from './hub/processes.ts';
import { quick, requestTracker, startTicketServer } from './hub/ticket-server.ts';

// npm run bench:hub -- [--json] [--seconds N] [--rounds N] [--lines N] [--kills N]: durable requests a second, beside bare
// servers that promise as much and do nothing else; and a hub that is killed under load.

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '3' },
    lines: { type: 'string', default: '96' },
    kills: { type: 'string', default: '3' },
    child: { type: 'string' },
  },
});
const say = (line: string) => console.error(line);
const installs = 200;
const warmUpSeconds = 2;
const killed = { everyMs: 10_000, perSecond: 200, lanes: 16 };
const goals = { durablePerSecond: 2000, acknowledgedLost: 0, doubles: 0 };
const roles: Record<Role, string> = {
  bare: 'a bare Fastify, an fsync for each request',
  bareInGroups: 'a bare Fastify, an fsync for all that came meanwhile',
  hub: 'the hub with its embedded store',
};

/** `cpuMsPerThousand`: what a thousand requests cost, which a busy machine changes less than it does the rest. */
type Figures = Measured & { cpuMsPerThousand: number };

/** Durable requests a second of one server, while the hub also delivers to a ticket system as slow as a real one. */
async function measure(role: Role, folder: string): Promise<Figures> {
  mkdirSync(folder);
  const tickets = await startTicketServer(requestTracker);
  const server = await startServer({ role, folder, ticketsUrl: tickets.url, lanes: 4 });
  const tokens = role === 'hub' ? await enrolled(`http://127.0.0.1:${server.port}`, installs) : ['none'];
  let n = 0;
  const loadFor = (seconds: number) =>
    load(server.port, { lines: Number(values.lines), seconds }, (line) => {
      const { id, body } = newRequest();
      return line.post('/v1/requests', headersOf(tokens[n++ % tokens.length] ?? '', id), body);
    });
  await loadFor(warmUpSeconds);
  const beforeMs = await server.cpuMs();
  const measured = await loadFor(Number(values.seconds));
  const cpuMs = (await server.cpuMs()) - beforeMs;
  await server.kill('SIGTERM');
  tickets.close();
  return { ...measured, cpuMsPerThousand: Math.round((cpuMs / measured.requests) * 1000) };
}

/** Of several rounds the middle one, the servers by turns: what else the machine does then hits all of them. */
async function measureAll(folder: string): Promise<Record<Role, Figures>> {
  const figures: Record<Role, Figures[]> = { bare: [], bareInGroups: [], hub: [] };
  for (let round = 1; round <= Number(values.rounds); round += 1)
    for (const role of Object.keys(roles) as Role[]) {
      const measured = await measure(role, join(folder, `${role}-${round}`));
      figures[role].push(measured);
      say(`${roles[role]}: ${inWords(measured)}`);
    }
  const middle = (all: Figures[]): Figures => {
    const [one] = all.sort((a, b) => a.perSecond - b.perSecond).slice(Math.floor(all.length / 2));
    if (!one) throw new Error('--rounds is 1 or more.');
    return one;
  };
  return {
    bare: middle(figures.bare),
    bareInGroups: middle(figures.bareInGroups),
    hub: middle(figures.hub),
  };
}

const inWords = ({ perSecond, p50Ms, p99Ms, cpuMsPerThousand }: Figures): string =>
  `${perSecond}/s, p50 ${p50Ms} ms, p99 ${p99Ms} ms, ${cpuMsPerThousand} ms of CPU for a thousand`;

async function kill(folder: string) {
  const tickets = await startTicketServer(quick);
  mkdirSync(folder);
  const words: ChildWords = { role: 'hub', folder, ticketsUrl: tickets.url, lanes: killed.lanes };
  const report = await killUnderLoad(words, tickets, { ...killed, kills: Number(values.kills) });
  tickets.close();
  return report;
}

async function bench(folder: string): Promise<void> {
  const figures = await measureAll(folder);
  const ratio = Math.round((figures.hub.perSecond / figures.bare.perSecond) * 10) / 10;
  say(`the hub killed ${values.kills} times, every ${killed.everyMs / 1000} s, under load`);
  const report = await kill(join(folder, 'killed'));
  if (!values.json) {
    for (const role of Object.keys(roles) as Role[]) console.log(`${roles[role]}: ${inWords(figures[role])}`);
    console.log(
      `killed ${report.kills} times: ${report.acknowledged} acknowledged, ${report.acknowledgedLost} lost, ${report.doubles} doubled`,
    );
  }
  console.log(JSON.stringify({ goals, ...figures, ratio, killed: report }));
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
