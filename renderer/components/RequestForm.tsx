import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WayKind } from '../../shared/requests/request.ts';
import { currentPlace } from '../navigation.ts';
import { usePanel, useTrail } from '../panel.ts';
import type { RequestSession } from '../use-request.ts';
import { Attachments } from './Attachments.tsx';
import { Frame } from './Frame.tsx';
import { Heading } from './Heading.tsx';
import { RequestImpact } from './RequestImpact.tsx';
import { RequestLines } from './RequestLines.tsx';
import { RequestOffers } from './RequestOffers.tsx';
import { RequestRefused } from './RequestRefused.tsx';
import { SecretHint } from './SecretHint.tsx';
import { TopBar } from './TopBar.tsx';

interface RequestFormProps {
  session: RequestSession;
  onHandedOver: () => void;
}

const titleMaxChars = 80;
const descriptionMaxChars = 4000;

/** Everything that will be sent, and nothing else, to be changed before it goes. */
export function RequestForm({ session, onHandedOver }: RequestFormProps) {
  const { t } = useTranslation();
  const { request, edit, change, handOver } = session;
  const { contacts, hub, areas } = usePanel().snapshot;
  const [area] = useState(request.area);
  const { ways } = contacts;
  const place = currentPlace(useTrail());
  const isAtFiles = place.screen === 'request' && place.at === 'files';
  const [isMissing, setIsMissing] = useState(false);
  const titleId = useId();
  const moreId = useId();
  const [firstWay, ...otherWays] = ways;

  async function send(way: WayKind): Promise<void> {
    if (edit.title.trim() === '') {
      setIsMissing(true);
      document.getElementById(titleId)?.focus();
      return;
    }
    await handOver(way);
    onHandedOver();
  }

  const footer = (
    <div className="send">
      {otherWays.length > 0 && (
        <div className="send__others" role="group" aria-label={t('panel.request.otherWays')}>
          {otherWays.map((way) => (
            <button key={way} type="button" className="link" onClick={() => void send(way)}>
              {t(`panel.request.way.${way}`)}
            </button>
          ))}
        </div>
      )}
      <div className="send__first">
        <span className="tiny">
          {t('panel.request.only')}{' '}
          {firstWay === 'hub' &&
            hub &&
            (hub.signIn && hub.signIn.state !== 'in'
              ? t('panel.signIn.before')
              : t('panel.request.sentAs', { name: hub.sentAs }))}
        </span>
        {firstWay && (
          <button type="button" className="btn btn--primary" onClick={() => void send(firstWay)}>
            {t(`panel.request.way.${firstWay}`)}
          </button>
        )}
      </div>
    </div>
  );
  return (
    <Frame header={<TopBar />} footer={footer}>
      <Heading>{t('panel.request.new')}</Heading>
      {request.state.kind === 'needs-attention' && <RequestRefused state={request.state} />}
      <div className="field">
        <label htmlFor={titleId}>{t('panel.request.what')}</label>
        <input
          id={titleId}
          data-arrive={isAtFiles ? undefined : true}
          value={edit.title}
          maxLength={titleMaxChars}
          aria-invalid={isMissing && edit.title.trim() === ''}
          aria-describedby={isMissing ? `${titleId}-missing` : undefined}
          onChange={(event) => change({ title: event.target.value })}
        />
        {isMissing && edit.title.trim() === '' && (
          <p id={`${titleId}-missing`} className="field__problem" role="alert">
            {t('panel.request.whatMissing')}
          </p>
        )}
        <SecretHint
          id={`${titleId}-secret`}
          text={edit.title}
          charsMax={titleMaxChars}
          onCovered={(title) => change({ title })}
        />
      </div>
      <div className="field">
        <label htmlFor={moreId}>{t('panel.request.more')}</label>
        <textarea
          id={moreId}
          rows={3}
          value={edit.description}
          maxLength={descriptionMaxChars}
          onChange={(event) => change({ description: event.target.value })}
        />
        <SecretHint
          id={`${moreId}-secret`}
          text={edit.description}
          charsMax={descriptionMaxChars}
          onCovered={(description) => change({ description })}
        />
      </div>
      <RequestImpact impact={edit.impact} onImpact={(impact) => change({ impact })} />
      <RequestOffers id={request.id} text={`${edit.title}\n${edit.description}`} />
      <Attachments request={request} onChanged={session.changed} arrive={isAtFiles} />
      <RequestLines
        lines={request.lines}
        ticked={edit.ticked}
        onTicked={(ticked) => change({ ticked })}
        {...(area !== undefined && {
          area: {
            title: areas.find(({ id }) => id === area)?.title ?? area,
            isTicked: edit.area !== undefined,
            onTicked: (isOn) => change({ area: isOn ? area : undefined }),
          },
        })}
      />
      <p className="tiny">{t('panel.request.reference', { reference: request.reference })}</p>
    </Frame>
  );
}
