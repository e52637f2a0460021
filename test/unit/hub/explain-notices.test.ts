import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, afterEach, expect, test } from 'vitest';
import { compiledFolder, createPublisher, quickQuality } from '../../support/published-kb.ts';
import { smallKb } from './kb.ts';
import { zeroline } from './zeroline.ts';

/** A Monday, in working hours. */
const at = '2027-01-11T10:00';
const notices = `
- { id: outage, severity: incident, title: { en: Mail is slow }, text: { en: IT is on it. }, from: 2027-01-11 }
- { id: new-sign-in, severity: notification, title: { en: A number }, text: { en: T }, from: 2027-01-10 }
- { id: move, severity: banner, title: { en: We move }, text: { en: T }, from: 2027-01-01 }
- { id: summer, severity: quiet, title: { en: Summer }, text: { en: T }, from: 2027-06-01, until: 2027-06-30 }
- { id: past, severity: quiet, title: { en: Past }, text: { en: T }, from: 2027-01-02, until: 2027-01-03 }
- { id: oslo, severity: banner, title: { en: Oslo }, text: { en: T }, from: 2027-01-01, audience: { sites: [Oslo] } }
- { id: pilot, severity: quiet, title: { en: Pilot }, text: { en: T }, from: 2027-01-01, audience: { percent: 1 } }
`;

let root: string;
let sources: string;
let built: string;
let folder: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'zeroline-explain-kb-'));
  sources = join(root, 'kb');
  built = join(root, 'built');
  cpSync(smallKb, sources, { recursive: true });
  writeFileSync(join(sources, 'notices.yaml'), notices);
  expect((await zeroline('build', sources, '--out', built)).exit).toBe(0);
}, 60_000);
afterAll(() => rmSync(root, { recursive: true }));
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'zeroline-explain-'))));
afterEach(() => rmSync(folder, { recursive: true }));

interface Told {
  notices: { notice: string; message: string; why?: string; until?: string; because: string[] }[];
  otherNotices: { notice: string; why: string; nextFrom?: string }[];
}

async function explain(signals: Record<string, unknown>, ...options: string[]) {
  const file = join(folder, 'signals.json');
  writeFileSync(file, JSON.stringify({ 'os.family': 'linux', ...signals }));
  const ran = await zeroline('explain', '--signals', file, '--kb', built, '--at', at, ...options, '--json');
  const json = JSON.parse(ran.out.at(-1) ?? '{}') as Told;
  return { ...ran, ...json, told: ran.out.slice(0, -1).join('\n') };
}

