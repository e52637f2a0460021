import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Action } from '../shared/guides/action.ts';
import { usePanel } from './panel.ts';

export type OpenAction = (action: Action) => void;

/** Opens what a guide offers. Where the system has no page to open, the way there is told in words. */
export function useOpenAction(guideId: string): OpenAction {
  const { t } = useTranslation();
  const { go, say, attempt } = usePanel();
  const opening = useRef(false);
  return (action) => {
    if (action.kind === 'guide') {
      go({ screen: 'guide', id: action.id });
      return;
    }
    // A launcher may take a second to answer; a second press would open the page twice.
    if (opening.current) return;
    opening.current = true;
    void attempt('action.open', { guide: guideId, action }).then((outcome) => {
      opening.current = false;
      if (outcome?.kind !== 'in-words' || action.kind !== 'settings') return;
      const path = t(`settingsPath.${action.page}`);
      say({ text: t('panel.guide.inWords', { path }), tone: 'done' });
    });
  };
}
