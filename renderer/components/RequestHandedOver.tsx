import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePanel } from '../panel.ts';
import type { HandedOver, RequestSession } from '../use-request.ts';
import { Callout } from './Callout.tsx';
import { Frame } from './Frame.tsx';
import { Heading } from './Heading.tsx';
import { TopBar } from './TopBar.tsx';

interface RequestHandedOverProps {
  session: RequestSession;
  onChange: () => void;
}

/** The form or mail is open elsewhere, and only the person knows whether they sent it. */
export function RequestHandedOver({ session, onChange }: RequestHandedOverProps) {
  const { t } = useTranslation();
  const { say } = usePanel();
  const { request, confirm, handOver, handedOver } = session;
  const [ticket, setTicket] = useState('');
  const ticketId = useId();
  const { state } = request;
  const way = state.kind === 'handed-over' ? state.way : 'clipboard';

  async function notYet(): Promise<void> {
    if (await confirm(false)) say({ text: t('panel.request.notSentText'), tone: 'done' });
  }
  const footer = (
    <div className="ask">
      <span className="ask__question">{t('panel.request.didYouSend')}</span>
      <button type="button" className="btn" onClick={() => void notYet()}>
        {t('panel.request.notYet')}
      </button>
      <button type="button" className="btn btn--primary" onClick={() => void confirm(true, ticket)}>
        {t('panel.request.yesSent')}
      </button>
    </div>
  );
  return (
    <Frame header={<TopBar />} footer={footer}>
      <div>
        <Heading>{t('panel.request.didYouSend')}</Heading>
        <p className="muted">{request.title}</p>
      </div>
      <Callout
        tone="info"
        title={t(`panel.request.handed.${way}`)}
        text={[
          t('panel.request.onClipboard'),
          ...(handedOver?.file === undefined ? [] : [t('panel.request.file', { file: handedOver.file })]),
        ].join(' ')}
      >
        <button type="button" className="link" onClick={() => void handOver(way)}>
          {t(`panel.request.way.${way}`)}
        </button>
        <button type="button" className="link" onClick={onChange}>
          {t('panel.request.change')}
        </button>
      </Callout>
      {handedOver && <Lost lost={handedOver.lost} />}
      <div className="field">
        <label htmlFor={ticketId}>{t('panel.request.ticket')}</label>
        <input
          id={ticketId}
          value={ticket}
          maxLength={60}
          onChange={(event) => setTicket(event.target.value)}
        />
      </div>
      <p className="tiny">{t('panel.request.reference', { reference: request.reference })}</p>
    </Frame>
  );
}

function Lost({ lost }: Pick<HandedOver, 'lost'>) {
  const { t } = useTranslation();
  if (lost.length === 0) return null;
  return (
    <Callout
      tone="warning"
      title={t('panel.request.lost', { count: lost.length })}
      text={lost
        .map(({ field }) => (field === 'description' ? t('panel.request.lostDescription') : field))
        .join(' · ')}
    />
  );
}
