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

const renewal: Record<SignedRole, string> = {
  root: 'Run "zeroline refresh TO --keys KEYS --all" with the root passphrase.',
  targets: 'Publish, or run "zeroline refresh TO --keys KEYS --all".',
  campaigns: 'Publish, or run "zeroline refresh TO --keys KEYS --all".',
  snapshot: 'Run "zeroline refresh TO --keys KEYS", and see why the daily job did not.',
  timestamp: 'Run "zeroline refresh TO --keys KEYS", and see why the daily job did not.',
};

/** What is wrong with what is published or soon will be, and what to do. */
export function adviceOn(
  state: PublishedState,
  expiries: readonly Expiry[],
  nowMs: number,
): readonly Advice[] {
  const ending = expiries
    .filter(({ health }) => health !== 'good')
    .map(({ role, health, expires }) => {
      const words = `${roleInWords[role]} ${expiryInWords({ health, expires }, nowMs)}`;
      const effect = health === 'expired' ? ': machines keep what they have and take nothing new' : '';
      return { what: `${words}${effect}`, remedy: renewal[role] };
    });
  const isUnfinished = state.rootsToWrite.length > 0 || state.onlineKeyChanged || state.targetsKeyChanged;
  if (!isUnfinished) return ending;
  const what = 'a change of keys is not finished: what is published is still signed by the keys before';
  return [{ what, remedy: 'Run "zeroline refresh TO --keys KEYS".' }, ...ending];
}
