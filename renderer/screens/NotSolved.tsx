import { useTranslation } from 'react-i18next';
import { Blocks } from '../components/Blocks.tsx';
import { Footer } from '../components/Footer.tsx';
import { Frame } from '../components/Frame.tsx';
import { GuideRating } from '../components/GuideRating.tsx';
import { GuideRow } from '../components/GuideRow.tsx';
import { Heading } from '../components/Heading.tsx';
import { Section } from '../components/Section.tsx';
import { TopBar } from '../components/TopBar.tsx';
import { WaysOut } from '../components/WaysOut.tsx';
import { alternativesTo } from '../alternatives.ts';
import type { Unsolved } from '../navigation.ts';
import { usePanel } from '../panel.ts';
import { useOpenAction } from '../use-open-action.ts';

/** Two better guesses, then people. Everything here is one click away. */
export function NotSolved({ from }: { from: Unsolved }) {
  const { t } = useTranslation();
  const { snapshot } = usePanel();
  const open = useOpenAction(from.kind === 'guide' ? from.id : '');
  const alternatives = alternativesTo(from, snapshot);
  return (
    <Frame header={<TopBar />} footer={<Footer />}>
      <div>
        <Heading>{t('panel.notSolved.title')}</Heading>
        <p className="muted">{t('panel.notSolved.remembered')}</p>
      </div>
      {from.kind === 'guide' && from.giveUp.length > 0 && (
        <div className="give-up">
          <Blocks blocks={from.giveUp} open={open} />
        </div>
      )}
      {alternatives.length > 0 && (
        <Section title={t('panel.notSolved.mayFit')}>
          <ul className="list">
            {alternatives.map(({ guide, reason }) => (
              <GuideRow key={guide.id} guide={guide} reason={t(`panel.notSolved.reason.${reason}`)} />
            ))}
          </ul>
        </Section>
      )}
      <Section title={t('panel.notSolved.orPerson')}>
        <WaysOut {...(from.kind === 'guide' ? { guide: from.id } : { search: from.text })} />
      </Section>
      {from.kind === 'guide' && <GuideRating guide={from.id} after="not-solved" />}
    </Frame>
  );
}
