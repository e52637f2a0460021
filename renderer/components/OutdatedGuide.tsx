import { useTranslation } from 'react-i18next';
import { usePanel } from '../panel.ts';
import { Callout } from './Callout.tsx';

/** Above a guide that is not what it was when the person opened it; nothing while it is. */
export function OutdatedGuide({ id, onShowNew }: { id: string; onShowNew: () => void }) {
  const { t } = useTranslation();
  const outdated = usePanel().snapshot.outdated.find((guide) => guide.id === id);
  return (
    <div role="status" className="outdated">
      {outdated?.change === 'withdrawn' && <Callout tone="info" title={t('panel.guide.withdrawn')} />}
      {outdated?.change === 'changed' && (
        <Callout tone="info" title={t('panel.guide.changed')}>
          <button type="button" className="link" onClick={onShowNew}>
            {t('panel.guide.showNew')}
          </button>
        </Callout>
      )}
    </div>
  );
}
