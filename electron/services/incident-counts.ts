import type { IncidentCounts } from '../../shared/requests/wire.ts';
import type { HubAccess } from './hub-access.ts';
import type { Clock } from './ports.ts';

export interface IncidentCountsDeps {
  hub: HubAccess;
  clock: Clock;
  isOnline: () => boolean;
  /** Whether a notice stands there that can be joined. */
  isWanted: () => boolean;
}

/** How many people are affected by an outage, as the hub counted last. */
export interface CountsKeeper {
  /** Asks again when the last answer is some minutes old; for moments in which somebody looks. */
  refresh(): void;
  of(notice: string): { people: number; countedAtMs: number } | undefined;
  onChange(listener: () => void): void;
}

const freshMs = 4 * 60_000;
/** A count of yesterday says nothing about this morning. */
const shownMs = 12 * 60 * 60_000;

export function createIncidentCounts({ hub, clock, isOnline, isWanted }: IncidentCountsDeps): CountsKeeper {
  const listeners: (() => void)[] = [];
  let counts: IncidentCounts | undefined;
  let askedAtMs = 0;

  async function ask(): Promise<void> {
    const answer = await hub.with((api, token) => api.incidents(token));
    if (!answer.ok) return;
    counts = answer.value;
    listeners.forEach((listener) => listener());
  }

  return {
    refresh() {
      const nowMs = clock.nowMs();
      if (!isWanted() || !isOnline() || Math.abs(nowMs - askedAtMs) < freshMs) return;
      askedAtMs = nowMs;
      void ask();
    },
    of(notice) {
      const found = counts?.incidents.find((incident) => incident.notice === notice);
      if (!counts || !found || clock.nowMs() - counts.countedAtMs > shownMs) return undefined;
      return { people: found.people, countedAtMs: counts.countedAtMs };
    },
    onChange: (listener) => void listeners.push(listener),
  };
}
