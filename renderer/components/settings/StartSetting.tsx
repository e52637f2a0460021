import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { usePanel } from '../../panel.ts';
import { useChangeSettings } from '../../use-change-settings.ts';
import { Setting, useForced } from './Setting.tsx';

/** Whether the app is there from the start of the session. */
export function StartSetting() {
  const { t } = useTranslation();
  const { settings } = usePanel().snapshot;
  const change = useChangeSettings();
  const forced = useForced('startAtLogin');
  const id = useId();
  return (
    <Setting
      label={t('panel.settings.startAtLogin')}
      htmlFor={id}
      hint={t('panel.settings.startAtLoginHint')}
      forced={forced}
      control={
        <input
          id={id}
          type="checkbox"
          role="switch"
          checked={settings.startAtLogin}
          disabled={forced !== undefined}
          aria-describedby={forced?.id}
          onChange={(event) => change({ startAtLogin: event.target.checked })}
        />
      }
    />
  );
}
