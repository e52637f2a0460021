import { useTranslation } from 'react-i18next';
import { canCancel } from '../../shared/requests/hub-outcome.ts';
import { momentInWords } from '../../shared/i18n/format.ts';
import type { Snapshot } from '../../shared/ipc/views.ts';
import { usePanel } from '../panel.ts';
import { useOpeningHours } from '../use-opening-hours.ts';
import type { RequestSession } from '../use-request.ts';
import { Footer } from './Footer.tsx';
import { Frame } from './Frame.tsx';
import { Heading } from './Heading.tsx';
import { PhoneCode } from './PhoneCode.tsx';
import { RequestSummary } from './RequestSummary.tsx';
import { Section } from './Section.tsx';
import { SignIn } from './SignIn.tsx';
import { TopBar } from './TopBar.tsx';

/** A request in the outbox: what it waits for and since when, the way back, and ways for those who can't wait. */
export function RequestOnItsWay({ session }: { session: RequestSession }) {
  const { t } = useTranslation();
  const { snapshot, say } = usePanel();
  const { request, cancel } = session;
  const { state } = request;
  const isSending = state.kind === 'sending';
  const { hub } = snapshot;
  const signIn = !isSending && hub?.holdup?.why === 'sign-in' ? hub.signIn : undefined;
  const words = useWaitingWords(state.kind === 'queued' ? state.atMs : snapshot.nowMs, hub);

  async function takeBack(): Promise<void> {
    if (await cancel()) say({ text: t('panel.request.takenBack'), tone: 'done' });
  }
  return (
    <Frame header={<TopBar />} footer={<Footer />}>
      <div>
        <Heading>
          {signIn
            ? t('panel.signIn.title')
            : t(isSending ? 'panel.request.sendingTitle' : 'panel.request.queuedTitle')}
        </Heading>
        <p className="muted" role="status">
          {isSending || signIn ? t('panel.request.canClose') : `${words} ${t('panel.request.canClose')}`}
        </p>
      </div>
      {signIn && <SignIn signIn={signIn} />}
      <RequestSummary request={request} />
      {canCancel(state) ? (
        <button type="button" className="btn btn--start" onClick={() => void takeBack()}>
          {t('panel.request.takeBack')}
        </button>
      ) : (
        !isSending && <p className="muted">{t('panel.request.mayBeThere')}</p>
      )}
      {!isSending && hub?.holdup && <CannotWait session={session} />}
    </Frame>
  );
}

/** "Waiting for the network since 9:12; it goes by itself." */
function useWaitingWords(queuedAtMs: number, hub: Snapshot['hub']): string {
  const { t } = useTranslation();
  const { snapshot } = usePanel();
  const inWords = (ms: number): string => momentInWords(ms, snapshot.nowMs, snapshot.language);
  const holdup = hub?.holdup;
  if (!holdup) return t('panel.request.waitsForTurn');
  const time = inWords(Math.max(holdup.sinceMs, queuedAtMs));
  if (holdup.why === 'network') return t('panel.request.waitsForNetwork', { time });
  const next =
    holdup.nextTryAtMs === undefined ? '' : t('panel.request.nextTry', { time: inWords(holdup.nextTryAtMs) });
  return `${t('panel.request.waitsForHub', { time })} ${next}`.trim();
}

/** Ways that need neither this computer's network nor the hub. */
function CannotWait({ session: { request } }: { session: RequestSession }) {
  const { t } = useTranslation();
  const { phone } = usePanel().snapshot.contacts;
  const hoursInWords = useOpeningHours();
  return (
    <Section title={t('panel.request.cannotWait')}>
      {phone && (
        <p>
          <strong>{t('panel.help.call', { number: phone.number })}</strong>{' '}
          <span className="muted">{hoursInWords(phone.hours)}</span>
        </p>
      )}
      <PhoneCode request={request} />
    </Section>
  );
}
