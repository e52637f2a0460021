import { evidenceInWords, explainRule } from '../../shared/context/explain.ts';
import type { Signals } from '../../shared/context/signal.ts';
import type { Suggestion, Suggestions } from '../../shared/context/suggest.ts';
import type { Pack } from '../../shared/packs/pack.ts';
import type { NoticesExplained } from './notices-for.ts';
import { localTime, noticeBecause, notShownInWords, shownInWords } from './notices-in-words.ts';

/** All that a machine's panel shows and leaves out. */
export interface Explained extends Suggestions {
  notices: NoticesExplained;
}

interface Place {
  pack: Pack;
  signals: Signals;
  nowMs: number;
}

const titleIn = ({ guides }: Pack, id: string): string =>
  guides.find((guide) => guide.id === id)?.title ?? id;

/** The explanation as lines for a terminal: what is shown first, then what is not. */
export function explanationInWords(explained: Explained, { pack, signals, nowMs }: Place): string[] {
  const { welcome, cards, others, notices } = explained;
  const block = (heading: string, suggestions: readonly Suggestion[]): string[] =>
    suggestions.length === 0
      ? []
      : [
          `${heading}:`,
          ...suggestions.flatMap((suggestion) => [
            `  ${titleIn(pack, suggestion.guide)}  ${suggestion.guide}`,
            `  ${suggestion.reason}`,
            ...explainRule(suggestion, nowMs).map((line) => `      ${line}`),
          ]),
        ];
  const shown = notices.shown.flatMap((notice) => [
    `  ${notice.campaign.title}`,
    `      ${shownInWords(notice)}`,
    ...noticeBecause(notice, signals, nowMs).map((line) => `        ${line}`),
  ]);
  return [
    ...(shown.length === 0 ? [] : ['notices:', ...shown]),
    ...block('welcome back', welcome),
    ...block('for you now', cards),
    ...others.flatMap((other) => explainRule(other, nowMs)),
    ...notices.others.map(notShownInWords),
  ];
}

/** The same as the JSON that `--json` promises. */
export function explanationAsJson(explained: Explained, { pack, signals, nowMs }: Place) {
  const { welcome, cards, others, notices } = explained;
  const because = ({ evidence }: Pick<Suggestion, 'evidence'>): string[] =>
    evidence.map((one) => evidenceInWords(one, nowMs));
  const card = (suggestion: Suggestion) => {
    const { rule, guide, reason, rank } = suggestion;
    return { rule, guide, title: titleIn(pack, guide), reason, rank, because: because(suggestion) };
  };
  return {
    welcome: welcome.map(card),
    cards: cards.map(card),
    others: others.map((other) => ({ rule: other.rule, why: other.why, because: because(other) })),
    notices: notices.shown.map((notice) => {
      const { campaign, message } = notice;
      const { id, severity, title } = campaign;
      const held = message.kind === 'held' ? message : undefined;
      return {
        ...{ notice: id, severity, title, message: message.kind },
        ...(held && { why: held.reason }),
        ...(held?.untilMs !== undefined && { until: localTime(held.untilMs) }),
        because: noticeBecause(notice, signals, nowMs),
      };
    }),
    otherNotices: notices.others.map(({ id, why, nextFromMs }) => ({
      ...{ notice: id, why },
      ...(nextFromMs !== undefined && { nextFrom: localTime(nextFromMs) }),
    })),
  };
}
