import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { usePanel } from '../panel.ts';
import { IconButton } from './IconButton.tsx';
import { Section } from './Section.tsx';
import { Suggestions } from './Suggestions.tsx';

/** All that an absence asks for, on one card; put away once, it is gone until the next absence. */
export function WelcomeBack() {
  const { t } = useTranslation();
  const { snapshot, say, attempt } = usePanel();

  async function putAway(): Promise<void> {
    if (!(await attempt('welcome.putAway', {}))) return;
    const undo = (): void => void attempt('welcome.restore', {});
    say({ text: t('panel.home.welcomePutAway'), tone: 'done', undo });
  }

  return (
    <Section
      title={t('panel.home.welcomeBack')}
      tool={<IconButton icon={X} label={t('panel.home.putWelcomeAway')} onClick={() => void putAway()} />}
    >
      <Suggestions suggestions={snapshot.welcomeBack} />
    </Section>
  );
}
