import { useState } from 'react';
import { isInQueue, isWithHub } from '../../shared/requests/hub-outcome.ts';
import type { Request as RequestData } from '../../shared/requests/request.ts';
import { Footer } from '../components/Footer.tsx';
import { Frame } from '../components/Frame.tsx';
import { Refused } from '../components/Refused.tsx';
import { RequestForm } from '../components/RequestForm.tsx';
import { RequestHandedOver } from '../components/RequestHandedOver.tsx';
import { RequestOnItsWay } from '../components/RequestOnItsWay.tsx';
import { RequestSent } from '../components/RequestSent.tsx';
import { RequestWithIt } from '../components/RequestWithIt.tsx';
import { RequestWithoutHub } from '../components/RequestWithoutHub.tsx';
import { TopBar } from '../components/TopBar.tsx';
import { usePanel } from '../panel.ts';
import { useAnswer } from '../use-answer.ts';
import { useRequest } from '../use-request.ts';

/** One request, from the draft to "sent". */
export function Request({ id }: { id: string }) {
  const answer = useAnswer('request.get', { id });
  if (answer?.ok) return <OpenedRequest opened={answer.value} />;
  return (
    <Frame header={<TopBar />} footer={<Footer />} ready={answer !== undefined}>
      {answer && <Refused refusal={answer.error} />}
    </Frame>
  );
}

/** A request has one screen for each question: what to send, whether it was sent, and what comes of it. */
function OpenedRequest({ opened }: { opened: RequestData }) {
  const session = useRequest(opened);
  const { snapshot } = usePanel();
  const [isChanging, setIsChanging] = useState(false);
  const { state } = session.request;
  const { kind } = state;
  if (isInQueue(state)) {
    return snapshot.hub ? <RequestOnItsWay session={session} /> : <RequestWithoutHub session={session} />;
  }
  if (isWithHub(state) || (kind === 'needs-attention' && state.reopened)) {
    return <RequestWithIt session={session} />;
  }
  if (kind === 'sent') return <RequestSent session={session} />;
  if (kind === 'handed-over' && !isChanging) {
    return <RequestHandedOver session={session} onChange={() => setIsChanging(true)} />;
  }
  return <RequestForm session={session} onHandedOver={() => setIsChanging(false)} />;
}
