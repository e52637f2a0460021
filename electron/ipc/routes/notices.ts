import type { Refusal } from '../../../shared/ipc/contract.ts';
import { ok, refuse } from '../../../shared/result.ts';
import type { CampaignRunner } from '../../services/campaign-runner.ts';
import type { Interrupter } from '../../services/interrupter.ts';
import type { RequestOutbox } from '../../services/request-outbox.ts';
import type { Routes } from '../handle.ts';

export interface NoticeRouteDeps {
  campaigns: CampaignRunner;
  interrupter: Interrupter;
  outbox: RequestOutbox;
  isPanelVisible(): boolean;
}

type NoticeRoutes = Pick<Routes, `notice.${'dismiss' | 'later' | 'restore' | 'seen' | 'join' | 'leave'}`>;

const outageStays = (id: string) =>
  refuse<Refusal>({ kind: 'not-allowed', detail: `${id} stays until IT withdraws it` });

/** What people do with notices. */
export function noticeRoutes({
  campaigns,
  interrupter,
  outbox,
  isPanelVisible,
}: NoticeRouteDeps): NoticeRoutes {
  const isJoinable = (id: string): boolean =>
    campaigns.notices().some(({ key, campaign }) => key === id && campaign.joinable === true);
  return {
    'notice.dismiss': ({ id }) => (campaigns.dismiss(id) ? ok({}) : outageStays(id)),
    'notice.later': ({ id }) => {
      const untilMs = campaigns.later(id);
      return untilMs === undefined ? outageStays(id) : ok({ untilMs });
    },
    'notice.restore': ({ id }) => {
      campaigns.restore(id);
      return ok({});
    },
    'notice.seen': ({ ids }) => {
      if (isPanelVisible()) interrupter.seen(ids);
      return ok({});
    },
    'notice.join': async ({ id }) => {
      if (!isJoinable(id)) return refuse<Refusal>({ kind: 'not-allowed', detail: `${id} can't be joined` });
      const joined = await outbox.join(id);
      return joined.ok ? ok({}) : joined;
    },
    'notice.leave': async ({ id }) => {
      const left = await outbox.leave(id);
      return left.ok ? ok({}) : left;
    },
  };
}
