import { useTranslation } from 'react-i18next';
import { useOffers } from '../use-offers.ts';
import { usePanel } from '../panel.ts';
import { Affected } from './Affected.tsx';
import { Callout } from './Callout.tsx';
import { GuideRow } from './GuideRow.tsx';
import { JoinOutage } from './JoinOutage.tsx';
import { NextUpdate } from './NextUpdate.tsx';
import { Row } from './Row.tsx';
import { Section } from './Section.tsx';

/** What may make a request needless, while it is being written: it stands there, and moves nobody's focus. */
export function RequestOffers({ id, text }: { id: string; text: string }) {
  const { t } = useTranslation();
  const { snapshot, go, move, say, attempt } = usePanel();
  const { guides, outages, requests } = useOffers(id, text);
  const notices = snapshot.notices.filter((notice) => outages.includes(notice.id));
  const own = snapshot.requests.filter((request) => requests.includes(request.id));

  /** Whoever joined an outage has nothing left to send. */
  async function discard(): Promise<void> {
    if (!(await attempt('request.remove', { id }))) return;
    move({ kind: 'home' });
    const undo = (): void =>
      void attempt('request.restore', { id }).then((back) => back && go({ screen: 'request', id }));
    say({ text: t('panel.request.discarded'), tone: 'done', undo });
  }
  return (
    <div className="offers" aria-live="polite">
      {notices.map((notice) => (
        <Callout
          key={notice.id}
          tone="incident"
          kind={t(`panel.notice.${notice.severity}`)}
          title={notice.title}
          text={
            <>
              {notice.text}{' '}
              {notice.nextUpdateAtMs !== undefined && <NextUpdate atMs={notice.nextUpdateAtMs} />}
            </>
          }
        >
          <Affected notice={notice} />
          {notice.joinable === true && <JoinOutage notice={notice} />}
          {notice.joinedAtMs !== undefined && (
            <button type="button" className="btn btn--small" onClick={() => void discard()}>
              {t('panel.request.discard')}
            </button>
          )}
        </Callout>
      ))}
      {own.length > 0 && (
        <Section title={t('panel.request.youAsked')}>
          <ul className="list">
            {own.map((request) => (
              <Row
                key={request.id}
                title={request.title}
                detail={t(`panel.requests.state.${request.state.kind}`)}
                onOpen={() => go({ screen: 'request', id: request.id })}
              />
            ))}
          </ul>
        </Section>
      )}
      {guides.length > 0 && (
        <Section title={t('panel.request.mayHelp')}>
          <ul className="list">
            {guides.map((guide) => (
              <GuideRow key={guide.id} guide={guide} />
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}
