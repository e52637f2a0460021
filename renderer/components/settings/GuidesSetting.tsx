import { useTranslation } from 'react-i18next';
import { ageOfGuides, momentInWords } from '../../../shared/i18n/format.ts';
import { joinFacts, unbroken } from '../../facts.ts';
import { usePanel } from '../../panel.ts';
import { Setting } from './Setting.tsx';

/** Where the guides come from, how old they are, and a way to look for newer ones. */
export function GuidesSetting() {
  const { t } = useTranslation();
  const { snapshot, attempt, say } = usePanel();
  const { sync, nowMs, language } = snapshot;
  const age = ageOfGuides(sync.contentFromMs, nowMs, language);
  const isChecking = sync.state === 'checking';
  const dates = joinFacts([
    unbroken(t(age.key, { when: age.when })),
    ...(sync.checkedAtMs === undefined
      ? []
      : [t('panel.settings.checkedAt', { when: momentInWords(sync.checkedAtMs, nowMs, language) })]),
  ]);
  const source = t(
    sync.source === 'preview' ? 'panel.settings.guidesPreview' : 'panel.settings.guidesEmbedded',
  );

  async function check(): Promise<void> {
    if (await attempt('sync.check', {})) say({ text: t('panel.settings.checked'), tone: 'done' });
  }
  return (
    <Setting
      label={t('panel.settings.guides')}
      hint={`${source} ${dates}`}
      control={
        <button type="button" className="btn btn--small" disabled={isChecking} onClick={() => void check()}>
          {t(isChecking ? 'panel.settings.checking' : 'panel.settings.check')}
        </button>
      }
    />
  );
}
