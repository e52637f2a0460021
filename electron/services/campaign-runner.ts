import type { Who } from '../../shared/campaigns/audience.ts';
import type { Campaign } from '../../shared/campaigns/campaign.ts';
import {
  dueNotices,
  laterUntilMs,
  type DueNotices,
  type NoticeState,
} from '../../shared/campaigns/due-notices.ts';
import { withTold, type NoticeMemory, type Told } from '../../shared/campaigns/told.ts';
import type { Clock } from './ports.ts';

export interface CampaignRunnerDeps {
  campaigns(): readonly Campaign[];
  state: { get(): NoticeMemory; set(state: NoticeMemory): void };
  /** Whose machine it is, as far as the policy says. */
  who(): Who;
  clock: Clock;
  /** Calls back once after a delay; answers how to call it off. */
  schedule(delayMs: number, wake: () => void): () => void;
}

export interface DueNotice {
  /** One occurrence of a campaign; what `dismiss`, `later` and `restore` take. */
  key: string;
  campaign: Campaign;
}

/** The year plan at work: what is due, and a wake-up when that changes. */
export interface CampaignRunner {
  notices(): DueNotice[];
  /** Why the other entries are not shown. */
  others(): DueNotices['held'];
  /** What the person did with notices, and heard of. */
  memory(): NoticeMemory;
  /** Puts a notice away for good; false for an outage, which stays until IT withdraws it. */
  dismiss(key: string): boolean;
  /** Answers when the notice comes back; a time that was promised holds as long as it lies ahead. */
  later(key: string, promisedMs?: number): number | undefined;
  restore(key: string): void;
  /** Remembers what the person heard of. */
  tell(told: readonly Told[]): void;
  /** Looks again; after a resume, a clock change or new campaigns. */
  recompute(): void;
  stop(): void;
  onChange(listener: () => void): void;
}

/** A timer alone would sleep through a clock change. */
const longestSleepMs = 60 * 60_000;
const dismissedKept = 500;
/** A notice that came back long ago needs no note that it had been put off. */
const laterKeptMs = 7 * 24 * 60 * 60_000;

export function createCampaignRunner(deps: CampaignRunnerDeps): CampaignRunner {
  const { clock, state } = deps;
  const listeners: (() => void)[] = [];
  let due: DueNotice[] = [];
  let others: DueNotices['held'] = [];
  let callOff: () => void = () => undefined;

  /** An entry that became an outage is shown whatever was done with it before. */
  function stateFor(campaigns: readonly Campaign[]): NoticeState {
    const { dismissed, later } = state.get();
    const outages = new Set(campaigns.flatMap(({ id, severity }) => (severity === 'incident' ? [id] : [])));
    const isOutage = (key: string): boolean => outages.has(key.split('@')[0] ?? '');
    return {
      dismissed: dismissed.filter((key) => !isOutage(key)),
      later: Object.fromEntries(Object.entries(later).filter(([key]) => !isOutage(key))),
    };
  }

  function recompute(): void {
    callOff();
    const nowMs = clock.nowMs();
    const campaigns = deps.campaigns();
    const { show, held, nextChangeAtMs } = dueNotices(campaigns, stateFor(campaigns), deps.who(), nowMs);
    const changed = JSON.stringify(show) !== JSON.stringify(due);
    due = show;
    others = held;
    const untilNextMs = (nextChangeAtMs ?? Number.POSITIVE_INFINITY) - nowMs;
    callOff = deps.schedule(Math.min(longestSleepMs, Math.max(1_000, untilNextMs)), recompute);
    if (changed) for (const listener of listeners) listener();
  }

  function change(next: (state: NoticeMemory) => NoticeMemory): void {
    state.set(next(state.get()));
    recompute();
  }

  /** Without `key`, and without the ones that are long over. */
  function otherLater(later: NoticeState['later'], key: string): NoticeState['later'] {
    const nowMs = clock.nowMs();
    return Object.fromEntries(
      Object.entries(later).filter(([other, untilMs]) => other !== key && untilMs > nowMs - laterKeptMs),
    );
  }

  const stays = (key: string): boolean =>
    due.some((notice) => notice.key === key && notice.campaign.severity === 'incident');

  return {
    notices: () => due,
    others: () => others,
    memory: () => state.get(),
    dismiss(key) {
      if (stays(key)) return false;
      change((now) => ({
        ...now,
        dismissed: [...now.dismissed.filter((k) => k !== key), key].slice(-dismissedKept),
      }));
      return true;
    },
    later(key, promisedMs = 0) {
      if (stays(key)) return undefined;
      const nowMs = clock.nowMs();
      const untilMs = promisedMs > nowMs ? promisedMs : laterUntilMs(nowMs);
      change((now) => ({ ...now, later: { ...otherLater(now.later, key), [key]: untilMs } }));
      return untilMs;
    },
    restore: (key) =>
      change((now) => ({
        ...now,
        dismissed: now.dismissed.filter((other) => other !== key),
        later: otherLater(now.later, key),
      })),
    tell(told) {
      if (told.length > 0) state.set({ ...state.get(), told: withTold(state.get().told, told) });
    },
    recompute,
    stop: () => callOff(),
    onChange: (listener) => void listeners.push(listener),
  };
}
