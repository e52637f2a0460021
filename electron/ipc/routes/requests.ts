import { ok, refuse, type Result } from '../../../shared/result.ts';
import type { Refusal } from '../../../shared/ipc/contract.ts';
import type { Language } from '../../../shared/language.ts';
import { offersFor } from '../../../shared/requests/offers.ts';
import type { Request } from '../../../shared/requests/request.ts';
import type { CampaignRunner } from '../../services/campaign-runner.ts';
import type { GuideLibrary } from '../../services/guide-library.ts';
import type { Opener } from '../../services/ports.ts';
import type { RequestDesk } from '../../services/request-desk.ts';
import type { RequestOutbox } from '../../services/request-outbox.ts';
import type { UsageLog } from '../../services/usage-log.ts';
import type { Routes } from '../handle.ts';

export interface RequestRouteDeps {
  outbox: RequestOutbox;
  desk: RequestDesk;
  usage: UsageLog;
  library: GuideLibrary;
  campaigns: CampaignRunner;
  opener: Opener;
  newId(): string;
  language(): Language;
}

type RequestRoutes = Pick<
  Routes,
  | 'request.start'
  | 'request.get'
  | 'request.edit'
  | 'request.note'
  | 'request.handOver'
  | `request.${'cancel' | 'reopen' | 'openTicket' | 'offers'}`
  | 'request.confirm'
  | 'request.remove'
  | 'request.restore'
>;

const offeredGuides = 3;

const done = <E extends Refusal>(outcome: Result<unknown, E>) => (outcome.ok ? ok({}) : outcome);

/** From a draft to "Did you send it?". */
export function requestRoutes(deps: RequestRouteDeps): RequestRoutes {
  const { outbox, desk, usage, library, campaigns, opener, newId, language } = deps;
  const find = (id: string): Result<Request, Refusal> => {
    const request = outbox.get(id);
    return request ? ok(request) : refuse({ kind: 'no-such-request', detail: id });
  };
  return {
    'request.start': async (from) => desk.start(from),
    'request.get': ({ id }) => find(id),
    'request.edit': ({ id, edit }) => outbox.edit(id, edit),
    'request.note': ({ id, comment }) => outbox.note(id, comment),
    'request.handOver': async ({ id, way }) => {
      const found = find(id);
      if (!found.ok) return found;
      const handed = await desk.handOver(found.value, way);
      if (handed.ok && found.value.state.kind !== 'handed-over') usage.count('requests');
      return handed;
    },
    'request.cancel': ({ id }) => outbox.move(id, { kind: 'cancel' }),
    'request.reopen': ({ id, comment }) => outbox.move(id, { kind: 'reopen', id: newId(), comment }),
    'request.openTicket': async ({ id }) => {
      const state = outbox.get(id)?.state;
      const url = state && 'url' in state ? state.url : undefined;
      if (url === undefined) return refuse({ kind: 'no-such-request', detail: id });
      return opener.openLink(url, library.head().organisation.linkHosts);
    },
    'request.offers': async ({ id, text }) => {
      const guide = outbox
        .get(id)
        ?.lines.find((line) => line.id.startsWith('tried:'))
        ?.id.slice('tried:'.length);
      const { hits } = await library.search(text, offeredGuides + 1);
      const outages = campaigns
        .notices()
        .filter(({ campaign: { severity, joinable } }) => severity === 'incident' || joinable === true)
        .map(({ key, campaign }) => ({ ...campaign, id: key }));
      const sources = { id, guide, outages, words: text, language: language(), requests: outbox.list() };
      const offers = offersFor({ ...sources, hits: hits.map((hit) => hit.id) });
      // Nobody is sent back to the guide that has just failed them.
      const guides = hits.filter((hit) => hit.id !== guide).slice(0, offeredGuides);
      return ok({ guides, ...offers });
    },
    'request.confirm': ({ id, sent, ticket }) => outbox.confirm(id, sent, ticket),
    'request.remove': async ({ id }) => done(await outbox.remove(id)),
    'request.restore': async ({ id }) => done(await outbox.restore(id)),
  };
}
