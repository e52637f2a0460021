import type { Monday } from './people.ts';
import { simulate } from './simulate.ts';
import type { Costs, Policy, World } from './world.ts';

export interface FleetAsk {
  monday: Monday;
  machines: number;
  /** Machines that are simulated; each stands for `machines / sampled`. */
  sampled: number;
  world: World;
  way: { name: string; policy: Policy; costs: Costs };
}

/** At a million machines. Bytes of HTTP; TLS, resumed but for the day's first connection, is told beside them. */
export const goals = { peakRequestsPerSecond: 2_000, bytesPerMachineAndDay: 60_000 };

const clock = (ms: number): string => new Date(ms).toISOString().slice(11, 16);
const percent = (share: number): number => Math.round(share * 1000) / 10;

/** One fleet's Monday as numbers beside their goals. */
export function fleetRow({ monday, machines, sampled, world, way }: FleetAsk) {
  const result = simulate({ machines: sampled, monday, world, policy: way.policy, costs: way.costs });
  const factor = machines / sampled;
  const { peak, bytesPerMachine: bytes, shareThatShowsIncident: shows } = result;
  const perSecond = (count: number) => Math.round(count * factor);
  return {
    way: way.name,
    monday: monday.name,
    machines,
    sampled,
    incidentMinutes: world.checkMinutes.incidents,
    percentInUse: percent(monday.shareInUse),
    /** Bins of 1 s of a sample are noisier than those of the whole. */
    peakRequestsPerSecond: {
      in1s: perSecond(peak.oneSecond),
      in10s: perSecond(peak.tenSeconds),
      at: clock(peak.atMs),
      beforeTheIncident: perSecond(peak.earlyTenSeconds),
    },
    peakMegabitsPerSecond: Math.round(result.peakMegabitsPerSecond * factor * 10) / 10,
    requestsPerMachine: Math.round((result.requests / result.machinesOn) * 10) / 10,
    kilobytesPerMachine: {
      http: Math.round(bytes.http / 100) / 10,
      withTls: Math.round(bytes.withResumedTls / 100) / 10,
      withFullTlsEachTime: Math.round(bytes.withFullTls / 100) / 10,
    },
    percentThatShowIncidentAfterMinutes: {
      5: percent(shows.after5),
      10: percent(shows.after10),
      15: percent(shows.after15),
    },
    minutesAtTheKeyboardWithoutIncident: result.minutesToIncident,
    minutesToGuides: result.minutesToGuides,
    met: {
      peak: perSecond(peak.tenSeconds) <= goals.peakRequestsPerSecond,
      peakBeforeTheIncident: perSecond(peak.earlyTenSeconds) <= goals.peakRequestsPerSecond,
      bytes: bytes.http <= goals.bytesPerMachineAndDay,
      bytesWithTls: bytes.withResumedTls <= goals.bytesPerMachineAndDay,
    },
  };
}

/** A row for people. */
export function inWords(row: ReturnType<typeof fleetRow>): string {
  const { peakRequestsPerSecond: peak, kilobytesPerMachine: kilobytes, met } = row;
  const shows = row.percentThatShowIncidentAfterMinutes;
  const verdict = (isMet: boolean) => (isMet ? 'met' : 'MISSED');
  const { half, ninety, all } = row.minutesToGuides;
  return [
    `${row.way}, ${row.monday}, ${row.machines} machines, ${row.percentInUse} % in use, looks every ${row.incidentMinutes} min`,
    `  peak ${peak.in10s} requests/s in 10 s, ${peak.in1s} in 1 s, at ${peak.at} (${verdict(met.peak)});` +
      ` before the incident ${peak.beforeTheIncident} (${verdict(met.peakBeforeTheIncident)})`,
    `  a machine and day: ${kilobytes.http} kB of HTTP (${verdict(met.bytes)}), ${kilobytes.withTls} kB with TLS` +
      ` (${verdict(met.bytesWithTls)}), ${row.requestsPerMachine} requests`,
    `  incident shown on machines in use: ${shows[5]} % after 5 min, ${shows[10]} % after 10, ${shows[15]} % after 15`,
    `  guides there after ${half} min (half), ${ninety} (nine tenths), ${all} (all)`,
  ].join('\n');
}
