import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  managedPreferencesPath,
  policyOfPreferences,
  preferencesDomain,
  readManagedPreferences,
} from '../../../electron/adapters/policy-macos.ts';
import { readPolicy } from '../../../shared/policy/read-policy.ts';
import { temporaryFolder } from './temp-folder.ts';

const inTest = (path: string): string => join(import.meta.dirname, '../..', path);
const printed = readFileSync(inTest('fixtures/policy/macos/managed.json'), 'utf8');

it('has the identity of the package', () => {
  const builder = readFileSync(inTest('../electron-builder.yml'), 'utf8');
  expect(/^appId: (.+)$/m.exec(builder)?.[1]).toBe(preferencesDomain);
});

it('leaves out what macOS writes beside our keys, and nothing else', () => {
  expect(readPolicy(policyOfPreferences(printed))).toEqual({
    policy: {
      forced: { startAtLogin: true, textSizePercent: 125 },
      defaults: {},
      ...{ country: 'DK', quietHours: { from: '18:00', until: '07:00', days: ['sat'] } },
    },
    mistakes: [],
  });
  expect(readPolicy(policyOfPreferences('{"PayloadSite":"Oslo"}')).mistakes[0]).toContain('"PayloadSite"');
});

it('starts plutil only where a profile is', async () => {
  const folder = await temporaryFolder();
  const asked: string[][] = [];
  const run = (file: string, args: readonly string[]) => {
    asked.push([file, ...args]);
    return Promise.resolve(printed);
  };
  const path = managedPreferencesPath(folder);
  expect(await readManagedPreferences(path, run)).toBeUndefined();
  expect(asked).toEqual([]);
  await writeFile(path, 'bplist00');
  expect(await readManagedPreferences(path, run)).toMatchObject({ country: 'DK' });
  expect(asked).toEqual([['/usr/bin/plutil', '-convert', 'json', '-o', '-', path]]);
});
