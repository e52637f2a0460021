import { useTranslation } from 'react-i18next';
import { momentInWords } from '../../shared/i18n/format.ts';
import type { Request } from '../../shared/requests/request.ts';
import { joinFacts, unbroken } from '../facts.ts';
import { usePanel } from '../panel.ts';

/** What a request says, where it stands and since when, and the number to ask with. */
export function RequestSummary({ request }: { request: Request }) {
  const { t } = useTranslation();
  const { snapshot } = usePanel();
  const { state, title, description, reference } = request;
  const words = 'reopened' in state && state.reopened ? state.reopened.comment : description;
  return (
    <div className="list sent-request">
      <p className="row__title">{title}</p>
      <p className="muted">
        {joinFacts([
          t(`panel.requests.state.${state.kind}`),
          'atMs' in state ? momentInWords(state.atMs, snapshot.nowMs, snapshot.language) : '',
          unbroken(t('panel.request.reference', { reference })),
        ])}
      </p>
      {words !== '' && <p className="sent-request__words">{words}</p>}
    </div>
  );
}
