import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { usePanel } from '../../panel.ts';
import { useChangeSettings } from '../../use-change-settings.ts';
import { Setting, useForced } from './Setting.tsx';

/** Whether the daily count goes to the organisation's hub; nothing where there is none. */
export function CountsSetting() {
  const { t } = useTranslation();
  const { settings, hub } = usePanel().snapshot;
  const change = useChangeSettings();
  const forced = useForced('sendCounts');
  const id = useId();
  if (!hub) return null;
  return (
    <Setting
      label={t('panel.settings.sendCounts')}
      htmlFor={id}
      hint={t('panel.settings.sendCountsHint', { server: hub.server })}
      forced={forced}
      control={
        <input
          id={id}
          type="checkbox"
          role="switch"
          checked={settings.sendCounts}
          disabled={forced !== undefined}
          aria-describedby={forced?.id}
          onChange={(event) => change({ sendCounts: event.target.checked })}
        />
      }
    />
  );
}
