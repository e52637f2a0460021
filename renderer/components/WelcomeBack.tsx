import { X } from 'lucide-react';
import { useEffect, useRef, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { usePanel } from '../panel.ts';
import { useFocusHandover } from '../use-focus-handover.ts';
import { IconButton } from './IconButton.tsx';
import { Section } from './Section.tsx';
import { Suggestions } from './Suggestions.tsx';

interface WelcomeBackProps {
  /** Set by Undo: the card that comes back takes the focus along. */
  takesFocusRef: RefObject<boolean>;
}

/** All that an absence asks for, on one card; put away once, it is gone until the next absence. */
export function WelcomeBack({ takesFocusRef }: WelcomeBackProps) {
  const { t } = useTranslation();
  const { snapshot, say, attempt } = usePanel();
  const card = useRef<HTMLElement>(null);
  useFocusHandover(card);

  useEffect(() => {
    if (takesFocusRef.current) card.current?.querySelector<HTMLElement>('button.row')?.focus();
    takesFocusRef.current = false;
  }, [takesFocusRef]);

  async function putAway(): Promise<void> {
    if (!(await attempt('welcome.putAway', {}))) return;
    const undo = (): void => {
      takesFocusRef.current = true;
      void attempt('welcome.restore', {});
    };
    say({ text: t('panel.home.welcomePutAway'), tone: 'done', undo });
  }

  return (
    <Section
      ref={card}
      title={t('panel.home.welcomeBack')}
      tool={<IconButton icon={X} label={t('panel.home.putWelcomeAway')} onClick={() => void putAway()} />}
    >
      <Suggestions suggestions={snapshot.welcomeBack} />
    </Section>
  );
}
