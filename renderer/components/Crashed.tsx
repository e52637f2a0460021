import { useTranslation } from 'react-i18next';

/** Says that something could not be shown, and offers to try again. Works without a snapshot. */
export function Crashed({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <main className="main main--message">
      <h1>{t('panel.crashed.title')}</h1>
      <p className="muted">{t('panel.crashed.text')}</p>
      <button type="button" className="btn btn--primary" onClick={onRetry}>
        {t('panel.refusal.retry')}
      </button>
    </main>
  );
}
