import {
  idleSchedule,
  nextCheck,
  type NextCheck,
  type SyncEvent,
} from '../../../shared/packs/sync-schedule.ts';

export const minuteMs = 60_000;
export const checkMinutes = { guides: 60, incidents: 9 };
export const started = {
  kind: 'started',
  isEmpty: false,
  lastGoodAgeMs: undefined,
} as const satisfies SyncEvent;
export const checked = { kind: 'checked', ask: 'everything', checkMinutes } as const satisfies SyncEvent;
export const refused = {
  kind: 'refused',
  ask: 'everything',
  isReachable: false,
} as const satisfies SyncEvent;

/** Follows events, each with the minute it happens in, and one answer for every question of chance. */
export function after(events: [minute: number, event: SyncEvent][], chance = 0.5): NextCheck {
  let next: NextCheck = { state: idleSchedule, atMs: 0, ask: 'everything' };
  for (const [minute, event] of events) {
    next = nextCheck(next.state, event, { nowMs: minute * minuteMs, random: () => chance });
  }
  return next;
}
export const minutes = ({ atMs }: NextCheck): number => atMs / minuteMs;
