import { readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { policyPath, readPolicyFile } from '../../../electron/adapters/policy-file.ts';
import { policyReader, policySources, type PolicySource } from '../../../electron/adapters/policy.ts';
import type { RunCommand } from '../../../electron/adapters/signals/source.ts';
import { temporaryFolder } from './temp-folder.ts';

const inRoot = (path: string): string => join(import.meta.dirname, '../../..', path);
const fileAt = (path: string): PolicySource => ({
  ...{ place: 'file', name: 'policy.json', path },
  read: () => readPolicyFile(path),
});
const details = ({ problems }: Awaited<ReturnType<ReturnType<typeof policyReader>>>): string[] =>
  problems.map(({ kind, detail }) => `${kind} ${detail}`);

describe('the policy file', () => {
  it('is taken as the example has it', async () => {
    const { policy, problems, places } = await policyReader([
      fileAt(inRoot('resources/policy.example.json')),
    ])();
    expect(problems).toEqual([]);
    expect(policy.forced).toEqual({ startAtLogin: true });
    expect(policy.defaults).toEqual({ language: 'nb', textSizePercent: 125, hotkey: 'Control+Alt+H' });
    expect(places['forced.startAtLogin']).toBe('file');
  });

  it('is no policy when there is none', async () => {
    const path = join(await temporaryFolder(), 'policy.json');
    expect(await policyReader([fileAt(path)])()).toEqual({
      policy: { forced: {}, defaults: {} },
      places: {},
      problems: [],
    });
  });

  it('says so when it cannot be read', async () => {
    const found = await policyReader([fileAt(await temporaryFolder())])();
    expect(details(found)).toEqual(['policy-ignored policy.json: is not a file; put the policy file there']);
  });

  it('may begin with a byte order mark, as Windows editors write it', async () => {
    const path = join(await temporaryFolder(), 'policy.json');
    await writeFile(path, '\uFEFF{"forced":{"language":"de"}}');
    expect((await policyReader([fileAt(path)])()).policy.forced).toEqual({ language: 'de' });
  });

  it('goes on counting while it is broken, and no longer when it is gone', async () => {
    const path = join(await temporaryFolder(), 'policy.json');
    const read = policyReader([fileAt(path)]);
    await writeFile(path, '{"signalsOff":["camera.inUse"]}');
    expect((await read()).policy.signalsOff).toEqual(['camera.inUse']);
    await writeFile(path, '{"signalsOff":');
    const broken = await read();
    expect(broken.policy.signalsOff).toEqual(['camera.inUse']);
    expect(details(broken)).toEqual([
      'policy-ignored policy.json: is not JSON; check it with `zeroline policy check`',
    ]);
    await rm(path);
    expect(await read()).toEqual({ policy: { forced: {}, defaults: {} }, places: {}, problems: [] });
  });

  it('has its place on each system', () => {
    expect(policyPath('linux', {})).toBe('/etc/zeroline/policy.json');
    expect(policyPath('macos', {})).toBe('/Library/Application Support/Zeroline/policy.json');
    expect(policyPath('windows', { ProgramData: 'D:\\Data' })).toBe('D:\\Data\\Zeroline\\policy.json');
    expect(policyPath('windows', {})).toBe('C:\\ProgramData\\Zeroline\\policy.json');
  });
});

const machine = { filePath: '/policy.json', user: 'kari', run: () => Promise.reject(new Error('not run')) };

describe('policySources', () => {
  it('has the registry on Windows, managed preferences on macOS, and a file everywhere', () => {
    const places = (os: 'windows' | 'macos' | 'linux') =>
      policySources({ ...machine, os }).map(({ place, path }) => [place, path]);
    expect(places('linux')).toEqual([['file', '/policy.json']]);
    expect(places('windows')).toEqual([
      ['registry-machine', undefined],
      ['file', '/policy.json'],
      ['registry-user', undefined],
    ]);
    expect(places('macos')).toEqual([
      ['managed-machine', '/Library/Managed Preferences/org.zeroline.app.plist'],
      ['file', '/policy.json'],
      ['managed-user', '/Library/Managed Preferences/kari/org.zeroline.app.plist'],
    ]);
  });

  it('names no person', () => {
    for (const os of ['windows', 'macos', 'linux'] as const) {
      for (const { name } of policySources({ ...machine, os })) expect(name).not.toContain('kari');
    }
  });

  it('reads all of Windows, HKLM over HKCU, and goes on without one that fails', async () => {
    const recorded = readFileSync(inRoot('test/fixtures/policy/windows/zeroline.txt'), 'utf8');
    const run: RunCommand = (_file, [, , , command = '']) =>
      command.includes('HKLM')
        ? Promise.resolve(recorded)
        : Promise.resolve(
            'HKEY_CURRENT_USER\\Software\\Policies\\Zeroline\r\n    site    REG_SZ    Oslo\r\n    group    REG_SZ    pilot\r\n',
          );
    const { policy, places } = await policyReader(policySources({ ...machine, os: 'windows', run }))();
    expect([policy.site, places.site]).toEqual(['Tromsø', 'registry-machine']);
    expect([policy.group, places.group]).toEqual(['pilot', 'registry-user']);

    const broken: RunCommand = (file, args) =>
      args.some((word) => word.includes('HKCU'))
        ? Promise.reject(new Error('C:\\Users\\kari'))
        : run(file, args);
    const found = await policyReader(policySources({ ...machine, os: 'windows', run: broken }))();
    expect(found.policy.site).toBe('Tromsø');
    expect(details(found)).toEqual([
      "policy-ignored HKCU\\Software\\Policies\\Zeroline: can't be read (the system gave no answer); check its permissions",
    ]);
  });
});

it('is nothing where only its folder is', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'zeroline'));
  expect(await readPolicyFile(join(folder, 'zeroline', 'policy.json'))).toBeUndefined();
});
