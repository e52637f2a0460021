import { useTranslation } from 'react-i18next';
import { Footer } from '../components/Footer.tsx';
import { Frame } from '../components/Frame.tsx';
import { Heading } from '../components/Heading.tsx';
import { Refused } from '../components/Refused.tsx';
import { Row, RowContent } from '../components/Row.tsx';
import { TopBar } from '../components/TopBar.tsx';
import { usePanel } from '../panel.ts';
import { useAnswer } from '../use-answer.ts';
import type { UsageReport } from '../../shared/requests/wire.ts';
import type { UsageDay } from '../../shared/usage/usage.ts';

/** What leaves this computer: three things, and the literal text of the one that nobody presses a button for. */
export function Privacy() {
  const { t } = useTranslation();
  const { go, snapshot } = usePanel();
  const { server } = snapshot.sync;
  const { hub, settings } = snapshot;
  const countText = !hub
    ? t('panel.privacy.countText')
    : settings.sendCounts
      ? t('panel.privacy.countTextHub', { server: hub.server })
      : t('panel.privacy.countTextOff');
  const answer = useAnswer('privacy.get', {});
  return (
    <Frame header={<TopBar />} footer={<Footer />} ready={answer !== undefined}>
      <div>
        <Heading>{t('panel.bar.privacy')}</Heading>
        <p className="muted">{t('panel.privacy.intro')}</p>
      </div>
      {answer && !answer.ok && <Refused refusal={answer.error} />}
      {answer?.ok && (
        <>
          <ul className="list">
            <Row
              title={t('panel.privacy.requests')}
              detail={t('panel.privacy.requestsText', { count: answer.value.requestsSent })}
              onOpen={() => go({ screen: 'requests' })}
            />
            <Fact title={t('panel.privacy.count')} text={countText} />
            <Fact
              title={t('panel.privacy.guides')}
              text={
                server === undefined
                  ? t('panel.privacy.guidesText')
                  : t('panel.privacy.guidesTextCentral', { server })
              }
            />
          </ul>
          <Counts
            title={t(hub && settings.sendCounts ? 'panel.privacy.asSent' : 'panel.privacy.today')}
            days={answer.value.reports ?? answer.value.usage}
          />
        </>
      )}
    </Frame>
  );
}

function Fact({ title, text }: { title: string; text: string }) {
  return (
    <li className="row row--still">
      <RowContent title={title} detail={text} end={null} />
    </li>
  );
}

type Day = UsageDay | Omit<UsageReport, 'id'>;

function Counts({ title, days }: { title: string; days: readonly Day[] }) {
  const { t } = useTranslation();
  const [newest, ...earlier] = [...days].sort((a, b) => b.day.localeCompare(a.day));
  return (
    <section className="section" aria-labelledby="counts">
      <h2 id="counts">{title}</h2>
      <pre className="literal">{newest ? <Literal day={newest} /> : t('panel.privacy.noCount')}</pre>
      {earlier.length > 0 && (
        <details className="fold">
          <summary>{t('panel.privacy.earlier', { count: earlier.length })}</summary>
          {earlier.map((day) => (
            <pre key={day.day} className="literal">
              <Literal day={day} />
            </pre>
          ))}
        </details>
      )}
    </section>
  );
}

/** The very text that is kept, in pieces that stay together on a line. */
function Literal({ day }: { day: Day }) {
  return JSON.stringify(day)
    .split(/(?<=,)/)
    .map((piece, n) => (
      <span key={`${n} ${piece}`} className="literal__piece">
        {piece}
      </span>
    ));
}