const policy = (content: unknown): string[] => {
  const file = join(folder, 'policy.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return ['--policy', file];
};

test('each entry of the year plan is shown or not, with its reason and when it comes', async () => {
  const { exit, otherNotices, notices: shown, told } = await explain({});
  expect(exit).toBe(0);
  expect(shown.map(({ notice, message }) => `${notice} ${message}`)).toEqual([
    'outage comes',
    'new-sign-in comes',
    'move none',
    'pilot none',
  ]);
  expect(otherNotices).toEqual([
    { notice: 'summer', why: 'not-yet', nextFrom: '2027-06-01 00:00' },
    { notice: 'past', why: 'over' },
    { notice: 'oslo', why: 'other-site' },
  ]);
  expect(told).toContain('outage: incident, its message comes now');
  expect(told).toContain('not known, so it holds nothing: workday.firstAfterAbsence, screen.locked');
  expect(told).toContain('for 1 of 100 machines: this one may be another');
  expect(told).toContain('summer: no notice, not-yet, next from 2027-06-01 00:00');
});

const call = { 'microphone.inUse': true, 'camera.inUse': true };
test.each<[string, Record<string, unknown>, string[], string, string | undefined]>([
  ['a call', call, [], 'in-call', undefined],
  ['sharing', { 'screen.shared': true }, [], 'screen-shared', undefined],
  ['the camera', { 'camera.inUse': true }, [], 'camera-in-use', undefined],
  ['a lock', { 'screen.locked': true }, [], 'locked', undefined],
  ['full screen', { 'screen.fullScreen': true }, [], 'full-screen', undefined],
  ['do-not-disturb', { 'focus.doNotDisturb': true }, [], 'do-not-disturb', undefined],
  ['a saver', { 'battery.saver': true }, [], 'battery-saver', undefined],
  ['the evening', {}, ['--at', '2027-01-11T19:00'], 'quiet-hours', '2027-01-12 08:00'],
  ['the first hour', { 'workday.firstAfterAbsence': true }, [], 'just-returned', '2027-01-11 11:00'],
])('%s holds every message by its name', async (_what, signals, options, why, until) => {
  const { notices: shown, told } = await explain(signals, ...options);
  const messages = shown.filter(({ message }) => message !== 'none');
  expect(messages.map((one) => one.message)).toEqual(['held', 'held']);
  expect(messages.map((one) => [one.why, one.until])).toEqual([
    [why, until],
    [why, until],
  ]);
  expect(told).toContain(`its message is held, ${why}`);
  for (const id of Object.keys(signals)) expect(told).toContain(`${id} is true (the file, now)`);
});

test('an hour after coming back nothing is held, and a week has its budget', async () => {
  const back = { 'workday.firstAfterAbsence': true };
  const later = await explain(back, '--back', '2027-01-11T08:30');
  expect(later.notices[0]).toMatchObject({ notice: 'outage', message: 'comes' });
  const spent = await explain({}, '--interrupted', '2027-01-08T09:00', '--interrupted', '2027-01-07T09:00');
  // The last place is an outage's; then nothing is left.
  expect(spent.notices.slice(0, 2)).toMatchObject([
    { notice: 'outage', message: 'comes' },
    { notice: 'new-sign-in', message: 'held', why: 'weekly-budget', until: '2027-01-15 09:00' },
  ]);
});

test('what was put away is not shown; an outage stays', async () => {
  const { notices: shown, otherNotices } = await explain({}, '--dismissed', 'move', '--dismissed', 'outage');
  expect(shown.map(({ notice }) => notice)).toEqual(['outage', 'new-sign-in', 'pilot']);
  expect(otherNotices).toContainEqual({ notice: 'move', why: 'dismissed' });
});

test('the policy says where the machine is, what is quiet, and what is not read', async () => {
  const set = policy({
    ...{ site: 'Oslo', signalsOff: ['screen.locked'], weeklyNoticeBudget: 1 },
    quietHours: { from: '12:00', until: '13:00' },
  });
  const { notices: shown } = await explain({ 'screen.locked': true }, ...set);
  expect(shown.map(({ notice, message, why }) => [notice, message, why])).toEqual([
    ['outage', 'comes', undefined],
    ['new-sign-in', 'held', 'weekly-budget'],
    ['move', 'none', undefined],
    ['oslo', 'none', undefined],
    ['pilot', 'none', undefined],
  ]);
  const lunch = await explain({}, ...set, '--at', '2027-01-11T12:30');
  expect(lunch.notices[0]).toMatchObject({ why: 'quiet-hours', until: '2027-01-11 13:00' });
});

test.each([
  ['not JSON', '{', 'is not JSON: '],
  ['a mistake', { site: 7 }, '"site" must be text'],
])('a policy that is %s is refused', async (_what, content, detail) => {
  const { exit, err } = await explain({}, ...policy(content));
  expect(exit).toBe(4);
  expect(err).toContain(detail);
});

test('sources and what was published explain their notices like what was built', async () => {
  const publisher = await createPublisher();
  try {
    await publisher.publish(await compiledFolder(sources), { quality: quickQuality });
    const { notices: shown, otherNotices } = await explain({});
    for (const kb of [sources, publisher.dir]) {
      const other = await explain({}, '--kb', kb);
      expect(other.notices).toEqual(shown);
      expect(other.otherNotices).toHaveLength(otherNotices.length);
      expect(other.otherNotices).toEqual(expect.arrayContaining(otherNotices));
    }
  } finally {
    await publisher.remove();
  }
}, 60_000);
