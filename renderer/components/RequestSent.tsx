import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { momentInWords } from '../../shared/i18n/format.ts';
import { joinFacts, unbroken } from '../facts.ts';
import { usePanel } from '../panel.ts';
import type { RequestSession } from '../use-request.ts';
import { Footer } from './Footer.tsx';
import { Frame } from './Frame.tsx';
import { SentHead } from './SentHead.tsx';
import { TopBar } from './TopBar.tsx';

/** A request that is with IT: what was sent, and their number to ask with. */
export function RequestSent({ session }: { session: RequestSession }) {
  const { t } = useTranslation();
  const { snapshot, say } = usePanel();
  const { request, confirm } = session;
  const { state } = request;
  const known = state.kind === 'sent' ? (state.ticket ?? '') : '';
  const [ticket, setTicket] = useState(known);
  const ticketId = useId();

  async function saveNumber(): Promise<void> {
    if (await confirm(true, ticket)) say({ text: t('panel.request.ticketSaved'), tone: 'done' });
  }
  const when = state.kind === 'sent' ? momentInWords(state.atMs, snapshot.nowMs, snapshot.language) : '';
  return (
    <Frame header={<TopBar />} footer={<Footer />}>
      <SentHead
        title={t('panel.request.sentTitle')}
        text={snapshot.contacts.answersWithin ?? t('panel.request.sentText')}
      />
      <div className="list sent-request">
        <p className="row__title">{request.title}</p>
        <p className="muted">
          {joinFacts([
            t('panel.requests.state.sent'),
            when,
            unbroken(t('panel.request.reference', { reference: request.reference })),
          ])}
        </p>
        {request.description !== '' && <p className="sent-request__words">{request.description}</p>}
      </div>
      <div className="field">
        <label htmlFor={ticketId}>{t('panel.request.ticket')}</label>
        <div className="field__row">
          <input
            id={ticketId}
            value={ticket}
            maxLength={60}
            onChange={(event) => setTicket(event.target.value)}
          />
          <button
            type="button"
            className="btn"
            disabled={ticket.trim() === known}
            onClick={() => void saveNumber()}
          >
            {t('panel.request.ticketSave')}
          </button>
        </div>
      </div>
    </Frame>
  );
}
