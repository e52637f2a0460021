import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { hotkeyOfKeyPress, judgeHotkey, labelOfHotkey } from '../../../shared/hotkeys.ts';
import { usePanel } from '../../panel.ts';
import { Setting, useForced } from './Setting.tsx';

/** The keys that open the panel from anywhere. What another program has is said, with a way out. */
export function HotkeySetting() {
  const { t } = useTranslation();
  const { snapshot, client, accept, tell } = usePanel();
  const { hotkey, defaultHotkey, os } = snapshot;
  const forced = useForced('hotkey');
  const [isRecording, setIsRecording] = useState(false);
  const [problem, setProblem] = useState<string>();
  const keys = (accelerator: string): string => labelOfHotkey(accelerator, os, snapshot.language);

  async function choose(accelerator: string): Promise<void> {
    setIsRecording(false);
    setProblem(undefined);
    const answer = await client.call('settings.change', { change: { hotkey: accelerator } });
    if (answer.ok) accept(answer.value);
    else if (answer.error.kind === 'could-not-open') {
      setProblem(t('panel.settings.hotkeyRefused', { keys: keys(accelerator) }));
    } else tell(answer.error);
  }

  function record(event: KeyboardEvent): void {
    event.preventDefault();
    if (event.key === 'Escape' && !event.ctrlKey && !event.altKey) {
      setIsRecording(false);
      return;
    }
    const accelerator = hotkeyOfKeyPress(event.nativeEvent, os);
    if (accelerator === undefined) return;
    const verdict = judgeHotkey(accelerator, os);
    if (verdict === 'ok') void choose(accelerator);
    else if (verdict === 'too-simple') setProblem(t('panel.settings.hotkeyTooSimple'));
    else if (verdict === 'taken-by-system')
      setProblem(t('panel.settings.hotkeyTaken', { keys: keys(accelerator) }));
    else setProblem(t('panel.settings.hotkeyUnreadable'));
  }

  const isOff = hotkey.accelerator === '' || hotkey.status === 'off';
  const refused = hotkey.status === 'refused' && !isRecording;
  const told =
    problem ?? (refused ? t('panel.settings.hotkeyRefused', { keys: keys(hotkey.accelerator) }) : undefined);
  return (
    <Setting
      label={t('panel.settings.hotkey')}
      forced={forced}
      {...(hotkey.status === 'unsupported' ? { hint: t('panel.settings.hotkeyUnsupported') } : {})}
      control={
        isRecording ? (
          <button
            type="button"
            className="btn recorder"
            autoFocus
            onKeyDown={record}
            onBlur={() => setIsRecording(false)}
          >
            {t('panel.settings.hotkeyPress')}
          </button>
        ) : (
          <kbd className="kbd kbd--large">
            {isOff ? t('panel.settings.hotkeyIsOff') : keys(hotkey.accelerator)}
          </kbd>
        )
      }
    >
      {told !== undefined && (
        <p className="field__problem" role="alert">
          {told}
        </p>
      )}
      {hotkey.status !== 'unsupported' && (
        <div className="setting__actions">
          <button
            type="button"
            className="link"
            disabled={forced !== undefined}
            aria-describedby={forced?.id}
            onClick={() => setIsRecording(true)}
          >
            {t('panel.settings.hotkeyChange')}
          </button>
          {!forced && hotkey.accelerator !== defaultHotkey && (
            <button type="button" className="link" onClick={() => void choose(defaultHotkey)}>
              {t('panel.settings.hotkeyDefault', { keys: keys(defaultHotkey) })}
            </button>
          )}
          {!forced && !isOff && (
            <button type="button" className="link" onClick={() => void choose('')}>
              {t('panel.settings.hotkeyOff')}
            </button>
          )}
        </div>
      )}
    </Setting>
  );
}
