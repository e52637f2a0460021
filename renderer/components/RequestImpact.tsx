import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { impacts, type Impact } from '../../shared/requests/impact.ts';

interface RequestImpactProps {
  /** Nothing: the person doesn't say, and nothing of it is sent. */
  impact: Impact | undefined;
  onImpact: (impact: Impact | undefined) => void;
}

/** Whom it keeps from working. Nothing is guessed for the person, and what they chose can be taken back. */
export function RequestImpact({ impact, onImpact }: RequestImpactProps) {
  const { t } = useTranslation();
  const name = useId();
  return (
    <fieldset className="lines">
      <legend>{t('panel.request.impact')}</legend>
      <div className="choices">
        {[...impacts, undefined].map((one) => (
          <label key={one ?? 'unknown'} className="btn btn--small choice">
            <input type="radio" name={name} checked={impact === one} onChange={() => onImpact(one)} />
            {t(`panel.request.impacts.${one ?? 'unknown'}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
