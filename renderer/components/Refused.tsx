import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../shared/ipc/contract.ts';
import { usePanel } from '../panel.ts';
import { Callout } from './Callout.tsx';

interface RefusedProps {
  refusal: Refusal;
  /** Words that may lead to what was wanted. */
  search?: string;
}

/** In place of content that main refused: why, in a sentence, and where to go from here. */
export function Refused({ refusal, search }: RefusedProps) {
  const { t } = useTranslation();
  const { go, move } = usePanel();
  return (
    <Callout tone="warning" title={t(`panel.refusal.${refusal.kind}`)}>
      {search !== undefined && (
        <button type="button" className="link" onClick={() => go({ screen: 'search', text: search })}>
          {t('panel.bar.search')}
        </button>
      )}
      <button type="button" className="link" onClick={() => move({ kind: 'home' })}>
        {t('panel.bar.home')}
      </button>
      <button type="button" className="link" onClick={() => go({ screen: 'help' })}>
        {t('panel.bar.help')}
      </button>
    </Callout>
  );
}
