import { useTranslation } from 'react-i18next';
import { canCancel } from '../../shared/requests/hub-outcome.ts';
import { usePanel } from '../panel.ts';
import type { RequestSession } from '../use-request.ts';
import { Footer } from './Footer.tsx';
import { Frame } from './Frame.tsx';
import { Heading } from './Heading.tsx';
import { CannotWait } from './RequestOnItsWay.tsx';
import { RequestSummary } from './RequestSummary.tsx';
import { TopBar } from './TopBar.tsx';

/** A request that waits for a hub which the organisation has no more: the other ways, and what is known of this one. */
export function RequestWithoutHub({ session }: { session: RequestSession }) {
  const { t } = useTranslation();
  const { snapshot, say } = usePanel();
  const { request, cancel, handOver } = session;
  const { state, reference } = request;
  const isReopened = 'reopened' in state && state.reopened !== undefined;
  const mayHaveArrived = 'mayHaveArrived' in state && state.mayHaveArrived === true;

  async function takeBack(): Promise<void> {
    if (await cancel()) say({ text: t('panel.request.takenBack'), tone: 'done' });
  }
  return (
    <Frame header={<TopBar />} footer={<Footer />}>
      <div>
        <Heading>{t('panel.request.noHubTitle')}</Heading>
        <p className="muted">
          {t(mayHaveArrived ? 'panel.request.noHubMayBeThere' : 'panel.request.noHubText', { reference })}
        </p>
      </div>
      {!isReopened && state.kind === 'queued' && (
        <div className="choices" role="group" aria-label={t('panel.request.otherWays')}>
          {snapshot.contacts.ways.map((way) => (
            <button key={way} type="button" className="btn" onClick={() => void handOver(way)}>
              {t(`panel.request.way.${way}`)}
            </button>
          ))}
        </div>
      )}
      <RequestSummary request={request} />
      {canCancel(state) && (
        <button type="button" className="btn btn--start" onClick={() => void takeBack()}>
          {t('panel.request.takeBack')}
        </button>
      )}
      <CannotWait session={session} />
    </Frame>
  );
}
