import type { NoticeState } from '../../shared/campaigns/due-notices.ts';
import { dueNotices, laterUntilMs } from '../../shared/campaigns/due-notices.ts';
import type { Campaign } from '../../shared/campaigns/campaign.ts';
import type { Os } from '../../shared/os.ts';
import type { Clock } from './ports.ts';

export interface CampaignRunnerDeps {
  campaigns(): readonly Campaign[];
  state: { get(): NoticeState; set(state: NoticeState): void };
  os: Os;
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
  dismiss(key: string): void;
  /** Answers when the notice comes back. */
  later(key: string): number;
  restore(key: string): void;
  /** Looks again; after a resume, a clock change or new campaigns. */
  recompute(): void;
  stop(): void;
  onChange(listener: () => void): void;
}

/** A timer alone would sleep through a clock change. */
const longestSleepMs = 60 * 60_000;
const dismissedKept = 500;

export function createCampaignRunner(deps: CampaignRunnerDeps): CampaignRunner {
  const { clock, state, os } = deps;
  const listeners: (() => void)[] = [];
  let due: DueNotice[] = [];
  let callOff: () => void = () => undefined;

  function recompute(): void {
    callOff();
    const nowMs = clock.nowMs();
    const { show, nextChangeAtMs } = dueNotices(deps.campaigns(), state.get(), os, nowMs);
    const changed = JSON.stringify(show) !== JSON.stringify(due);
    due = show;
    const untilNextMs = (nextChangeAtMs ?? Number.POSITIVE_INFINITY) - nowMs;
    callOff = deps.schedule(Math.min(longestSleepMs, Math.max(1_000, untilNextMs)), recompute);
    if (changed) for (const listener of listeners) listener();
  }

  function change(next: (state: NoticeState) => NoticeState): void {
    state.set(next(state.get()));
    recompute();
  }

  /** Without `key`, and without the ones that are over. */
  function otherLater(later: NoticeState['later'], key: string): NoticeState['later'] {
    const nowMs = clock.nowMs();
    return Object.fromEntries(
      Object.entries(later).filter(([other, untilMs]) => other !== key && untilMs > nowMs),
    );
  }

  return {
    notices: () => due,
    dismiss: (key) =>
      change((now) => ({
        ...now,
        dismissed: [...now.dismissed.filter((k) => k !== key), key].slice(-dismissedKept),
      })),
    later(key) {
      const untilMs = laterUntilMs(clock.nowMs());
      change((now) => ({ ...now, later: { ...otherLater(now.later, key), [key]: untilMs } }));
      return untilMs;
    },
    restore: (key) =>
      change((now) => ({
        dismissed: now.dismissed.filter((other) => other !== key),
        later: otherLater(now.later, key),
      })),
    recompute,
    stop: () => callOff(),
    onChange: (listener) => void listeners.push(listener),
  };
}
