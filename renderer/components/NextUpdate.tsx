import { useTranslation } from 'react-i18next';
import { calendarDaysBetween, clockTime, momentInWords } from '../../shared/i18n/format.ts';
import { usePanel } from '../panel.ts';

/** When IT means to tell more about an outage; one that is late says so. */
export function NextUpdate({ atMs }: { atMs: number }) {
  const { t } = useTranslation();
  const { nowMs, language } = usePanel().snapshot;
  const time = clockTime(atMs, language);
  const inDays = calendarDaysBetween(atMs, nowMs);
  if (atMs <= nowMs) return inDays === 0 ? t('panel.notice.updateDue', { time }) : null;
  return inDays === 0
    ? t('panel.notice.nextUpdate', { time })
    : t('panel.notice.nextUpdateOn', { time, day: momentInWords(atMs, nowMs, language) });
}
