import type { NoticeView } from '../ipc/views.ts';
import type { KeptJoin } from '../requests/join.ts';
import type { Campaign } from './campaign.ts';
import { localTimeMs } from './occurrence.ts';

/** A due notice as the panel shows it; a guide that this machine does not have is left out. */
export function noticeView(
  { key, campaign }: { key: string; campaign: Campaign },
  guideExists: (id: string) => boolean,
  joins: readonly KeptJoin[] = [],
  affectedBy: (key: string) => NoticeView['affected'] = () => undefined,
): NoticeView {
  const { severity, title, text, guide, nextUpdateAt, joinable } = campaign;
  const affected = affectedBy(key);
  const joined = joins.find((join) => join.notice === key);
  return {
    ...{ id: key, severity, title, text },
    ...(guide !== undefined && guideExists(guide) ? { guide } : {}),
    ...(nextUpdateAt === undefined ? {} : { nextUpdateAtMs: localTimeMs(nextUpdateAt) }),
    ...(joinable === true ? { joinable } : {}),
    ...(joined ? { joinedAtMs: joined.atMs } : {}),
    ...(joined?.sentAtMs === undefined ? {} : { joinIsSent: true }),
    ...(affected ? { affected } : {}),
  };
}
