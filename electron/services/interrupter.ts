import { findHold, type HoldReason, type InterruptionHistory } from '../../shared/campaigns/etiquette.ts';
import type { QuietHours } from '../../shared/campaigns/quiet-hours.ts';
import { interruptionsIn, isToTell } from '../../shared/campaigns/told.ts';
import { freshReading } from '../../shared/context/freshness.ts';
import type { Signals } from '../../shared/context/signal.ts';
import type { CampaignRunner, DueNotice } from './campaign-runner.ts';
import type { Clock } from './ports.ts';

export interface InterrupterDeps {
  campaigns: Pick<CampaignRunner, 'notices' | 'memory' | 'tell'>;
  clock: Clock;
  quietHours(): QuietHours;
  weeklyBudget(): number;
  /** When the last absence ended, be it a weekend; nothing when there was none. */
  backAtMs(): number | undefined;
  /** The machine's state as it is now. */
  readSignals(): Promise<Signals>;
  isPanelVisible(): boolean;
  /** Shows a message of the operating system's kind; nothing when it could not. */
  show(notice: DueNotice): Promise<{ close(): void } | undefined>;
  /** Calls back once after a delay; answers how to call it off. */
  schedule(delayMs: number, wake: () => void): () => void;
  log: { info(event: string, fields: Record<string, string>): void };
}

/** Why a notice waits. While the panel is open, it is the better place. */
export type WaitReason = HoldReason | 'panel-open';

/** Brings notices to the person: once each, and only when it does not disturb. */
export interface Interrupter {
  /** Something changed: notices, the machine, the clock. Looks again soon. */
  look(): void;
  /** These stand on the screen: they need no message any more. */
  seen(keys: readonly string[]): void;
  /** Which notices wait, and why. */
  held(): { key: string; reason: WaitReason }[];
  stop(): void;
}

/** How soon a call may be over. */
const lookAgainMs = 60_000;
const longestSleepMs = 60 * 60_000;
/** A desktop that can't show messages is not asked all the time. */
const askAgainMs = 60 * 60_000;

const noSignals: Signals = new Map();

interface Wait {
  reason: WaitReason;
  untilMs?: number;
}

export function createInterrupter(deps: InterrupterDeps): Interrupter {
  const { campaigns, clock, log } = deps;
  const held = new Map<string, Wait>();
  const shown = new Map<string, { close(): void }>();
  let unshownUntilMs = Number.NEGATIVE_INFINITY;
  let callOff: () => void = () => undefined;
  let running = false;
  let asked = false;
  let stopped = false;

  const waiting = (): DueNotice[] => campaigns.notices().filter((one) => isToTell(one, campaigns.memory()));

  function waitOf({ campaign }: DueNotice, signals: Signals): Wait | undefined {
    if (deps.isPanelVisible()) return { reason: 'panel-open' };
    const nowMs = clock.nowMs();
    const first = freshReading(signals.get('workday.firstAfterAbsence'), nowMs);
    // A weekend ends too; only a leave leaves a first day behind it.
    const backAtMs = first.kind === 'known' && first.value === true ? deps.backAtMs() : undefined;
    const history: InterruptionHistory = {
      interruptions: interruptionsIn(campaigns.memory().told),
      weeklyBudget: deps.weeklyBudget(),
      ...(backAtMs === undefined ? {} : { returnedAtMs: backAtMs }),
    };
    return findHold(signals, deps.quietHours(), history, campaign.severity, nowMs);
  }

  function wait({ key }: DueNotice, next: Wait): void {
    if (held.get(key)?.reason !== next.reason) log.info('notice-held', { notice: key, reason: next.reason });
    held.set(key, next);
  }

  /** A message whose notice is gone says what is not true any more. */
  function clearUp(): void {
    const due = new Set(campaigns.notices().map(({ key }) => key));
    const open = new Set(waiting().map(({ key }) => key));
    for (const key of held.keys()) if (!open.has(key)) held.delete(key);
    for (const [key, message] of shown) {
      if (due.has(key)) continue;
      shown.delete(key);
      message.close();
    }
  }

  async function interrupt(notice: DueNotice): Promise<void> {
    const message = await deps.show(notice);
    const { key, campaign } = notice;
    if (!message) {
      unshownUntilMs = clock.nowMs() + askAgainMs;
      log.info('notice-not-shown', { notice: key });
      return;
    }
    held.delete(key);
    shown.set(key, message);
    const how = campaign.severity === 'incident' ? 'urgently' : 'interrupted';
    campaigns.tell([{ key, atMs: clock.nowMs(), how }]);
    log.info('notice-shown', { notice: key });
  }

  async function lookOnce(): Promise<void> {
    clearUp();
    // Asked for only when nothing that the clock knows holds a notice back.
    let signals: Signals | undefined;
    for (const notice of waiting()) {
      const nowMs = clock.nowMs();
      if (nowMs < unshownUntilMs && unshownUntilMs - nowMs <= askAgainMs) break;
      if (!waitOf(notice, noSignals)) signals ??= await deps.readSignals();
      // Meanwhile it may have been seen, dismissed or withdrawn.
      if (!waiting().some(({ key }) => key === notice.key)) continue;
      const found = waitOf(notice, signals ?? noSignals);
      if (found) wait(notice, found);
      else await interrupt(notice);
    }
    clearUp();
  }

  function sleep(): void {
    callOff();
    if (stopped || waiting().length === 0) return;
    const nowMs = clock.nowMs();
    const ends = [...held.values()].map(({ untilMs }) => untilMs ?? nowMs + lookAgainMs);
    const nextMs = Math.min(...ends, nowMs + longestSleepMs);
    callOff = deps.schedule(Math.max(1_000, nextMs - nowMs), look);
  }

  async function run(): Promise<void> {
    running = true;
    try {
      while (asked && !stopped) {
        asked = false;
        await lookOnce();
      }
    } finally {
      running = false;
      sleep();
    }
  }

  function look(): void {
    asked = true;
    if (!running && !stopped) void run();
  }

  return {
    look,
    seen(keys) {
      const atMs = clock.nowMs();
      const onScreen = waiting().filter(({ key }) => keys.includes(key));
      campaigns.tell(onScreen.map(({ key }) => ({ key, atMs, how: 'seen' as const })));
      look();
    },
    held: () => [...held].map(([key, { reason }]) => ({ key, reason })),
    stop() {
      stopped = true;
      callOff();
    },
  };
}
