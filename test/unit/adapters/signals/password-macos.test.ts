import { describe, expect, it } from 'vitest';
import {
  kerberosPassword,
  parseRealm,
  parseRealms,
} from '../../../../electron/adapters/signals/kerberos-macos.ts';
import {
  macPasswordSource,
  parseDirectory,
  parseDirectoryEntry,
  parseExpiresAfterDays,
  parseLastSet,
} from '../../../../electron/adapters/signals/password-macos.ts';
import { allPlainly, exit, programs, recorded } from './recorded.ts';

const nowMs = Date.UTC(2026, 10, 22, 9);
const dayMs = 24 * 60 * 60_000;

async function read(outputs: Record<string, string | Error>): Promise<unknown[]> {
  const readings = allPlainly(await macPasswordSource({ run: programs(outputs), user: 'anna' }).read(nowMs));
  return ['state', 'daysLeft', 'ageDays'].map((name) => readings[`password.${name}`]);
}

describe('of this Mac', () => {
  const account = recorded('macos', 'dscl-account-policy.txt');
  const expires = recorded('macos', 'pwpolicy-expires.txt');
  const asDelivered = recorded('macos', 'pwpolicy-as-delivered.txt');

  it('is parsed from what the tools print', () => {
    expect(parseLastSet(account)).toBe(1_788_739_200_250);
    expect(parseLastSet(recorded('macos', 'dscl-account-without-password.txt'))).toBeUndefined();
    expect(parseExpiresAfterDays(expires)).toBe(90);
    const rule =
      /<dict>\s*<key>policyContent<\/key>\s*<string>policyAttributeCurrentTime[^]*?<\/dict>\s*<\/dict>/.exec(
        expires,
      )![0];
    expect(parseExpiresAfterDays(expires.replace(rule, rule + rule.replace('>90<', '>60<')))).toBe(60);
    expect(parseExpiresAfterDays(asDelivered)).toBeUndefined();
    expect(parseExpiresAfterDays('Getting account policies for user <anna>\n')).toBeUndefined();
  });

  it('expires by the rule of IT', async () => {
    // Set on 7 September 2026 at 00:00 UTC; 90 days later is 6 December.
    const outputs = { accountPolicyData: account, 'pwpolicy -u': exit(1), pwpolicy: expires };
    expect(await read(outputs)).toEqual(['expiring', 13, 76]);
  });

  it('expires by the shorter of two rules', async () => {
    const own = expires.replace('<integer>90<', '<integer>60<');
    expect((await read({ accountPolicyData: account, 'pwpolicy -u': own, pwpolicy: expires }))[0]).toBe(
      'expired',
    );
  });

  it('never expires where no rule says so', async () => {
    expect(await read({ accountPolicyData: account, pwpolicy: asDelivered })).toEqual([
      'never-expires',
      'not-present',
      76,
    ]);
  });

  it('is not guessed where the tools fail or say less', async () => {
    await expect(read({ accountPolicyData: exit(56), pwpolicy: expires })).rejects.toThrow();
    await expect(read({ accountPolicyData: account, pwpolicy: exit(1) })).rejects.toThrow();
    const without = recorded('macos', 'dscl-account-without-password.txt');
    expect((await read({ accountPolicyData: without, pwpolicy: expires }))[0]).toBe('failed');
  });
});

describe('of Active Directory', () => {
  const node = 'OriginalNodeName:\n /Active Directory/CORP/All Domains\n';
  const fileTime = (ms: number): string => String((BigInt(ms) + 11_644_473_600_000n) * 10_000n);
  /** Attributes as dscl prints them; from documentation. */
  const entry = (expires: string): string =>
    `dsAttrTypeNative:msDS-UserPasswordExpiryTimeComputed: ${expires}\ndsAttrTypeNative:pwdLastSet: ${fileTime(nowMs - 80 * dayMs)}\n`;
  const mobile = (answer: string | Error) => read({ OriginalNodeName: node, 'All Domains': answer });

  it('is found by the node of a mobile account', () => {
    expect(parseDirectory(node)).toBe('/Active Directory/CORP/All Domains');
    expect(parseDirectory('OriginalNodeName: /Active Directory/CORP/example.org\n')).toBe(
      '/Active Directory/CORP/example.org',
    );
    expect(parseDirectory('No such key: OriginalNodeName\n')).toBeUndefined();
    expect(parseDirectoryEntry('name: dsRecTypeStandard:Users\n')).toBeUndefined();
  });

  it('expires as the directory counts', async () => {
    expect(await mobile(entry(fileTime(nowMs + 10 * dayMs)))).toEqual(['expiring', 10, 80]);
    expect(await mobile(entry('9223372036854775807'))).toEqual(['never-expires', 'not-present', 80]);
    expect((await mobile(entry('0')))[0]).toBe('expired');
  });

  it('out of reach', async () => {
    expect(await mobile(exit(78))).toEqual(['directory-unreachable', 'not-present', 'not-present']);
    const slow = Object.assign(new Error('slow'), { killed: true, code: null });
    expect((await mobile(slow))[0]).toBe('directory-unreachable');
  });

  it('that does not tell', async () => {
    expect((await mobile('RecordName: anna\n'))[0]).toBe('failed');
  });
});

describe('of the Kerberos extension', () => {
  const realm = recorded('macos', 'app-sso-realm.json');
  const sso = (list: string, info: string | Error) => ({
    'app-sso -l': list,
    'app-sso -i EXAMPLE.ORG': info,
  });

  it('goes before the account of the Mac', async () => {
    expect(parseRealms('["EXAMPLE.ORG"]')).toEqual(['EXAMPLE.ORG']);
    expect(await read(sso('["EXAMPLE.ORG"]', realm))).toEqual(['expiring', 13, 76]);
  });

  it('never expires where the directory gave no end', () => {
    expect(parseRealm(realm.replace(/.*password_expires_date.*\n/, ''))?.expires).toBe('never');
  });

  it('says nothing before the first sign-in, or of what was never asked', () => {
    expect(parseRealm('{"realm":"EXAMPLE.ORG"}')).toBeUndefined();
    expect(parseRealm('{"realm":"EXAMPLE.ORG","user_name":"anna"}')).toBeUndefined();
  });

  it.each([
    ['no profile', '[]'],
    ['something else', 'app-sso: not configured'],
    ['no name of a realm', '["-x; rm"]'],
  ])('is not asked with %s', async (_name, list) => {
    expect(await kerberosPassword(programs(sso(list, realm)))).toBeUndefined();
  });

  it('leaves the rest to the others when it fails', async () => {
    expect(await kerberosPassword(programs(sso('["EXAMPLE.ORG"]', exit(1))))).toBeUndefined();
    expect(await kerberosPassword(programs({}))).toBeUndefined();
  });
});
