import { Star } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { dayAndMonth } from '../../shared/i18n/format.ts';
import type { GuideView } from '../../shared/ipc/views.ts';
import { joinFacts, unbroken } from '../facts.ts';
import { usePanel } from '../panel.ts';
import { useGuideSession } from '../use-guide-session.ts';
import { useOpenAction } from '../use-open-action.ts';
import { Blocks } from './Blocks.tsx';
import { Frame } from './Frame.tsx';
import { Heading } from './Heading.tsx';
import { OutdatedGuide } from './OutdatedGuide.tsx';
import { IconButton } from './IconButton.tsx';
import { Solved } from './Solved.tsx';
import { Steps } from './Steps.tsx';
import { TopBar } from './TopBar.tsx';

/** A guide's steps, how to check them, and the question that closes the loop. */
export function GuideContent({ view, onShowNew }: { view: GuideView; onShowNew: () => void }) {
  const { t } = useTranslation();
  const { snapshot, attempt } = usePanel();
  const { guide } = view;
  const session = useGuideSession(view);
  const open = useOpenAction(guide.id);
  const starred = snapshot.starred.some(({ id }) => id === guide.id);
  const lang = guide.language === snapshot.language ? undefined : guide.language;

  const star = (
    <IconButton
      icon={Star}
      label={t(starred ? 'panel.guide.unstar' : 'panel.guide.star')}
      pressed={starred}
      onClick={() => void attempt('guide.star', { id: guide.id, starred: !starred })}
    />
  );
  const header = <TopBar>{star}</TopBar>;
  if (session.solved) return <Solved guide={guide.id} header={header} onTakeBack={session.takeBack} />;

  const { path, moves } = session;
  const checked = dayAndMonth(Date.parse(`${guide.reviewed}T12:00:00`), snapshot.nowMs, snapshot.language);
  const meta = joinFacts([
    unbroken(t('panel.guideRow.minutes', { count: guide.minutes })),
    ...(guide.worksOffline ? [t('panel.guideRow.offline')] : []),
    t('panel.guide.checked', { date: unbroken(checked), owner: guide.owner }),
  ]);
  return (
    <Frame header={header} footer={<SolvedQuestion onYes={session.answerYes} onNo={session.answerNo} />}>
      <div>
        <Heading lang={lang}>{guide.title}</Heading>
        <p className="muted">{meta}</p>
        {lang && (
          <p className="muted">{t('panel.guide.onlyIn', { language: t(`panel.guideRow.in.${lang}`) })}</p>
        )}
        <OutdatedGuide id={guide.id} onShowNew={onShowNew} />
      </div>
      <div className="guide" lang={lang}>
        <Steps path={path} moves={moves} open={open} />
        {path.atEnd && (
          <div className="guide__end" lang={snapshot.language}>
            <p role="status">{t('panel.guide.atEnd')}</p>
            <button type="button" className="link" onClick={moves.startOver}>
              {t('panel.guide.startOver')}
            </button>
          </div>
        )}
        {guide.check.length > 0 && (
          <details className="fold" open={path.atEnd}>
            <summary lang={snapshot.language}>{t('panel.guide.check')}</summary>
            <Blocks blocks={guide.check} open={open} />
          </details>
        )}
        {guide.giveUp.length > 0 && (
          <details className="fold">
            <summary lang={snapshot.language}>{t('panel.guide.giveUp')}</summary>
            <Blocks blocks={guide.giveUp} open={open} />
          </details>
        )}
      </div>
    </Frame>
  );
}

function SolvedQuestion({ onYes, onNo }: { onYes: () => void; onNo: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="ask" role="group" aria-label={t('panel.guide.solvedIt')}>
      <span className="ask__question">{t('panel.guide.solvedIt')}</span>
      <button type="button" className="btn" onClick={onNo}>
        {t('panel.guide.no')}
      </button>
      <button type="button" className="btn btn--primary" onClick={onYes}>
        {t('panel.guide.yes')}
      </button>
    </div>
  );
}
