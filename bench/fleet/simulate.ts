import { createTimeline, spread, type Spread } from './histogram.ts';
import { dayOf, isInUseAt, minuteMs, usedMs, type Monday } from './people.ts';
import { seededRandom } from './random.ts';
import type { Costs, Depth, News, Policy, World } from './world.ts';

export interface FleetOptions {
  machines: number;
  monday: Monday;
  world: World;
  policy: Policy;
  costs: Costs;
}

export interface FleetResult {
  machinesOn: number;
  checks: number;
  requests: number;
  /** Requests a second: `early` before the incident (the morning), `late` from then on. */
  peak: { oneSecond: number; tenSeconds: number; atMs: number; earlyTenSeconds: number };
  peakMegabitsPerSecond: number;
  /** `http`: headers and bodies; the others with what TLS adds to each connection. */
  bytesPerMachine: { http: number; withResumedTls: number; withFullTls: number };
  /** Of the machines with somebody at them so many minutes after the incident: the share that shows it. */
  shareThatShowsIncident: { after5: number; after10: number; after15: number };
  /** Minutes at the keyboard without it, of everybody who was there without it for a moment. */
  minutesToIncident: Spread;
  /** Minutes from the start of the machine. */
  minutesToGuides: Spread;
}

/** Measured on nginx with TLS 1.3 and an ECDSA certificate: what a connection costs beside its requests. */
export const tlsBytes = { full: 2900, resumed: 1300 };

const glancesMinutes = [5, 10, 15] as const;

/** Every machine lives its day by itself: the server refuses nobody, so their order does not matter. */
export function simulate({ machines, monday, world, policy, costs }: FleetOptions): FleetResult {
  const requestsAt = createTimeline();
  const bytesAt = createTimeline();
  const incidentMs: number[] = [];
  const guidesMs: number[] = [];
  const glances = glancesMinutes.map(() => ({ inUse: 0, shows: 0 }));
  const total = { machinesOn: 0, checks: 0, requests: 0, bytes: 0 };

  for (let number = 0; number < machines; number++) {
    const random = seededRandom(0x5eed + number * 7919);
    const day = dayOf(monday, random);
    if (!day) continue;
    total.machinesOn++;
    const never = Number.POSITIVE_INFINITY;
    const seen = { guidesAtMs: never, incidentAtMs: never, rootAtMs: -never };

    const newsFor = (atMs: number, depth: Depth): News => {
      if (depth === 'everything' && seen.guidesAtMs > atMs) return 'guides';
      return atMs >= world.incidentAtMs && seen.incidentAtMs > atMs ? 'incident' : 'nothing';
    };
    const check = (atMs: number, depth: Depth): void => {
      const news = newsFor(atMs, depth);
      const asksRoot = atMs - seen.rootAtMs >= costs.nextRoot.keptMs;
      if (asksRoot) seen.rootAtMs = atMs;
      const requests = costs[depth][news].requests + (asksRoot ? costs.nextRoot.requests : 0);
      const bytes = costs[depth][news].bytes + (asksRoot ? costs.nextRoot.bytes : 0);
      total.checks++;
      total.requests += requests;
      total.bytes += bytes;
      requestsAt.add(atMs, requests);
      bytesAt.add(atMs, bytes + tlsBytes.resumed);
      if (news === 'guides') seen.guidesAtMs = atMs;
      if (atMs >= world.incidentAtMs) seen.incidentAtMs = Math.min(seen.incidentAtMs, atMs);
    };
    policy({ day, random, world, check });

    if (seen.guidesAtMs < day.endMs) guidesMs.push(seen.guidesAtMs - day.bootMs);
    const without = usedMs(day.bouts, world.incidentAtMs, Math.min(seen.incidentAtMs, day.endMs));
    if (without > 0) incidentMs.push(without);
    glancesMinutes.forEach((minutes, n) => {
      const atMs = world.incidentAtMs + minutes * minuteMs;
      const glance = glances[n];
      if (!glance || !isInUseAt(day, atMs)) return;
      glance.inUse++;
      if (seen.incidentAtMs <= atMs) glance.shows++;
    });
  }

  const second = requestsAt.peak(1);
  const [after5 = 0, after10 = 0, after15 = 0] = glances.map(({ inUse, shows }) => shows / inUse);
  const perMachine = (bytes: number) => bytes / total.machinesOn;
  return {
    ...{ machinesOn: total.machinesOn, checks: total.checks, requests: total.requests },
    peak: {
      oneSecond: second.perSecond,
      tenSeconds: requestsAt.peak(10).perSecond,
      atMs: second.atMs,
      earlyTenSeconds: requestsAt.peak(10, world.incidentAtMs).perSecond,
    },
    peakMegabitsPerSecond: (bytesAt.peak(1).perSecond * 8) / 1e6,
    bytesPerMachine: {
      http: perMachine(total.bytes),
      withResumedTls: perMachine(
        total.bytes + total.checks * tlsBytes.resumed + total.machinesOn * (tlsBytes.full - tlsBytes.resumed),
      ),
      withFullTls: perMachine(total.bytes + total.checks * tlsBytes.full),
    },
    shareThatShowsIncident: { after5, after10, after15 },
    minutesToIncident: spread(incidentMs),
    minutesToGuides: spread(guidesMs),
  };
}
