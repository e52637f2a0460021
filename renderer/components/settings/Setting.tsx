import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PolicyKey, PolicyPlace } from '../../../shared/policy/policy.ts';
import type { SettingKey } from '../../../shared/settings.ts';
import { usePanel } from '../../panel.ts';

/** Where IT has decided something, and how the control beside it says so to a screen reader. */
export interface Forced {
  place: PolicyPlace;
  /** Of the words; for the control's `aria-describedby`. */
  id: string;
}

interface SettingProps {
  /** Names the control; with `htmlFor` clicking it leads there. */
  label: string;
  htmlFor?: string;
  hint?: ReactNode;
  forced?: Forced | undefined;
  control?: ReactNode;
  children?: ReactNode;
}

/** One setting: its name and hint, its control beside it, and what it opens below. */
export function Setting({ label, htmlFor, hint, forced, control, children }: SettingProps) {
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
          {hint !== undefined && <span className="setting__hint">{hint}</span>}
          {forced && (
            <span id={forced.id} className="setting__forced">
              {t(`panel.settings.forcedBy.${forced.place}`)}
            </span>
          )}
        </div>
        {control}
      </div>
      {children}
    </div>
  );
}

/** Whether IT has decided something, and where. */
export function useManaged(key: PolicyKey): Forced | undefined {
  const id = useId();
  const place = usePanel().snapshot.managed.places[key];
  return place === undefined ? undefined : { place, id };
}

/** Whether IT has taken a setting out of the person's hands. */
export const useForced = (key: SettingKey): Forced | undefined => useManaged(`forced.${key}`);
