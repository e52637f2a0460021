import { useTranslation } from 'react-i18next';
import { Footer } from '../components/Footer.tsx';
import { Frame } from '../components/Frame.tsx';
import { GuideRow } from '../components/GuideRow.tsx';
import { Heading } from '../components/Heading.tsx';
import { Refused } from '../components/Refused.tsx';
import { TopBar } from '../components/TopBar.tsx';
import { usePanel } from '../panel.ts';
import { useAnswer } from '../use-answer.ts';

/** All guides of one subject. */
export function Area({ id }: { id: string }) {
  const { t } = useTranslation();
  const { snapshot } = usePanel();
  const answer = useAnswer('area.list', { id });
  const title = snapshot.areas.find((area) => area.id === id)?.title;
  const guides = answer?.ok ? answer.value.guides : [];
  return (
    <Frame header={<TopBar />} footer={<Footer />} ready={answer !== undefined}>
      <Heading>{title ?? t('panel.home.areas')}</Heading>
      {answer && !answer.ok && <Refused refusal={answer.error} />}
      {answer?.ok && guides.length === 0 && (
        <div className="empty">
          <p className="empty__title">{t('panel.area.empty')}</p>
          <p className="muted">{t('panel.area.emptyHint')}</p>
        </div>
      )}
      {guides.length > 0 && (
        <ul className="list">
          {guides.map((guide) => (
            <GuideRow key={guide.id} guide={guide} withoutArea />
          ))}
        </ul>
      )}
    </Frame>
  );
}
