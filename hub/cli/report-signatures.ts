import { adviceOn, roleInWords, type Advice } from '../sign/advice.ts';
import type { Where } from '../sign/commands-to-run.ts';
import { expiriesOf, expiryInWords, type Expiry } from '../sign/expiry.ts';
import type { Lifetimes } from '../sign/lifetimes.ts';
import type { PublishedState } from '../sign/signed-state.ts';
import type { CommandContext } from './command.ts';

export interface SignatureReport {
  roles: readonly Expiry[];
  advice: readonly Advice[];
}

/** Prints how long each signature holds and what is to be done. */
export function reportSignatures(
  state: PublishedState,
  lifetimes: Lifetimes,
  where: Where,
  { console, nowMs }: CommandContext,
): SignatureReport {
  const roles = expiriesOf(state, lifetimes, nowMs);
  for (const row of roles)
    console.log(
      `${roleInWords[row.role].padEnd(17)}  version ${String(row.version).padEnd(5)}  ${expiryInWords(row, nowMs)}`,
    );
  const advice = adviceOn(state, roles, nowMs, where);
  printAdvice(advice, console);
  return { roles, advice };
}

export function printAdvice(advice: readonly Advice[], console: CommandContext['console']): void {
  for (const { what, remedy } of advice) console.log(`! ${what}\n  → ${remedy}`);
}
