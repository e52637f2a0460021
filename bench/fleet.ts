import { parseArgs } from 'node:util';
import { rootKeptMs } from '../electron/adapters/tuf-fetcher.ts';
import { appPolicy, naivePolicy } from './fleet/policies.ts';
import { hourMs, minuteMs, office, virtualDesktops, type Monday } from './fleet/people.ts';
import { fleetRow, goals, inWords, type FleetAsk } from './fleet/rows.ts';
import type { Costs } from './fleet/world.ts';
import { measureChecks } from './sync/checks.ts';

// npm run bench:fleet -- [--json] [--machines N] [--incidents MINUTES]: a Monday of a whole organisation.

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    machines: { type: 'string', default: '1000000' },
    incidents: { type: 'string', default: '9' },
  },
});
const machinesMax = Number(values.machines);
const incidents = Number(values.incidents);
/** Of a request and its answer, as they were measured for the app. */
const headerBytes = 500;
const say = (line: string) => console.error(line);

const measured = await measureChecks({ guides: 1_000, edits: 10 }, say);
const { everything, incidents: looks, install, packJsonBytes } = measured;
// The measured machines were asked within the day; the one that was installed had to ask for the next root.
const rootAsks = install.each.filter(({ what }) => what.endsWith('.root.json'));
const rootBytes = rootAsks.reduce((sum, { bytes }) => sum + bytes, 0);
const nextRoot = { requests: rootAsks.length, bytes: rootBytes, keptMs: rootKeptMs };
const appCosts: Costs = { everything, incidents: looks, nextRoot };
const whole = { requests: 1, bytes: packJsonBytes + headerBytes };
const everyTime = { nothing: whole, guides: whole, incident: whole };
const noRoot = { requests: 0, bytes: 0, keptMs: rootKeptMs };
const naiveCosts: Costs = { everything: everyTime, incidents: everyTime, nextRoot: noRoot };

// Not on the hour: who asks at every full hour would find it in the same moment.
const incidentAtMs = 10 * hourMs + 5 * minuteMs;
const app = { name: 'the app', policy: appPolicy, costs: appCosts };
const naive = { name: 'naive', policy: naivePolicy, costs: naiveCosts };
const ask = (monday: Monday, machines: number, more: Partial<FleetAsk> = {}): FleetAsk => ({
  ...{ monday, machines, way: app, sampled: Math.min(machines, 100_000) },
  world: { incidentAtMs, checkMinutes: { guides: 60, incidents } },
  ...more,
});

const sizes = [1_000, 10_000, 100_000, 1_000_000].filter((size) => size <= machinesMax);
const most = sizes.at(-1) ?? machinesMax;
const asks: FleetAsk[] = [
  ...sizes.map((size) => ask(office, size, { sampled: size })),
  ask(virtualDesktops, most),
  ...[0.6, 1].map((shareInUse) => ask({ ...office, shareInUse }, most)),
  ...[5, 10].map((minutes) =>
    ask(office, most, { world: { incidentAtMs, checkMinutes: { guides: 60, incidents: minutes } } }),
  ),
  ask(office, most, { way: naive }),
  ask(virtualDesktops, most, { way: naive }),
];
const rows = asks.map((one, n) => {
  say(`${n + 1} of ${asks.length}: ${one.way.name}, ${one.monday.name}, ${one.machines} machines`);
  return fleetRow(one);
});

if (!values.json) for (const row of rows) console.log(inWords(row));
console.log(JSON.stringify({ goals, measured, rows }));
