import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { textSizesPercent } from '../../../shared/text-sizes.ts';
import { usePanel } from '../../panel.ts';
import { useChangeSettings } from '../../use-change-settings.ts';
import { Setting, useForced } from './Setting.tsx';

/** How large everything is written. */
export function TextSizeSetting() {
  const { t } = useTranslation();
  const { settings } = usePanel().snapshot;
  const change = useChangeSettings();
  const forced = useForced('textSizePercent');
  const id = useId();
  return (
    <Setting
      label={t('panel.settings.textSize')}
      htmlFor={id}
      forced={forced}
      control={
        <select
          id={id}
          value={settings.textSizePercent}
          disabled={forced !== undefined}
          aria-describedby={forced?.id}
          onChange={(event) => {
            const chosen = textSizesPercent.find((percent) => percent === Number(event.target.value));
            if (chosen !== undefined) change({ textSizePercent: chosen });
          }}
        >
          {textSizesPercent.map((percent) => (
            <option key={percent} value={percent}>
              {percent} %
            </option>
          ))}
        </select>
      }
    />
  );
}
