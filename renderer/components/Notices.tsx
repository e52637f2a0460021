import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { clockTime, calendarDaysBetween, momentInWords } from '../../shared/i18n/format.ts';
import type { NoticeView } from '../../shared/ipc/views.ts';
import { usePanel } from '../panel.ts';
import { Callout } from './Callout.tsx';
import { IconButton } from './IconButton.tsx';

/** What people should know today; the most important first, and none hides another. */
export function Notices() {
  const { t } = useTranslation();
  const { notices } = usePanel().snapshot;
  if (notices.length === 0) return null;
  return (
    <section className="notices" aria-label={t('panel.notice.list')}>
      {notices.map((notice) => (
        <Notice key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

function Notice({ notice }: { notice: NoticeView }) {
  const { t } = useTranslation();
  const { snapshot, go, say, attempt } = usePanel();
  const { id, severity, title, text, guide } = notice;
  const undo = (): void => void attempt('notice.restore', { id });

  async function dismiss(): Promise<void> {
    if (await attempt('notice.dismiss', { id }))
      say({ text: t('panel.notice.dismissed'), tone: 'done', undo });
  }
  async function later(): Promise<void> {
    const held = await attempt('notice.later', { id });
    if (!held) return;
    const { language } = snapshot;
    const time = clockTime(held.untilMs, language);
    const isToday = calendarDaysBetween(held.untilMs, Date.now()) === 0;
    const when = isToday
      ? t('panel.notice.backToday', { time })
      : t('panel.notice.backOn', { time, day: momentInWords(held.untilMs, Date.now(), language) });
    say({ text: when, tone: 'done', undo });
  }

  return (
    <Callout
      tone={severity}
      kind={t(`panel.notice.${severity}`)}
      title={title}
      text={text}
      corner={
        <IconButton icon={X} label={t('panel.notice.dismiss', { title })} onClick={() => void dismiss()} />
      }
    >
      {guide !== undefined && (
        <button type="button" className="link" onClick={() => go({ screen: 'guide', id: guide })}>
          {t('panel.notice.open')}
        </button>
      )}
      <button type="button" className="link" onClick={() => void later()}>
        {t('panel.notice.later')}
      </button>
    </Callout>
  );
}
