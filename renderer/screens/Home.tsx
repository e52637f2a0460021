import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { GuideRef } from '../../shared/ipc/views.ts';
import { AreaGrid } from '../components/AreaGrid.tsx';
import { GuideRow } from '../components/GuideRow.tsx';
import { Notices } from '../components/Notices.tsx';
import { Problems } from '../components/Problems.tsx';
import { Section } from '../components/Section.tsx';
import { Suggestions } from '../components/Suggestions.tsx';
import { WelcomeBack } from '../components/WelcomeBack.tsx';
import { usePanel } from '../panel.ts';

const shownStarred = 5;
const shownAsked = 5;
const shownRecent = 4;

/** What this person needs now and why, then everything there is. */
export function HomeContent() {
  const { t } = useTranslation();
  const { snapshot } = usePanel();
  const { welcomeBack, suggestions, inProgress, starred, mostAsked, recent, guideCount } = snapshot;
  const welcomeTakesFocus = useRef(false);
  const begun = new Set(inProgress.map(({ id }) => id));
  const offered = new Set([...welcomeBack, ...suggestions].map(({ guide }) => guide.id));
  return (
    <>
      <Notices />
      <Problems />
      {welcomeBack.length > 0 && <WelcomeBack takesFocusRef={welcomeTakesFocus} />}
      {suggestions.length > 0 && (
        <Section title={t('panel.home.forYou')}>
          <Suggestions suggestions={suggestions} />
        </Section>
      )}
      <Guides title={t('panel.home.continue')} guides={inProgress.filter(({ id }) => !offered.has(id))} />
      <Guides title={t('panel.home.starred')} guides={starred.slice(0, shownStarred)} />
      {guideCount === 0 && (
        <div className="empty">
          <p className="empty__title">{t('panel.home.noGuides')}</p>
          <p className="muted">{t('panel.home.noGuidesHint')}</p>
        </div>
      )}
      <AreaGrid />
      <Guides title={t('panel.home.mostAsked')} guides={mostAsked.slice(0, shownAsked)} />
      <Guides
        title={t('panel.home.recent')}
        guides={recent.filter(({ id }) => !begun.has(id)).slice(0, shownRecent)}
      />
    </>
  );
}

function Guides({ title, guides }: { title: string; guides: readonly GuideRef[] }) {
  if (guides.length === 0) return null;
  return (
    <Section title={title}>
      <ul className="list">
        {guides.map((guide) => (
          <GuideRow key={guide.id} guide={guide} />
        ))}
      </ul>
    </Section>
  );
}
