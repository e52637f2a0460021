import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  parseRegQuery,
  policyOfRegistry,
  readRegistryPolicy,
} from '../../../electron/adapters/policy-windows.ts';
import { readPolicy } from '../../../shared/policy/read-policy.ts';

const fixture = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../../fixtures/policy/windows', name), 'utf8');
const zeroline = 'Software\\Policies\\Zeroline';

describe('parseRegQuery', () => {
  it('reads what Windows 11 printed', () => {
    const values = parseRegQuery(fixture('lsa.txt'), 'SYSTEM\\CurrentControlSet\\Control\\Lsa');
    expect(values).toHaveLength(7);
    expect(values[1]).toEqual({
      ...{ folder: '', name: 'Authentication Packages' },
      ...{ type: 'REG_MULTI_SZ', data: 'msv1_0' },
    });
    expect(values.find(({ name }) => name === 'LsaPid')?.data).toBe('0x498');
  });

  it('finds the key whatever its capitals', () => {
    const [packages] = parseRegQuery(
      fixture('security-packages.txt'),
      'SYSTEM\\CurrentControlSet\\Control\\LSA',
    );
    expect(packages?.data.split('\\0')).toEqual([
      ...['kerberos', 'msv1_0', 'schannel', 'wdigest', 'tspkg', 'pku2u'],
    ]);
  });

  it('tells a folder from a key that only begins alike', () => {
    const text = 'HKEY_CURRENT_USER\\Software\\Policies\\ZerolineOther\n    site    REG_SZ    Oslo\n';
    expect(parseRegQuery(text, zeroline)).toEqual([]);
  });

  it('takes a text of several lines as one', () => {
    const text = `HKEY_LOCAL_MACHINE\\${zeroline}\r\n    knowledgeBase    REG_SZ    {\r\n"url": 1}\r\n\r\n`;
    expect(parseRegQuery(text, zeroline)[0]?.data).toBe('{\n"url": 1}');
  });
});

describe('policyOfRegistry', () => {
  it('is the same policy as a file would hold', () => {
    const raw = policyOfRegistry(parseRegQuery(fixture('zeroline.txt'), zeroline));
    expect(readPolicy(raw)).toEqual({
      policy: {
        forced: { startAtLogin: true, hotkey: '' },
        defaults: { language: 'nb', textSizePercent: 125 },
        knowledgeBase: {
          url: 'https://kb.example.org/zeroline',
          root: { signed: { _type: 'root' }, signatures: [] },
        },
        ...{ site: 'Tromsø', country: 'NO', signalsOff: ['camera.inUse', 'microphone.inUse'] },
        quietHours: { from: '17:30', until: '07:30', days: ['sun'] },
        weeklyNoticeBudget: 2,
      },
      mistakes: [],
    });
  });

  const mistakesOf = (folder: string, name: string, type: string, data: string): string[] =>
    readPolicy(policyOfRegistry([{ folder, name, type, data }])).mistakes;

  it('leaves a wrong type to the one who names it with its remedy', () => {
    expect(mistakesOf('forced', 'startAtLogin', 'REG_SZ', 'yes')).toEqual([
      '"forced.startAtLogin" must be true or false',
    ]);
    expect(mistakesOf('forced', 'startAtLogin', 'REG_DWORD', '0x2')).toHaveLength(1);
    expect(mistakesOf('', 'weeklyNoticeBudget', 'REG_SZ', '3')).toEqual([
      '"weeklyNoticeBudget" must be a whole number from 1 to 50',
    ]);
    expect(mistakesOf('', 'country', 'REG_BINARY', '4E4F')).toHaveLength(1);
    expect(mistakesOf('forced', 'colour', 'REG_SZ', 'red')[0]).toContain('"forced.colour" is not a setting');
    expect(mistakesOf('deep\\deeper', 'x', 'REG_SZ', '1')[0]).toContain('"deep" is not known');
    expect(mistakesOf('', '__proto__', 'REG_SZ', '1')[0]).toContain('"__proto__" is not known');
  });

  it('takes an empty list for "none"', () => {
    for (const data of ['', '""']) {
      const raw = policyOfRegistry([{ folder: '', name: 'signalsOff', type: 'REG_MULTI_SZ', data }]);
      expect(raw).toEqual({ signalsOff: [] });
    }
  });
});

describe('readRegistryPolicy', () => {
  it('asks for UTF-8 and for everything below the key', async () => {
    const asked: string[][] = [];
    await readRegistryPolicy('registry-user', (file, args) => {
      asked.push([file, ...args]);
      return Promise.resolve('');
    });
    expect(asked).toEqual([
      ['cmd.exe', '/d', '/s', '/c', 'chcp 65001 >nul & reg query HKCU\\Software\\Policies\\Zeroline /s'],
    ]);
  });

  it('takes exit code 1 for "there is none", and anything else for a failure', async () => {
    const failing = (code: unknown) => () =>
      Promise.reject(
        Object.assign(new Error('FEHLER: Der angegebene Schlüssel wurde nicht gefunden.'), { code }),
      );
    await expect(readRegistryPolicy('registry-machine', failing(1))).resolves.toBeUndefined();
    await expect(readRegistryPolicy('registry-machine', failing('ENOENT'))).rejects.toThrow();
  });
});
