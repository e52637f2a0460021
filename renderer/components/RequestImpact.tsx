import { useTranslation } from 'react-i18next';
import { impacts, type Impact } from '../../shared/requests/impact.ts';

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
        {impacts.map((one) => (
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
