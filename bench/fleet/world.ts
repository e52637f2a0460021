import type { Day } from './people.ts';
import type { Random } from './random.ts';

/** What one check costs a server. */
export interface Cost {
  requests: number;
  /** Both ways, headers included. */
  bytes: number;
}

export type Depth = 'everything' | 'incidents';
/** What a check finds. `guides`: the weekend's publication; `incident`: the outage notice; `nothing`. */
export type News = 'nothing' | 'guides' | 'incident';
export type Costs = Record<Depth, Record<News, Cost>> & {
  /** The question for a newer root, and how long its answer is remembered. */
  nextRoot: Cost & { keptMs: number };
};

/** What happens in the central knowledge base on that Monday; guides were published on the weekend. */
export interface World {
  incidentAtMs: number;
  checkMinutes: { guides: number; incidents: number };
}

export interface Machine {
  day: Day;
  random: Random;
  world: World;
  /** Does a check: counts what it costs and what it finds. */
  check(atMs: number, depth: Depth): void;
}

/** A way to decide when to ask: lives through a machine's day. */
export type Policy = (machine: Machine) => void;
