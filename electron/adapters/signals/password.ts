import { known, unknown, type Reading } from './source.ts';

/** What a system tells of the password of the person at the machine. */
export interface PasswordFacts {
  /**
   * When it stops working; `never`; `must-change`: whoever signs in next has to choose a new one; `unreachable`: the
   * directory that knows can't be asked from here.
   */
  expires: number | 'never' | 'must-change' | 'unreachable';
  /** When it was last changed, where that is told. */
  changedAtMs?: number;
}

const dayMs = 24 * 60 * 60_000;
/** What systems themselves begin to warn at is 5 to 14 days; one number, so that a rule means the same everywhere. */
const expiringDays = 14;
/** Some systems write "never" as a date far away; others' people were told of 10,523,287 days. */
const absurdDays = 10 * 366;

export const passwordIds = ['password.state', 'password.daysLeft', 'password.ageDays'] as const;

function stateOf(expires: PasswordFacts['expires'], nowMs: number): { state: Reading; daysLeft: Reading } {
  const nothing = unknown('not-present');
  const only = (state: string) => ({ state: known(state), daysLeft: nothing });
  if (expires === 'never') return only('never-expires');
  if (expires === 'must-change') return only('expired');
  if (expires === 'unreachable') return only('directory-unreachable');
  if (!Number.isFinite(expires)) return { state: unknown('failed'), daysLeft: unknown('failed') };
  const days = (expires - nowMs) / dayMs;
  if (days > absurdDays) return only('never-expires');
  if (days <= 0) return only('expired');
  return { state: known(days > expiringDays ? 'valid' : 'expiring'), daysLeft: known(Math.floor(days)) };
}

/** The three signals of a password as of now; what is no number of days is not told as one. */
export function passwordReadings(
  { expires, changedAtMs }: PasswordFacts,
  nowMs: number,
): Record<(typeof passwordIds)[number], Reading> {
  const { state, daysLeft } = stateOf(expires, nowMs);
  const ageDays = changedAtMs === undefined ? Number.NaN : (nowMs - changedAtMs) / dayMs;
  return {
    'password.state': state,
    'password.daysLeft': daysLeft,
    // One that was changed in the future was not: a clock is wrong.
    'password.ageDays': ageDays >= -1 ? known(Math.max(0, Math.floor(ageDays))) : unknown('not-present'),
  };
}
