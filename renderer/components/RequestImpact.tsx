import { useTranslation } from 'react-i18next';
import { impactSchema, type Impact } from '../../shared/requests/request.ts';

interface RequestImpactProps {
  impact: Impact | undefined;
  onImpact: (impact: Impact) => void;
}

/** Whom it keeps from working; nothing is chosen for the person. */
export function RequestImpact({ impact, onImpact }: RequestImpactProps) {
  const { t } = useTranslation();
  return (
    <fieldset className="lines">
      <legend>{t('panel.request.impact')}</legend>
      <div className="impact">
        {impactSchema.options.map((one) => (
          <button
            key={one}
            type="button"
            className="btn btn--small"
            aria-pressed={impact === one}
            onClick={() => onImpact(one)}
          >
            {t(`panel.request.impacts.${one}`)}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
