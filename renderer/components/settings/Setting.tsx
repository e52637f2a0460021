import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettingKey } from '../../../shared/settings.ts';
import { usePanel } from '../../panel.ts';

interface SettingProps {
  /** Names the control; with `htmlFor` clicking it leads there. */
  label: string;
  htmlFor?: string;
  hint?: ReactNode;
  forced?: boolean;
  control?: ReactNode;
  children?: ReactNode;
}

/** One setting: its name and hint, its control beside it, and what it opens below. */
export function Setting({ label, htmlFor, hint, forced = false, control, children }: SettingProps) {
  const { t } = useTranslation();
  return (
    <div className="setting">
      <div className="setting__line">
        <div className="setting__text">
          {htmlFor === undefined ? (
            <span className="setting__label">{label}</span>
          ) : (
            <label className="setting__label" htmlFor={htmlFor}>
              {label}
            </label>
          )}
          {forced && <span className="setting__forced">{t('panel.settings.forced')}</span>}
          {hint !== undefined && <span className="setting__hint">{hint}</span>}
        </div>
        {control}
      </div>
      {children}
    </div>
  );
}

/** Whether IT has decided a setting. */
export function useForced(key: SettingKey): boolean {
  return usePanel().snapshot.forcedSettings.includes(key);
}
