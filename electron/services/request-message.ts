import type { Translate } from '../../shared/i18n/create-i18n.ts';
import type { Request } from '../../shared/requests/request.ts';
import type { DesktopMessage } from './ports.ts';

/** The message of the desktop about a request that IT answered, solved, or could not take. */
export function requestMessage({ title, reference, state }: Request, t: Translate): DesktopMessage {
  const kind =
    state.kind === 'answered' || state.kind === 'solved' ? state.kind : ('needsAttention' as const);
  const ticket = 'ticket' in state && state.ticket !== undefined ? state.ticket : reference;
  return {
    title: t(`request.news.${kind}`),
    body: t('request.news.about', { title, ticket }),
    clickLabel: t('request.news.open'),
    buttons: [],
  };
}
