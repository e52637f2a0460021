import { useTranslation } from 'react-i18next';
import { awaitsNumber } from '../../shared/requests/hub-outcome.ts';
import { joinFacts } from '../facts.ts';
import { fieldInWords } from '../field-words.ts';
import { usePanel } from '../panel.ts';
import type { RequestSession } from '../use-request.ts';
import { Callout } from './Callout.tsx';
import { Footer } from './Footer.tsx';
import { Frame } from './Frame.tsx';
import { RequestRefused } from './RequestRefused.tsx';
import { RequestSummary } from './RequestSummary.tsx';
import { StillNotSolved } from './StillNotSolved.tsx';
import { SentHead } from './SentHead.tsx';
import { TopBar } from './TopBar.tsx';

/** A request that IT has: their number, what they did with it, and the way back when it did not help. */
export function RequestWithIt({ session }: { session: RequestSession }) {
  const { t } = useTranslation();
  const { snapshot, attempt } = usePanel();
  const { request } = session;
  const { state, notCarried = [] } = request;
  // A refused "still not solved" belongs to the ticket that it was about.
  const kind = state.kind === 'needs-attention' ? (state.reopened?.was ?? 'solved') : state.kind;
  const at = state.kind === 'needs-attention' ? state.reopened : state;
  const ticket = at && 'ticket' in at ? at.ticket : undefined;
  const url = at && 'url' in at ? at.url : undefined;
  const title =
    kind === 'answered' || kind === 'solved'
      ? t(`panel.request.${kind}Title`)
      : t('panel.request.receivedTitle');
  const number =
    ticket === undefined
      ? awaitsNumber(state, snapshot.nowMs)
        ? t('panel.request.numberComes')
        : t('panel.request.numberLate', { reference: request.reference })
      : t('panel.request.theirNumber', { number: ticket });
  const next = kind === 'received' ? snapshot.contacts.answersWithin : t('panel.request.readAnswer');
  return (
    <Frame header={<TopBar />} footer={<Footer />}>
      <SentHead title={title} text={joinFacts([number, ...(next === undefined ? [] : [next])])} />
      {state.kind === 'needs-attention' && (
        <RequestRefused state={state}>
          <button type="button" className="link" onClick={() => void session.cancel()}>
            {t('panel.request.takeBack')}
          </button>
        </RequestRefused>
      )}
      <RequestSummary request={request} />
      {notCarried.length > 0 && (
        <Callout
          tone="info"
          title={t('panel.request.notCarried')}
          text={notCarried.map((field) => fieldInWords(field, request, t)).join(' · ')}
        />
      )}
      {url !== undefined && (
        <button
          type="button"
          className="btn btn--start"
          onClick={() => void attempt('request.openTicket', { id: request.id })}
        >
          {t('panel.request.openTicket')}
        </button>
      )}
      <StillNotSolved session={session} canSend={kind === 'answered' || kind === 'solved'} />
    </Frame>
  );
}
