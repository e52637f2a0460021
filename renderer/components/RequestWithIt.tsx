import { Check } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { joinFacts } from '../facts.ts';
import { fieldInWords } from '../field-words.ts';
import { usePanel } from '../panel.ts';
import type { RequestSession } from '../use-request.ts';
import { Callout } from './Callout.tsx';
import { Footer } from './Footer.tsx';
import { Frame } from './Frame.tsx';
import { Heading } from './Heading.tsx';
import { RequestSummary } from './RequestSummary.tsx';
import { TopBar } from './TopBar.tsx';

const commentMaxChars = 4000;

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
      ? t('panel.request.numberComes')
      : t('panel.request.theirNumber', { number: ticket });
  const next = kind === 'received' ? snapshot.contacts.answersWithin : t('panel.request.readAnswer');
  return (
    <Frame header={<TopBar />} footer={<Footer />}>
      <div className="sent-head">
        <span className="solved__mark">
          <Check aria-hidden />
        </span>
        <div>
          <Heading>{title}</Heading>
          <p className="muted">{joinFacts([number, ...(next === undefined ? [] : [next])])}</p>
        </div>
      </div>
      {state.kind === 'needs-attention' && (
        <Callout
          tone="warning"
          title={t('panel.request.refusedTitle')}
          text={t('panel.request.refusedText', { detail: state.detail ?? '' })}
        >
          <button type="button" className="link" onClick={() => void session.cancel()}>
            {t('panel.request.takeBack')}
          </button>
        </Callout>
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
      {(kind === 'answered' || kind === 'solved') && <StillNotSolved session={session} />}
    </Frame>
  );
}

/** Goes to the same ticket, in the person's own words. */
function StillNotSolved({ session: { request, reopen } }: { session: RequestSession }) {
  const { t } = useTranslation();
  const { state } = request;
  const refused = state.kind === 'needs-attention' ? (state.reopened?.comment ?? '') : '';
  const [comment, setComment] = useState(refused);
  const [isOpen, setIsOpen] = useState(refused !== '');
  const id = useId();
  if (!isOpen) {
    return (
      <button type="button" className="btn btn--start" onClick={() => setIsOpen(true)}>
        {t('panel.request.stillNot')}
      </button>
    );
  }
  return (
    <div className="field">
      <label htmlFor={id}>{t('panel.request.stillNotWhat')}</label>
      <textarea
        id={id}
        autoFocus
        rows={3}
        value={comment}
        maxLength={commentMaxChars}
        onChange={(event) => setComment(event.target.value)}
      />
      <button
        type="button"
        className="btn btn--primary btn--start"
        disabled={comment.trim() === ''}
        onClick={() => void reopen(comment)}
      >
        {t('panel.request.stillNotSend')}
      </button>
    </div>
  );
}
