import { openDestination } from '../destination/open-destination.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { adviceOn, roleInWords, type Advice } from '../sign/advice.ts';
import { expiriesOf, expiryInWords, type Expiry } from '../sign/expiry.ts';
import type { Lifetimes } from '../sign/lifetimes.ts';
import type { Place } from '../sign/read-roots.ts';
import { destinationRefused, type SignRefusal } from '../sign/sign-refusal.ts';
import type { PublishedState } from '../sign/signed-state.ts';
import { webPlace } from '../sign/web-place.ts';
import type { CommandContext } from './command.ts';

/** Where to read: a web address as machines have it, a folder, or `s3://bucket/prefix`. */
export function openPlace(address: string, env: CommandContext['env']): Result<Place, SignRefusal> {
  if (/^https?:\/\//i.test(address)) return ok(webPlace(address));
  const opened = openDestination(address, env);
  return opened.ok ? opened : refuse(destinationRefused(opened.error));
}

export interface SignatureReport {
  roles: readonly Expiry[];
  advice: readonly Advice[];
}

/** Prints how long each signature holds and what is to be done. */
export function reportSignatures(
  state: PublishedState,
  lifetimes: Lifetimes,
  { console, nowMs }: CommandContext,
): SignatureReport {
  const roles = expiriesOf(state, lifetimes, nowMs);
  for (const row of roles)
    console.log(
      `${roleInWords[row.role].padEnd(17)}  version ${String(row.version).padEnd(5)}  ${expiryInWords(row, nowMs)}`,
    );
  const advice = adviceOn(state, roles, nowMs);
  printAdvice(advice, console);
  return { roles, advice };
}

export function printAdvice(advice: readonly Advice[], console: CommandContext['console']): void {
  for (const { what, remedy } of advice) console.log(`! ${what}\n  → ${remedy}`);
}
