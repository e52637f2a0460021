import { useTranslation } from 'react-i18next';
import { weekdayOf } from '../shared/i18n/format.ts';
import type { OpenState } from '../shared/ipc/views.ts';
import { usePanel } from './panel.ts';

/** Tells in words whether someone answers now, and until or from when. */
export function useOpeningHours(): (hours: OpenState) => string {
  const { t } = useTranslation();
  const { language } = usePanel().snapshot;
  return ({ open, changesAt: time, inDays = 0, changesOn }) => {
    if (open)
      return time === undefined || inDays > 0 ? t('panel.help.open') : t('panel.help.openUntil', { time });
    if (time === undefined) return t('panel.help.closed');
    if (inDays === 0) return t('panel.help.opensToday', { time });
    if (inDays === 1 || changesOn === undefined) return t('panel.help.opensTomorrow', { time });
    return t('panel.help.opensOn', { day: weekdayOf(changesOn, language), time });
  };
}
