import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parsePolicy, policyPath, readPolicy } from '../../../electron/adapters/policy.ts';
import { effectiveSettings, policySchema } from '../../../shared/settings.ts';
import { temporaryFolder } from './temp-folder.ts';

const details = (text: string) => parsePolicy(text, 'policy.json').problems.map((problem) => problem.detail);

describe('readPolicy', () => {
  it('takes the example as it is', async () => {
    const { policy, problems } = await readPolicy(
      join(import.meta.dirname, '../../../resources/policy.example.json'),
    );
    expect(problems).toEqual([]);
    expect(policySchema.parse(policy)).toEqual(policy);
    expect(effectiveSettings({ language: 'hu', startAtLogin: false }, policy)).toEqual({
      settings: { language: 'hu', textSizePercent: 125, hotkey: 'Control+Alt+H', startAtLogin: true },
      forced: ['startAtLogin'],
    });
  });

  it('is no policy when there is no file', async () => {
    const path = join(await temporaryFolder(), 'policy.json');
    expect(await readPolicy(path)).toEqual({ policy: { forced: {}, defaults: {} }, problems: [] });
  });

  it('says so when the file cannot be read', async () => {
    const { problems } = await readPolicy(await temporaryFolder());
    expect(problems[0]?.detail).toMatch(/EISDIR.*permissions/);
  });

  it('reads a file with a byte order mark, as Windows editors write it', async () => {
    const path = join(await temporaryFolder(), 'policy.json');
    await writeFile(path, '\uFEFF{"forced":{"language":"de"}}');
    expect((await readPolicy(path)).policy.forced).toEqual({ language: 'de' });
  });
});

describe('parsePolicy', () => {
  it('takes whom to trust for guides', () => {
    const knowledgeBase = {
      url: 'https://kb.example.org/zeroline',
      root: { signed: { _type: 'root', version: 1 }, signatures: [] },
    };
    const { policy, problems } = parsePolicy(JSON.stringify({ knowledgeBase }), 'policy.json');
    expect([policy.knowledgeBase, problems]).toEqual([knowledgeBase, []]);
  });

  it('drops a bad key alone, and names it with what to write instead', () => {
    const text = JSON.stringify({
      forced: { textSizePercent: 110, language: 'de', startAtLogin: 'yes' },
      defaults: { colour: 'red', hotkey: '' },
    });
    expect(parsePolicy(text, 'policy.json')).toEqual({
      policy: { forced: { language: 'de' }, defaults: { hotkey: '' } },
      problems: [
        'policy.json: "forced.textSizePercent" must be 100, 125, 150, 175 or 200',
        'policy.json: "forced.startAtLogin" must be true or false',
        'policy.json: "defaults.colour" is not a setting; use language, textSizePercent, hotkey, startAtLogin',
      ].map((detail) => ({ kind: 'policy-ignored', detail })),
    });
  });

  it.each([
    ['{', 'policy.json: is not JSON; check it with a JSON editor'],
    ['[]', 'policy.json: must be { "forced": { ... }, "defaults": { ... } }'],
    ['{"force":{}}', 'policy.json: "force" is not known; use forced, defaults, knowledgeBase'],
    ['{"forced":[]}', 'policy.json: "forced" must be an object of settings'],
    [
      '{"knowledgeBase":{"url":"kb.example.org"}}',
      'policy.json: "knowledgeBase" must be what `zeroline keys trust` writes: { "url", "root" }',
    ],
    [
      '{"__proto__":{"language":"de"}}',
      'policy.json: "__proto__" is not known; use forced, defaults, knowledgeBase',
    ],
  ])('explains %s', (text, detail) => {
    expect(details(text)).toEqual([detail]);
  });
});

it('knows where the policy is on each system', () => {
  expect(policyPath('linux', {})).toBe('/etc/zeroline/policy.json');
  expect(policyPath('macos', {})).toBe('/Library/Application Support/Zeroline/policy.json');
  expect(policyPath('windows', { ProgramData: 'D:\\Data' })).toBe('D:\\Data\\Zeroline\\policy.json');
  expect(policyPath('windows', {})).toBe('C:\\ProgramData\\Zeroline\\policy.json');
});
