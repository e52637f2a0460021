import { useId } from 'react';
import { usePanel } from '../../panel.ts';
import { useChangeSettings } from '../../use-change-settings.ts';
import { Setting, useForced } from './Setting.tsx';

interface SwitchSettingProps {
  name: 'sendCounts' | 'startAtLogin';
  label: string;
  hint: string;
}

/** A setting that is on or off. What IT has set stays as it is, and says so. */
export function SwitchSetting({ name, label, hint }: SwitchSettingProps) {
  const { settings } = usePanel().snapshot;
  const change = useChangeSettings();
  const forced = useForced(name);
  const id = useId();
  return (
    <Setting
      label={label}
      htmlFor={id}
      hint={hint}
      forced={forced}
      control={
        <input
          id={id}
          type="checkbox"
          role="switch"
          checked={settings[name]}
          disabled={forced !== undefined}
          aria-describedby={forced?.id}
          onChange={(event) => change({ [name]: event.target.checked })}
        />
      }
    />
  );
}
