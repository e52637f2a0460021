import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePanel } from '../../panel.ts';
import { Setting } from './Setting.tsx';

/** A file for IT: shown whole, then saved exactly as shown. */
export function Diagnostics() {
  const { t } = useTranslation();
  const { attempt, say } = usePanel();
  const [text, setText] = useState<string>();

  async function show(): Promise<void> {
    const preview = await attempt('diagnostics.preview', {});
    if (preview) setText(preview.text);
  }
  async function save(shown: string): Promise<void> {
    const saved = await attempt('diagnostics.save', { text: shown });
    if (saved?.outcome === 'saved') say({ text: t('panel.settings.diagnosticsSaved'), tone: 'done' });
  }
  return (
    <Setting
      label={t('panel.settings.diagnostics')}
      hint={t('panel.settings.diagnosticsHint')}
      control={
        <button
          type="button"
          className="btn btn--small"
          onClick={() => void (text === undefined ? show() : save(text))}
        >
          {t(text === undefined ? 'panel.settings.diagnosticsShow' : 'panel.settings.diagnosticsSave')}
        </button>
      }
    >
      {text !== undefined && (
        <pre className="literal" tabIndex={0} aria-label={t('panel.settings.diagnosticsText')} role="region">
          {text}
        </pre>
      )}
    </Setting>
  );
}
