import { windowsFor, type Who } from '../../shared/campaigns/audience.ts';
import type { Campaign } from '../../shared/campaigns/campaign.ts';
import { dueNotices, type DueNotices, type NoticeState } from '../../shared/campaigns/due-notices.ts';
import {
  findHold,
  interrupts,
  type Hold,
  type InterruptionHistory,
} from '../../shared/campaigns/etiquette.ts';
import { occurrenceOf } from '../../shared/campaigns/occurrence.ts';
import type { QuietHours } from '../../shared/campaigns/quiet-hours.ts';
import { freshReading } from '../../shared/context/freshness.ts';
import type { Signals } from '../../shared/context/signal.ts';

/** A machine and its moment, what IT set on it, and what its person did with notices before. */
export interface AskedOfNotices {
  who: Who;
  signals: Signals;
  nowMs: number;
  quietHours: QuietHours;
  weeklyBudget: number;
  /** When somebody came back, if they have; it counts on the first working day. */
  backAtMs: number;
  /** When notices interrupted this person before. */
  interruptedAtMs: readonly number[];
  /** Ids of notices that were put away. */
  dismissed: readonly string[];
}

/** A notice that stands in the panel, and whether a message brings it to the person too. */
export interface ShownNotice {
  campaign: Campaign;
  /** A quiet card and a banner wait in the panel. */
  message: { kind: 'none' } | { kind: 'comes' } | ({ kind: 'held' } & Hold);
}

/** An entry of the year plan that is not in the panel. */
export interface NoticeNotShown {
  id: string;
  why: DueNotices['held'][number]['reason'];
  /** When it is due next; nothing when it never is. */
  nextFromMs?: number;
}

export interface NoticesExplained {
  shown: ShownNotice[];
  others: NoticeNotShown[];
}

/** Whoever asks has no installation: a pilot's share is told beside the notice and decides nothing. */
const forEverybodyOfPilot = ({ audience, ...campaign }: Campaign): Campaign => {
  if (!audience) return campaign;
  const { percent: _percent, ...others } = audience;
  return { ...campaign, audience: others };
};

function stateOf(campaigns: readonly Campaign[], asked: AskedOfNotices): NoticeState {
  const untouched: NoticeState = { dismissed: [], later: {} };
  const { show } = dueNotices(campaigns, untouched, asked.who, asked.nowMs);
  const putAway = show.filter(
    ({ campaign }) => campaign.severity !== 'incident' && asked.dismissed.includes(campaign.id),
  );
  return { ...untouched, dismissed: putAway.map(({ key }) => key) };
}

function nextFromMs(campaign: Campaign, { who, nowMs }: AskedOfNotices): number | undefined {
  const starts = windowsFor(campaign, who).map((window) => occurrenceOf(window).fromMs);
  return starts.filter((ms) => ms > nowMs).sort((a, b) => a - b)[0];
}

/** What becomes of each entry of the year plan on a machine: shown or not, with a message or not, and why. */
export function noticesFor(plan: readonly Campaign[], asked: AskedOfNotices): NoticesExplained {
  const { who, signals, nowMs, quietHours, weeklyBudget } = asked;
  const campaigns = plan.map(forEverybodyOfPilot);
  const { show, held } = dueNotices(campaigns, stateOf(campaigns, asked), who, nowMs);
  const first = freshReading(signals.get('workday.firstAfterAbsence'), nowMs);
  const isBack = first.kind === 'known' && first.value === true;
  const interruptions = asked.interruptedAtMs.map((atMs) => ({ atMs, isUrgent: false }));

  // One after the other, as they come to the person: each leaves less of the week's budget.
  function messageOf({ severity }: Campaign): ShownNotice['message'] {
    if (!interrupts(severity)) return { kind: 'none' };
    const history: InterruptionHistory = {
      ...{ interruptions, weeklyBudget },
      ...(isBack && { returnedAtMs: asked.backAtMs }),
    };
    const hold = findHold(signals, quietHours, history, severity, nowMs);
    if (hold) return { kind: 'held', ...hold };
    interruptions.push({ atMs: nowMs, isUrgent: severity === 'incident' });
    return { kind: 'comes' };
  }

  const inPlan = new Map(plan.map((campaign) => [campaign.id, campaign]));
  return {
    shown: show.map(({ campaign }) => ({
      campaign: inPlan.get(campaign.id) ?? campaign,
      message: messageOf(campaign),
    })),
    others: held.map(({ id, reason }) => {
      const campaign = inPlan.get(id);
      const fromMs =
        campaign && (reason === 'not-yet' || reason === 'over') ? nextFromMs(campaign, asked) : undefined;
      return { id, why: reason, ...(fromMs !== undefined && { nextFromMs: fromMs }) };
    }),
  };
}
