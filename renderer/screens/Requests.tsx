import { ChevronRight, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { momentInWords } from '../../shared/i18n/format.ts';
import type { Request } from '../../shared/requests/request.ts';
import { Footer } from '../components/Footer.tsx';
import { Frame } from '../components/Frame.tsx';
import { Heading } from '../components/Heading.tsx';
import { IconButton } from '../components/IconButton.tsx';
import { TopBar } from '../components/TopBar.tsx';
import { joinFacts } from '../facts.ts';
import { usePanel } from '../panel.ts';
import { useStartRequest } from '../use-start-request.ts';

/** My requests: where each one stands, in words. */
export function Requests() {
  const { t } = useTranslation();
  const { requests } = usePanel().snapshot;
  const startRequest = useStartRequest();
  return (
    <Frame header={<TopBar />} footer={<Footer here="requests" />}>
      <Heading>{t('panel.bar.requests')}</Heading>
      {requests.length === 0 ? (
        <div className="empty">
          <p className="empty__title">{t('panel.requests.none')}</p>
          <p className="muted">{t('panel.requests.noneHint')}</p>
        </div>
      ) : (
        <ul className="list">
          {requests.map((request) => (
            <RequestRow key={request.id} request={request} />
          ))}
        </ul>
      )}
      <button type="button" className="btn btn--start" onClick={() => startRequest({})}>
        {t('panel.requests.start')}
      </button>
      {requests.length > 0 && <p className="tiny">{t('panel.requests.theirs')}</p>}
    </Frame>
  );
}

function RequestRow({ request }: { request: Request }) {
  const { t } = useTranslation();
  const { snapshot, go, say, attempt } = usePanel();
  const { id, state, updatedAtMs } = request;
  const title = request.title === '' ? t('panel.request.untitled') : request.title;
  const waitsForSignIn =
    state.kind === 'queued' && !state.reopened && snapshot.hub?.holdup?.why === 'sign-in';
  const shown = waitsForSignIn ? 'needs-attention' : state.kind;
  const detail = [
    ...('ticket' in state && state.ticket !== undefined ? [state.ticket] : []),
    ...(state.kind === 'needs-attention' ? [t(`panel.requests.why.${state.reason}`)] : []),
    ...(waitsForSignIn ? [t('panel.signIn.row')] : []),
    momentInWords(updatedAtMs, snapshot.nowMs, snapshot.language),
  ];

  async function remove(): Promise<void> {
    const removed = await attempt('request.remove', { id });
    const undo = (): void => void attempt('request.restore', { id });
    if (removed) say({ text: t('panel.requests.removed'), tone: 'done', undo });
  }
  return (
    <li className="row-pair">
      <button type="button" className="row" onClick={() => go({ screen: 'request', id })}>
        <span className="row__text">
          <span className="row__title">{title}</span>
          <span className="row__detail">
            <span className={`state state--${shown}`}>{t(`panel.requests.state.${shown}`)}</span>
            {`\u00a0· ${joinFacts(detail)}`}
          </span>
        </span>
        <ChevronRight className="row__chevron" aria-hidden />
      </button>
      <IconButton icon={Trash2} label={t('panel.requests.remove', { title })} onClick={() => void remove()} />
    </li>
  );
}
