import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePanel } from '../../panel.ts';
import { Setting } from './Setting.tsx';

/** Forgets what was opened, searched and counted. It can't be taken back, so it asks once. */
export function ClearHistory() {
  const { t } = useTranslation();
  const { attempt, say } = usePanel();
  const [asks, setAsks] = useState(false);

  async function clear(): Promise<void> {
    setAsks(false);
    if (await attempt('history.clear', {})) say({ text: t('panel.settings.historyCleared'), tone: 'done' });
  }
  return (
    <Setting
      label={t('panel.settings.history')}
      hint={t('panel.settings.historyHint')}
      control={
        !asks && (
          <button type="button" className="btn btn--small" onClick={() => setAsks(true)}>
            {t('panel.settings.historyClear')}
          </button>
        )
      }
    >
      {asks && (
        <div className="setting__sure" role="group" aria-label={t('panel.settings.historySure')}>
          <span>{t('panel.settings.historySure')}</span>
          <button type="button" className="btn btn--small" autoFocus onClick={() => setAsks(false)}>
            {t('panel.settings.historyNo')}
          </button>
          <button type="button" className="btn btn--small btn--bad" onClick={() => void clear()}>
            {t('panel.settings.historyYes')}
          </button>
        </div>
      )}
    </Setting>
  );
}
