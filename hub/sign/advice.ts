import { refreshToRun, type Where } from './commands-to-run.ts';
import { expiryInWords, type Expiry, type SignedRole } from './expiry.ts';
import type { PublishedState } from './signed-state.ts';

/** Something that somebody should do about the signatures. */
export interface Advice {
  what: string;
  remedy: string;
}

export const roleInWords: Record<SignedRole, string> = {
  root: 'root',
  targets: "the guides' list",
  campaigns: "the notices' list",
  snapshot: 'the snapshot',
  timestamp: 'the timestamp',
};

function renewal(role: SignedRole, where: Where): string {
  switch (role) {
    case 'root':
      return `${refreshToRun(where, '--all')}; it takes the root passphrase.`;
    case 'targets':
    case 'campaigns':
      return `Publish. Or: ${refreshToRun(where, '--all')}.`;
    case 'snapshot':
    case 'timestamp':
      return `${refreshToRun(where)}. See why the daily job did not.`;
  }
}

/** Whether what is published is still signed by keys that were replaced. */
export const isUnfinished = (state: PublishedState): boolean =>
  state.rootsToWrite.length > 0 || state.onlineKeyChanged || state.targetsKeyChanged;

/** What is wrong with what is published or soon will be, and what to do. */
export function adviceOn(
  state: PublishedState,
  expiries: readonly Expiry[],
  nowMs: number,
  where: Where,
): readonly Advice[] {
  const ending = expiries
    .filter(({ health }) => health !== 'good')
    .map(({ role, health, expires }) => {
      const words = `${roleInWords[role]} ${expiryInWords({ health, expires }, nowMs)}`;
      const effect = health === 'expired' ? ': machines keep what they have and take nothing new' : '';
      return { what: `${words}${effect}`, remedy: renewal(role, where) };
    });
  if (!isUnfinished(state)) return ending;
  const what = 'a change of keys is not finished: what is published is still signed by the keys before';
  return [{ what, remedy: `${refreshToRun(where)}.` }, ...ending];
}
