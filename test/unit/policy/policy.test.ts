import { describe, expect, it } from 'vitest';
import {
  effectiveSettings,
  emptyPolicy,
  managedView,
  mergePolicies,
  policyKeys,
  policySchema,
} from '../../../shared/policy/policy.ts';
import { policyTable } from '../../../shared/policy/policy-table.ts';
import { readPolicy } from '../../../shared/policy/read-policy.ts';

describe('mergePolicies', () => {
  const user = { forced: { language: 'de', textSizePercent: 150 }, defaults: {}, site: 'Bonn' } as const;
  const machine = { forced: { language: 'nb' }, defaults: { startAtLogin: false } } as const;

  it('takes each key from the place that counts most, and says which', () => {
    const merged = mergePolicies([
      { place: 'registry-user', policy: user },
      { place: 'registry-machine', policy: machine },
      { place: 'file', policy: { ...emptyPolicy, site: 'Oslo', group: 'pilot' } },
    ]);
    expect(merged.policy).toEqual({
      forced: { language: 'nb', textSizePercent: 150 },
      defaults: { startAtLogin: false },
      ...{ site: 'Oslo', group: 'pilot' },
    });
    expect(merged.places).toEqual({
      'forced.language': 'registry-machine',
      'forced.textSizePercent': 'registry-user',
      'defaults.startAtLogin': 'registry-machine',
      ...{ site: 'file', group: 'file' },
    });
  });

  it('does not care in which order the places were read', () => {
    const found = [
      { place: 'managed-user', policy: user },
      { place: 'managed-machine', policy: machine },
    ] as const;
    expect(mergePolicies(found)).toEqual(mergePolicies([...found].reverse()));
  });

  it('is no policy where nobody says anything', () => {
    expect(mergePolicies([])).toEqual({ policy: emptyPolicy, places: {} });
  });

  it('puts the machine’s force over a choice, and a choice over its defaults', () => {
    const merged = mergePolicies([{ place: 'file', policy: machine }]);
    expect(effectiveSettings({ language: 'hu' }, merged)).toEqual({
      settings: { language: 'nb', textSizePercent: 100, startAtLogin: false, sendCounts: true },
      forced: { language: 'file' },
    });
  });

  it('shows everything but the long trust file and the key of the hub', () => {
    const knowledgeBase = {
      url: 'https://kb.example.org',
      root: { signed: { _type: 'root' as const }, signatures: [] },
    };
    const merged = mergePolicies([
      { place: 'file', policy: { ...user, knowledgeBase, hubKey: 'a-key-of-the-hub' } },
    ]);
    expect(managedView(merged).values).toEqual({ site: 'Bonn' });
    expect(managedView(merged).places.knowledgeBase).toBe('file');
  });
});

describe('readPolicy', () => {
  it('takes every example of the table', () => {
    for (const key of policyKeys) {
      const { example } = policyTable[key];
      const [first = '', second] = key.split('.');
      const raw = { [first]: second === undefined ? example : { [second]: example } };
      const { policy, mistakes } = readPolicy(raw);
      expect(mistakes).toEqual([]);
      expect(Object.keys(mergePolicies([{ place: 'file', policy }]).places)).toEqual([key]);
    }
  });

  it('answers what the schema takes again', () => {
    const { policy } = readPolicy({ site: ' Oslo ', quietHours: { from: '18:00', until: '07:00' } });
    expect(policy.site).toBe('Oslo');
    expect(policySchema.parse(policy)).toEqual(policy);
  });

  it('drops a bad key alone, and names it with what to write instead', () => {
    const { policy, mistakes } = readPolicy({
      forced: { textSizePercent: 110, language: 'de', startAtLogin: 'yes' },
      defaults: { colour: 'red', hotkey: '' },
      ...{ country: 'Norway', weeklyNoticeBudget: 0, site: '', group: 7 },
      quietHours: { from: '18', until: '07:00' },
    });
    expect(policy).toEqual({ forced: { language: 'de' }, defaults: { hotkey: '' } });
    expect(mistakes).toEqual([
      '"forced.textSizePercent" must be 100, 125, 150, 175 or 200',
      '"forced.startAtLogin" must be true or false',
      '"defaults.colour" is not a setting; use language, textSizePercent, hotkey, startAtLogin, sendCounts',
      '"country" must be two capital letters such as "NO"',
      '"weeklyNoticeBudget" must be a whole number from 1 to 50',
      '"site" must be text of 1 to 100 characters, as the year plan names the site',
      '"group" must be text of 1 to 100 characters, as the year plan names the group',
      '"quietHours" must be { "from": "18:00", "until": "08:00", "days": ["sat", "sun"] } with days of mon, tue, wed, thu, fri, sat, sun',
    ]);
  });

  it('switches off what it knows when one name is misspelt', () => {
    const { policy, mistakes } = readPolicy({ signalsOff: ['camera.inUse', 'camera.inuse', 3] });
    expect(policy.signalsOff).toEqual(['camera.inUse']);
    expect(mistakes).toEqual([
      '"signalsOff": "camera.inuse" is not known; use the names of docs/signals.md',
      '"signalsOff": 3 is not known; use the names of docs/signals.md',
    ]);
  });

  it('leaves out of requests what it knows when one name is misspelt', () => {
    const { policy, mistakes } = readPolicy({ requestLinesOff: ['sound', 'serials'] });
    expect(policy.requestLinesOff).toEqual(['sound']);
    expect(mistakes).toEqual([
      expect.stringMatching(/^"requestLinesOff": "serials" is not known; use tried, /),
    ]);
    expect(readPolicy({ requestLinesOff: 'sound' }).mistakes).toEqual([
      expect.stringMatching(/^"requestLinesOff" must be a list of tried, searched, computer, /),
    ]);
  });

  const known =
    'forced, defaults, knowledgeBase, site, group, country, signalsOff, requestLinesOff, quietHours, weeklyNoticeBudget, hub, hubKey, signIn';
  it.each([
    [[], 'must be { "forced": { ... }, "defaults": { ... } }'],
    [{ force: {} }, `"force" is not known; use ${known}`],
    [JSON.parse('{"__proto__":{"language":"de"}}'), `"__proto__" is not known; use ${known}`],
    [{ forced: [] }, '"forced" must be an object of settings'],
    [
      { signalsOff: 'all' },
      '"signalsOff" must be a list of names of docs/signals.md such as ["camera.inUse"]',
    ],
    [
      { knowledgeBase: { url: 'kb.example.org' } },
      '"knowledgeBase" must be what `zeroline keys trust` writes: { "url", "root" }',
    ],
    [{ knowledgeBase: '{' }, '"knowledgeBase" must be what `zeroline keys trust` writes: { "url", "root" }'],
  ])('explains %j', (raw, mistake) => {
    expect(readPolicy(raw)).toEqual({ policy: emptyPolicy, mistakes: [mistake] });
  });

  it('takes whom to trust as an object or as the text of the file', () => {
    const knowledgeBase = {
      url: 'https://kb.example.org/zeroline',
      root: { signed: { _type: 'root', version: 1 }, signatures: [] },
    };
    expect(readPolicy({ knowledgeBase }).policy.knowledgeBase).toEqual(knowledgeBase);
    expect(readPolicy({ knowledgeBase: JSON.stringify(knowledgeBase) }).policy.knowledgeBase).toEqual(
      knowledgeBase,
    );
  });
});
