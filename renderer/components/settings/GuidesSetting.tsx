import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { ageOfGuides, momentInWords } from '../../../shared/i18n/format.ts';
import type { SyncView } from '../../../shared/ipc/views.ts';
import { joinFacts, unbroken } from '../../facts.ts';
import { usePanel } from '../../panel.ts';
import { Setting, useManaged } from './Setting.tsx';

function sourceInWords({ source, server }: SyncView, t: TFunction): string {
  if (source === 'preview') return t('panel.settings.guidesPreview');
  if (server === undefined) return t('panel.settings.guidesEmbedded');
  return t(source === 'central' ? 'panel.settings.guidesCentral' : 'panel.settings.guidesAwaited', {
    server,
  });
}

/** What is wrong in one sentence, and what to do; nothing when all is well. */
const healthInWords = (health: SyncView['health'], t: TFunction): string | undefined =>
  health === 'good' ? undefined : t(`panel.settings.health.${health}`);

/** Where the guides come from, how old they are, and a way to look for newer ones. */
export function GuidesSetting() {
  const { t } = useTranslation();
  const { snapshot, attempt, say } = usePanel();
  const forced = useManaged('knowledgeBase');
  const { sync, nowMs, language } = snapshot;
  const { progress, checkedAtMs } = sync;
  const age = ageOfGuides(sync.contentFromMs, nowMs, language);
  const isChecking = sync.state === 'checking';
  const dates = joinFacts([
    unbroken(t(age.key, { when: age.when })),
    ...(checkedAtMs === undefined
      ? []
      : [t('panel.settings.checkedAt', { when: momentInWords(checkedAtMs, nowMs, language) })]),
  ]);
  const health = healthInWords(sync.health, t);

  async function check(): Promise<void> {
    const checked = await attempt('sync.check', {});
    // What is wrong stands beside the button.
    if (checked?.health === 'good') say({ text: t('panel.settings.checked'), tone: 'done' });
  }
  return (
    <Setting
      label={t('panel.settings.guides')}
      forced={forced}
      hint={
        <>
          {sourceInWords(sync, t)} {dates}
          <span className="setting__trouble" role="status">
            {health}
          </span>
          {progress && (
            <span className="setting__progress">
              {t('panel.settings.progress', { percent: percentOf(progress) })}
              <progress max={progress.totalBytes} value={progress.doneBytes} aria-hidden />
            </span>
          )}
        </>
      }
      control={
        <button type="button" className="btn btn--small" disabled={isChecking} onClick={() => void check()}>
          {t(isChecking ? 'panel.settings.checking' : 'panel.settings.check')}
        </button>
      }
    />
  );
}

const percentOf = ({ doneBytes, totalBytes }: NonNullable<SyncView['progress']>): number =>
  totalBytes === 0 ? 0 : Math.min(100, Math.floor((100 * doneBytes) / totalBytes));
