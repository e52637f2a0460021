import { expiryOf, fileTimeMs } from './file-time.ts';
import type { PasswordFacts } from './password.ts';
import { exitCodeOf, whyNot, type RunCommand } from './source.ts';

/** The principal of `klist`'s ticket: `Default principal: anna@EXAMPLE.COM`. */
export const parsePrincipal = (output: string): { name: string; realm: string } | undefined => {
  const [, name, realm] = /^Default principal: ([^@/\s]+)@(\S+)$/m.exec(output) ?? [];
  return name === undefined || realm === undefined ? undefined : { name, realm };
};

/** `20240301120000Z`; not a number when it is something else. */
function ofGeneralizedTime(text: string): number {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d+)?Z$/.exec(text)?.slice(1).map(Number);
  const [year, month = 1, day, hour, minute, second] = parts ?? [];
  return year === undefined ? Number.NaN : Date.UTC(year, month - 1, day, hour, minute, second);
}

/** An entry of Active Directory or of FreeIPA as LDIF; nothing when it tells no end at all. */
export function parseEntry(ldif: string): PasswordFacts | undefined {
  const field = (name: string): string => new RegExp(`^${name}: (\\S+)\\s*$`, 'im').exec(ldif)?.[1] ?? '';
  const [ofMicrosoft, ofFreeIpa] = [
    field('msDS-UserPasswordExpiryTimeComputed'),
    field('krbPasswordExpiration'),
  ];
  if (ofMicrosoft === '' && ofFreeIpa === '') return undefined;
  const expires = ofMicrosoft === '' ? ofGeneralizedTime(ofFreeIpa) : expiryOf(ofMicrosoft);
  const changedAtMs =
    ofMicrosoft === '' ? ofGeneralizedTime(field('krbLastPwdChange')) : fileTimeMs(field('pwdLastSet'));
  return { expires, ...(Number.isFinite(changedAtMs) ? { changedAtMs } : {}) };
}

/** In a filter these have a meaning of their own (RFC 4515). */
const escaped = (value: string): string =>
  value.replace(/[\\*()\0]/g, (c) => `\\${c.charCodeAt(0).toString(16).padStart(2, '0')}`);

/** What to ask a directory about its own user; the servers are found by the domain's DNS records. */
export function searchFor({ name, realm }: { name: string; realm: string }): string[] {
  const base = realm
    .toLowerCase()
    .split('.')
    .map((part) => `dc=${part}`)
    .join(',');
  return [
    ...['-LLL', '-Q', '-Y', 'GSSAPI', '-N', '-o', 'nettimeout=2', '-l', '3', '-z', '1'],
    ...['-H', `ldap:///${encodeURIComponent(base)}`, '-b', base],
    `(|(sAMAccountName=${escaped(name)})(krbPrincipalName=${escaped(`${name}@${realm}`)}))`,
    ...['msDS-UserPasswordExpiryTimeComputed', 'pwdLastSet', 'krbPasswordExpiration', 'krbLastPwdChange'],
  ];
}

/**
 * The password of an account that a directory keeps, asked with the person's own ticket, as their own entry, without
 * any right. Without a ticket (not on the company's network yet) the directory is out of reach, which is a value.
 */
export async function directoryPassword(run: RunCommand): Promise<PasswordFacts | undefined> {
  try {
    // Ends with 1 when no ticket is valid any more.
    await run('klist', ['-s']);
    const principal = parsePrincipal(await run('klist', []));
    return principal && parseEntry(await run('ldapsearch', searchFor(principal), 5_000));
  } catch (thrown) {
    if (exitCodeOf(thrown) === undefined && whyNot(thrown) !== 'timed-out') throw thrown;
    return { expires: 'unreachable' };
  }
}
