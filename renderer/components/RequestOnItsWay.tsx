import { useId, useState } from 'react';
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
  const mayHaveArrived = 'mayHaveArrived' in state && state.mayHaveArrived === true;
  const words = useWaitingWords('atMs' in state ? state.atMs : snapshot.nowMs, hub);
  const nextTry = useNextTry(hub);
  // What somebody reads or points a phone at stays through every try.
  const [wasHeld, setWasHeld] = useState(false);
  if (hub?.holdup && !wasHeld) setWasHeld(true);
  const backId = useId();

  async function takeBack(): Promise<void> {
    if (canCancel(state) && (await cancel())) say({ text: t('panel.request.takenBack'), tone: 'done' });
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
        {!isSending && !signIn && nextTry !== '' && <p className="tiny">{nextTry}</p>}
      </div>
      {signIn && <SignIn signIn={signIn} />}
      <RequestSummary request={request} />
      <div className="field">
        <button
          type="button"
          className="btn btn--start"
          aria-disabled={!canCancel(state)}
          aria-describedby={mayHaveArrived ? backId : undefined}
          onClick={() => void takeBack()}
        >
          {t('panel.request.takeBack')}
        </button>
        {mayHaveArrived && (
          <p id={backId} className="muted">
            {t('panel.request.mayBeThere')}
          </p>
        )}
      </div>
      {wasHeld && <CannotWait session={session} />}
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
  // Since it was asked for: what holds it up is found anew whenever the app starts.
  if (holdup.why === 'network') return t('panel.request.waitsForNetwork', { time: inWords(queuedAtMs) });
  const time = inWords(Math.max(holdup.sinceMs, queuedAtMs));
  return t(holdup.why === 'disk' ? 'panel.request.waitsForDisk' : 'panel.request.waitsForHub', { time });
}

/** "Next try: 14:05", while that is still to come. */
function useNextTry(hub: Snapshot['hub']): string {
  const { t } = useTranslation();
  const { nowMs, language } = usePanel().snapshot;
  const atMs = hub?.holdup?.nextTryAtMs;
  if (atMs === undefined || atMs <= nowMs) return '';
  return t('panel.request.nextTry', { time: momentInWords(atMs, nowMs, language) });
}

/** Ways that need neither this computer's network nor the hub. */
export function CannotWait({ session: { request } }: { session: RequestSession }) {
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
