import { useTranslation } from 'react-i18next';
import type { RequestState } from '../../shared/requests/request.ts';
import { Callout } from './Callout.tsx';

interface RequestRefusedProps {
  state: Extract<RequestState, { kind: 'needs-attention' }>;
  children?: React.ReactNode;
}

/** Why a request needs its person: in our words where we know, else in those of the other side, named as theirs. */
export function RequestRefused({ state, children }: RequestRefusedProps) {
  const { t } = useTranslation();
  const { reason, cause, detail = '', reopened } = state;
  if (reason !== 'refused') {
    const key = reason === 'not-sent' ? 'notSent' : 'couldNotOpen';
    return (
      <Callout tone="warning" title={t(`panel.request.${key}Title`)} text={t(`panel.request.${key}Text`)} />
    );
  }
  const text = cause
    ? t(`panel.request.refusedCause.${cause}`, { detail })
    : [
        t(reopened ? 'panel.request.refusedReopen' : 'panel.request.refusedText'),
        ...(detail === '' ? [] : [t('panel.request.refusedAnswer', { detail })]),
      ].join(' ');
  return (
    <Callout
      tone="warning"
      title={t(cause ? 'panel.request.notSendableTitle' : 'panel.request.refusedTitle')}
      text={text}
    >
      {children}
    </Callout>
  );
}
