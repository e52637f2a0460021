import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { smallKb } from './kb.ts';
import { zeroline } from './zeroline.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'zeroline-explain-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** The command on a machine with these signals. */
async function explain(signals: unknown, ...options: string[]) {
  const file = join(folder, 'signals.json');
  writeFileSync(file, typeof signals === 'string' ? signals : JSON.stringify(signals));
  const ran = await zeroline('explain', '--signals', file, '--kb', smallKb, ...options, '--json');
  const last = ran.exit === 2 ? '{}' : (ran.out.at(-1) ?? '');
  return { ...ran, json: JSON.parse(last) as Record<string, unknown> };
}

const away = { 'os.family': 'linux', 'days.away': 18, 'network.online': true };

test('cards and the reason of each, in the language', async () => {
  const { exit, json, out } = await explain(away, '--lang', 'nb');
  expect(exit).toBe(0);
  expect(json['others']).toEqual([]);
  expect(json['cards']).toEqual([]);
  expect(json['welcome']).toMatchObject([
    {
      guide: 'password-forgotten',
      reason: 'Du var borte i 18 dager',
      rank: { urgency: 60, certainty: 1, season: 1, score: 60 },
    },
  ]);
  expect(out.join('\n')).toContain('days.away at-least 7: true, it is 18 (the file, now)');
});

test.each<[string, unknown, string[], string]>([
  ['what is not true', { ...away, 'days.away': 3 }, [], 'not-true'],
  ['what is unknown', { ...away, 'days.away': null }, [], 'unknown'],
  ['what was solved', away, ['--solved', 'password-forgotten'], 'solved-recently'],
  ['what was put away', away, ['--put-away'], 'put-away'],
])('%s gives no card, and says so', async (_what, signals, options, why) => {
  const { json } = await explain(signals, ...options);
  expect(json).toMatchObject({ ok: true, cards: [], welcome: [], others: [{ why }] });
});

test('solved long ago is no reason, and old values are none', async () => {
  const at = '2027-01-04T08:30';
  const solved = await explain(away, '--at', at, '--solved', 'password-forgotten=2027-01-03T09:00');
  expect(solved.json['welcome']).toHaveLength(1);
  const observedAtMs = Date.parse(at) - 25 * 60 * 60_000;
  const whole = Object.entries(away).map(([id, value]) => ({
    ...{ id, source: 'a test', observedAtMs },
    reading: { kind: 'known', value },
  }));
  const old = await explain(whole, '--at', at);
  expect(old.json).toMatchObject({ welcome: [], others: [{ why: 'unknown' }] });
  expect(old.out.join('\n')).toContain('too old: it was 18 (a test, 25 h ago)');
});

test.each([
  ['not JSON', '{', 'not JSON'],
  ['an unknown signal', { 'days.gone': 3 }, 'there is no signal "days.gone"'],
  ['a value of another type', { 'days.away': 'long' }, '"days.away" can\'t be "long"'],
  ['no such value', { 'password.state': 'old' }, '"password.state" can\'t be "old"'],
  ['something else', 'true', 'write { "days.away": 18'],
])('%s is refused', async (_what, signals, detail) => {
  const { exit, json } = await explain(signals);
  expect(exit).toBe(4);
  expect(json).toMatchObject({ ok: false, refusal: { kind: 'unusable-signals' } });
  expect(JSON.stringify(json)).toContain(JSON.stringify(detail).slice(1, -1));
});

test.each<[string, unknown, string[]]>([
  ['without a system', { 'days.away': 3 }, []],
  ['with a language nobody speaks', away, ['--lang', 'fr']],
  ['at no time', away, ['--at', 'tomorrow']],
])('%s it is wrong usage', async (_what, signals, options) => {
  expect((await explain(signals, ...options)).exit).toBe(2);
});
