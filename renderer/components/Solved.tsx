import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePanel } from '../panel.ts';
import { Footer } from './Footer.tsx';
import { Frame } from './Frame.tsx';
import { GuideRating } from './GuideRating.tsx';
import { Heading } from './Heading.tsx';

interface SolvedProps {
  guide: string;
  header: ReactNode;
  onTakeBack: () => void;
}

/** After "Yes": thanks, and a way back for those who pressed it by mistake. */
export function Solved({ guide, header, onTakeBack }: SolvedProps) {
  const { t } = useTranslation();
  const { move } = usePanel();
  return (
    <Frame header={header} footer={<Footer />}>
      <div className="solved">
        <span className="solved__mark">
          <Check aria-hidden />
        </span>
        <Heading>{t('panel.guide.solvedTitle')}</Heading>
        <p className="muted">{t('panel.guide.solvedText')}</p>
        <button type="button" className="btn btn--primary" onClick={() => move({ kind: 'home' })}>
          {t('panel.guide.backHome')}
        </button>
        <button type="button" className="btn" onClick={onTakeBack}>
          {t('panel.guide.notAfterAll')}
        </button>
      </div>
      <GuideRating guide={guide} after="solved" />
    </Frame>
  );
}
