import { describe, expect, it } from 'vitest';
import {
  parseEntry,
  parsePrincipal,
  searchFor,
} from '../../../../electron/adapters/signals/password-directory.ts';
import {
  isLocalAccount,
  linuxPasswordSource,
  parseChage,
} from '../../../../electron/adapters/signals/password-linux.ts';
import { passwordReadings } from '../../../../electron/adapters/signals/password.ts';
import { endedWith, programs, recorded, said } from './fixture.ts';
import { treeOf } from './tree.ts';

const dayMs = 24 * 60 * 60_000;
const changed = Date.UTC(2026, 8, 3);
const lastDay = Date.UTC(2026, 11, 2);
const chage = (change: string, expires: string): string =>
  `Last password change\t\t\t\t\t: ${change}\nPassword expires\t\t\t\t\t: ${expires}\nPassword inactive\t\t\t\t\t: never\n`;

describe('chage', () => {
  it('tells the last whole day', () => {
    expect(parseChage(recorded('chage.txt'))).toEqual({ changedAtMs: changed, expires: lastDay + dayMs });
    expect(parseChage(chage('2026-09-03', '2026-12-02'))).toEqual({
      changedAtMs: changed,
      expires: lastDay + dayMs,
    });
  });

  it('tells what is no date', () => {
    expect(parseChage(chage('Sep 03, 2026', 'never'))?.expires).toBe('never');
    const must = 'password must be changed';
    expect(parseChage(chage(must, must))).toEqual({ expires: 'must-change' });
  });

  it('in another language tells nothing, rather than something wrong', () => {
    expect(parseChage('Letzte Passwortänderung : 03. Sep 2026\nPasswort läuft ab : nie\n')).toBeUndefined();
    expect(parseChage(chage('sept. 03, 2026', 'déc. 02, 2026'))).toBeUndefined();
  });
});

describe('the days that are left', () => {
  const left = (nowMs: number) => {
    const readings = passwordReadings({ expires: lastDay + dayMs, changedAtMs: changed }, nowMs);
    return [
      said(readings['password.state']),
      said(readings['password.daysLeft']),
      said(readings['password.ageDays']),
    ];
  };

  it('are none on the last day, and never negative', () => {
    expect(left(lastDay - 20 * dayMs)).toEqual(['valid', 21, 70]);
    expect(left(lastDay - 13 * dayMs)).toEqual(['expiring', 14, 77]);
    expect(left(lastDay + dayMs - 1)).toEqual(['expiring', 0, 90]);
    expect(left(lastDay + dayMs)).toEqual(['expired', '? not-present', 91]);
    expect(left(lastDay + 300 * dayMs)).toEqual(['expired', '? not-present', 390]);
  });

  it('are no number where the end is not told, or so far away that it means none', () => {
    const at = (expires: number) => said(passwordReadings({ expires }, 0)['password.state']);
    expect(at(10_523_287 * dayMs)).toBe('never-expires');
    expect(at(Number.NaN)).toBe('? failed');
  });

  it('have no age when the clock says that the change lies ahead', () => {
    expect(left(changed - 2 * dayMs)[2]).toBe('? not-present');
  });
});

describe('an account of a directory', () => {
  it('is told by its entry', () => {
    expect(parseEntry(recorded('ipa-entry.ldif'))).toEqual({
      expires: Date.UTC(2022, 7, 18, 10, 55, 15),
      changedAtMs: Date.UTC(2022, 4, 20, 10, 55, 15),
    });
    expect(parseEntry(recorded('ad-entry.ldif'))).toEqual({ expires: 'never' });
    expect(parseEntry('msDS-UserPasswordExpiryTimeComputed: 0\npwdLastSet: 0\n')).toEqual({
      expires: 'must-change',
    });
    expect(parseEntry('dn: CN=Anna\n\n')).toBeUndefined();
  });

  it('is asked for as its own principal, with nothing in its name that a filter would obey', () => {
    const principal = parsePrincipal(
      'Ticket cache: KCM:1000\nDefault principal: an*(na@EXAMPLE.ORG\n\nValid',
    );
    expect(principal).toEqual({ name: 'an*(na', realm: 'EXAMPLE.ORG' });
    expect(searchFor(principal!)).toContain(
      '(|(sAMAccountName=an\\2a\\28na)(krbPrincipalName=an\\2a\\28na@EXAMPLE.ORG))',
    );
    expect(searchFor(principal!)).toContain('ldap:///dc%3Dexample%2Cdc%3Dorg');
    // A service is no person.
    expect(parsePrincipal('Default principal: host/pc1@EXAMPLE.ORG\n')).toBeUndefined();
  });

  it('belongs to nobody whose name only begins like it', () => {
    expect(isLocalAccount('root:x:0:0::/root:/bin/sh\nannabel:x:1:1::/:/bin/sh', 'anna')).toBe(false);
    expect(isLocalAccount('root:x:0:0::/root:/bin/sh\nanna:x:1:1::/:/bin/sh', 'anna')).toBe(true);
  });
});

describe('the source', () => {
  const nowMs = lastDay - 5 * dayMs;
  const state = async (passwd: string, answers: Parameters<typeof programs>[0]) => {
    const root = await treeOf({ 'etc/passwd': passwd });
    const source = linuxPasswordSource({ root, user: 'anna', run: programs(answers) });
    return source.read(nowMs).then((readings) => said(readings['password.state']));
  };
  const klist = { 'klist -s': '', klist: 'Default principal: anna@EXAMPLE.ORG\n' };

  it('asks chage about an account of this machine, and the directory about its own', async () => {
    const local = 'anna:x:1000:1000::/home/anna:/bin/bash';
    expect(await state(local, { 'chage -l anna': recorded('chage.txt') })).toBe('expiring');
    expect(await state('', { ...klist, ldapsearch: recorded('ipa-entry.ldif') })).toBe('expired');
  });

  it('says that a directory is out of reach: no ticket, no server, or no answer in time', async () => {
    expect(await state('', { 'klist -s': endedWith(1) })).toBe('directory-unreachable');
    expect(await state('', { ...klist, ldapsearch: endedWith(255) })).toBe('directory-unreachable');
    const slow = Object.assign(new Error('slow'), { killed: true, code: null });
    expect(await state('', { ...klist, ldapsearch: slow })).toBe('directory-unreachable');
  });

  it('does not say so where nothing could have asked', async () => {
    await expect(state('', {})).rejects.toThrow('ENOENT');
    await expect(state('', klist)).rejects.toThrow('ENOENT');
  });
});
