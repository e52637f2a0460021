import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../shared/ipc/contract.ts';
import { usePanel } from '../panel.ts';
import { Callout } from './Callout.tsx';

/** In place of content that main refused: why, in a sentence, and where to go from here. */
export function Refused({ refusal }: { refusal: Refusal }) {
  const { t } = useTranslation();
  const { go, move } = usePanel();
  return (
    <Callout tone="warning" title={t(`panel.refusal.${refusal.kind}`)}>
      <button type="button" className="link" onClick={() => move({ kind: 'home' })}>
        {t('panel.bar.home')}
      </button>
      <button type="button" className="link" onClick={() => go({ screen: 'help' })}>
        {t('panel.bar.help')}
      </button>
    </Callout>
  );
}
