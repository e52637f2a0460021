import { interrupts } from '../../shared/campaigns/etiquette.ts';
import type { Translate } from '../../shared/i18n/create-i18n.ts';
import { calendarDaysBetween, clockTime, momentInWords } from '../../shared/i18n/format.ts';
import type { NoticeView } from '../../shared/ipc/views.ts';
import type { Language } from '../../shared/language.ts';
import type { DesktopMessage } from './ports.ts';

/** What the buttons of a notice's message do. */
export const noticeButtons = ['guide', 'join', 'later'] as const;
export type NoticeButton = (typeof noticeButtons)[number];

export interface MessageWords {
  t: Translate;
  language: Language;
  nowMs: number;
  /** When "Later" brings the notice back. */
  laterMs: number;
}

/** `at 14:30`, or `Monday at 09:00`. */
function whenInWords(
  ms: number,
  { t, language, nowMs }: MessageWords,
  keys: { today: 'backToday' | 'nextUpdate'; other: 'backOn' | 'nextUpdateOn' },
): string {
  const time = clockTime(ms, language);
  return calendarDaysBetween(ms, nowMs) === 0
    ? t(`panel.notice.${keys.today}`, { time })
    : t(`panel.notice.${keys.other}`, { time, day: momentInWords(ms, nowMs, language) });
}

/** A notice as a message of the operating system's kind; nothing for one that stays in the panel. */
export function noticeMessage(notice: NoticeView, words: MessageWords): DesktopMessage | undefined {
  const { severity, title, text, guide, nextUpdateAtMs, joinable, joinedAtMs } = notice;
  if (!interrupts(severity)) return undefined;
  const { t, nowMs } = words;
  const next =
    nextUpdateAtMs !== undefined && nextUpdateAtMs > nowMs
      ? [whenInWords(nextUpdateAtMs, words, { today: 'nextUpdate', other: 'nextUpdateOn' })]
      : [];
  const labels: Partial<Record<NoticeButton, string>> = {
    ...(guide === undefined ? {} : { guide: t('panel.notice.open') }),
    ...(joinable === true && joinedAtMs === undefined ? { join: t('panel.notice.join') } : {}),
    ...(severity === 'incident'
      ? {}
      : { later: whenInWords(words.laterMs, words, { today: 'backToday', other: 'backOn' }) }),
  };
  return {
    title,
    body: [text, ...next].filter((line) => line !== '').join('\n'),
    clickLabel: t(guide === undefined ? 'panel.notice.show' : 'panel.notice.open'),
    buttons: noticeButtons.flatMap((id) => (labels[id] === undefined ? [] : [{ id, label: labels[id] }])),
  };
}
