import { useTranslation } from 'react-i18next';
import { X } from 'lucide-react';
import { clockTime, calendarDaysBetween, momentInWords } from '../../shared/i18n/format.ts';
import type { NoticeView } from '../../shared/ipc/views.ts';
import { usePanel } from '../panel.ts';
import { useSeenNotices } from '../use-seen-notices.ts';
import { Callout } from './Callout.tsx';
import { IconButton } from './IconButton.tsx';
import { Affected } from './Affected.tsx';
import { JoinOutage } from './JoinOutage.tsx';
import { NextUpdate } from './NextUpdate.tsx';

const tones = { quiet: 'info', banner: 'warning', notification: 'warning', incident: 'incident' } as const;

/** What people should know today; the most important first, and none hides another. */
export function Notices() {
  const { t } = useTranslation();
  const { client, snapshot } = usePanel();
  const { notices } = snapshot;
  useSeenNotices(client, notices);
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
  const { id, severity, title, text, guide, nextUpdateAtMs } = notice;
  const undo = (): void => void attempt('notice.restore', { id });
  // An outage stays until IT withdraws it: putting it away would hide what is still broken.
  const stays = severity === 'incident';

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
      tone={tones[severity]}
      kind={t(`panel.notice.${severity}`)}
      title={title}
      text={
        nextUpdateAtMs === undefined ? (
          text
        ) : (
          <>
            {text} <NextUpdate atMs={nextUpdateAtMs} />
          </>
        )
      }
      corner={
        stays ? undefined : (
          <IconButton icon={X} label={t('panel.notice.dismiss', { title })} onClick={() => void dismiss()} />
        )
      }
    >
      {guide !== undefined && (
        <button type="button" className="link" onClick={() => go({ screen: 'guide', id: guide })}>
          {t('panel.notice.open')}
        </button>
      )}
      <Affected notice={notice} />
      {notice.joinable === true && <JoinOutage notice={notice} />}
      {!stays && (
        <button type="button" className="link" onClick={() => void later()}>
          {t('panel.notice.later')}
        </button>
      )}
    </Callout>
  );
}
