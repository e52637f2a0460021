import { z } from 'zod';
import { expiryOf, fileTimeMs } from './file-time.ts';
import { kerberosPassword } from './kerberos-macos.ts';
import { passwordIds, passwordReadings, type PasswordFacts } from './password.ts';
import { parsePlist } from './plist.ts';
import { exitCodeOf, type RunCommand, type SignalSource } from './source.ts';

const dayMs = 24 * 60 * 60_000;

const accountSchema = z.object({ passwordLastSetTime: z.number().optional() });

/** `dscl . -read /Users/anna accountPolicyData`: seconds since 1970. An account without a password has no time. */
export function parseLastSet(output: string): number | undefined {
  const { passwordLastSetTime } = accountSchema.parse(parsePlist(output));
  return passwordLastSetTime === undefined ? undefined : passwordLastSetTime * 1000;
}

const changeRuleSchema = z.object({
  policyContent: z.string(),
  policyParameters: z.record(z.string(), z.unknown()).optional(),
});
const policiesSchema = z.object({ policyCategoryPasswordChange: z.array(changeRuleSchema).optional() });

/** `pwpolicy getaccountpolicies`: after how many days a new password is asked for; nothing where no rule says so. */
export function parseExpiresAfterDays(output: string): number | undefined {
  const plist = parsePlist(output);
  if (plist === undefined) {
    // Cut off it would say that no rule says so.
    if (output.includes('<plist')) throw new Error('Half of a property list.');
    return undefined;
  }
  const days = (policiesSchema.parse(plist).policyCategoryPasswordChange ?? []).flatMap((rule) => {
    const value = Number(rule.policyParameters?.policyAttributeExpiresEveryNDays);
    return rule.policyContent.includes('policyAttributeExpiresEveryNDays') && value > 0 ? [value] : [];
  });
  return days.length === 0 ? undefined : Math.min(...days);
}

/** `dscl . -read /Users/anna OriginalNodeName`: the directory of a mobile account, on a line of its own. */
export const parseDirectory = (output: string): string | undefined =>
  /^OriginalNodeName:\s*(\/Active Directory\/.+?)\s*$/m.exec(output)?.[1];

/** The same of `/Active Directory/...`, with attributes of Active Directory. */
export function parseDirectoryEntry(output: string): PasswordFacts | undefined {
  const field = (name: string): string | undefined =>
    new RegExp(`^(?:dsAttrTypeNative:)?${name}:\\s*(\\d+)\\s*$`, 'm').exec(output)?.[1];
  const expires = field('msDS-UserPasswordExpiryTimeComputed');
  if (expires === undefined) return undefined;
  const changedAtMs = fileTimeMs(field('pwdLastSet') ?? '');
  return { expires: expiryOf(expires), ...(Number.isFinite(changedAtMs) ? { changedAtMs } : {}) };
}

const dscl = '/usr/bin/dscl';

async function directoryPassword(
  run: RunCommand,
  node: string,
  user: string,
): Promise<PasswordFacts | undefined> {
  const attributes = ['msDS-UserPasswordExpiryTimeComputed', 'pwdLastSet'];
  try {
    return parseDirectoryEntry(await run(dscl, [node, '-read', `/Users/${user}`, ...attributes], 6_000));
  } catch (thrown) {
    // It ran, and its directory did not answer, or not in time.
    if (exitCodeOf(thrown) === undefined && !isKilled(thrown)) throw thrown;
    return { expires: 'unreachable' };
  }
}

const isKilled = (thrown: unknown): boolean =>
  typeof thrown === 'object' && thrown !== null && 'killed' in thrown && thrown.killed === true;

async function localPassword(run: RunCommand, user: string): Promise<PasswordFacts> {
  const policies = (whose: readonly string[]): Promise<string> =>
    run('/usr/bin/pwpolicy', [...whose, '-getaccountpolicies']);
  const [account, own, all] = await Promise.all([
    run(dscl, ['.', '-read', `/Users/${user}`, 'accountPolicyData']),
    // Ends with an error where there are none for this person.
    policies(['-u', user]).catch(() => ''),
    policies([]),
  ]);
  const lastSetMs = parseLastSet(account);
  const days = Math.min(
    ...[own, all].map((output) => parseExpiresAfterDays(output) ?? Number.POSITIVE_INFINITY),
  );
  if (!Number.isFinite(days))
    return { expires: 'never', ...(lastSetMs === undefined ? {} : { changedAtMs: lastSetMs }) };
  return lastSetMs === undefined
    ? { expires: Number.NaN }
    : { expires: lastSetMs + days * dayMs, changedAtMs: lastSetMs };
}

/** The password that signs in: of the directory behind the Kerberos extension, of Active Directory, of this Mac. */
export const macPasswordSource = ({ run, user }: { run: RunCommand; user: string }): SignalSource => ({
  source: 'app-sso, dscl, pwpolicy',
  ids: passwordIds,
  async read(nowMs) {
    const kerberos = await kerberosPassword(run);
    if (kerberos) return passwordReadings(kerberos, nowMs);
    const node = await run(dscl, ['.', '-read', `/Users/${user}`, 'OriginalNodeName']).then(
      parseDirectory,
      () => undefined,
    );
    const facts =
      node === undefined ? await localPassword(run, user) : await directoryPassword(run, node, user);
    return passwordReadings(facts ?? { expires: Number.NaN }, nowMs);
  },
  keepMs: 30 * 60_000,
  timeoutMs: 20_000,
});
