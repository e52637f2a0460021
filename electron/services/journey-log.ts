import type { JourneyEvent } from '../../shared/requests/journey.ts';
import type { Clock } from './ports.ts';

/** What happened in this sitting. In memory only: it leaves with a request, or not at all. */
export interface JourneyLog {
  add(event: JourneyEvent): void;
  /** Oldest first; empty once the sitting is over. */
  events(): JourneyEvent[];
  clear(): void;
}

const sittingEndsAfterMs = 30 * 60_000;
const eventsMax = 300;

/** A sitting ends after half an hour without an event: what comes after has a cause of its own. */
export function createJourneyLog({ clock }: { clock: Clock }): JourneyLog {
  let kept: JourneyEvent[] = [];
  let lastEventMs = 0;

  // The distance counts in both directions: a clock that was set back ends a sitting too, and doesn't prolong it.
  const events = () => (Math.abs(clock.nowMs() - lastEventMs) < sittingEndsAfterMs ? kept : []);

  return {
    add(event) {
      kept = [...events(), event].slice(-eventsMax);
      lastEventMs = clock.nowMs();
    },
    events: () => [...events()],
    clear: () => void (kept = []),
  };
}
