import { expect, it } from 'vitest';
import type { ReadBus } from '../../../electron/adapters/dbus/properties.ts';
import { isMeteredInWindows, meteredReader } from '../../../electron/adapters/metered.ts';
import type { RunCommand } from '../../../electron/adapters/signals/source.ts';

const run: RunCommand = (file) => Promise.reject(new Error(`spawn ${file} ENOENT`));
const noService: ReadBus = () => Promise.resolve(undefined);
const still = () => 0;

// Values of NMMetered: 0 unknown, 1 yes, 2 no, 3 guess yes, 4 guess no.
it.each([
  [0, false],
  [1, true],
  [2, false],
  [3, true],
  [4, false],
  ['1', false],
])('NetworkManager says %j', async (value, isMetered) => {
  const readBus: ReadBus = ({ names }) => Promise.resolve(names[0] === 'Metered' ? [value] : []);
  expect(await meteredReader('linux', { run, readBus, steadyMs: still })()).toBe(isMetered);
});

// NetworkCostType (0 unknown, 1 unrestricted, 2 fixed, 3 variable) and Roaming; from documentation, not recorded.
it.each([
  ['1 False\r\n', false],
  ['2 False\r\n', true],
  ['3 False\r\n', true],
  ['1 True\r\n', true],
  ['0 False\r\n', false],
  [' \r\n', false],
])('Windows says %j', (printed, isMetered) => {
  expect(isMeteredInWindows(printed)).toBe(isMetered);
});

it('is not metered where nobody can say', async () => {
  for (const os of ['linux', 'windows', 'macos'] as const)
    expect(await meteredReader(os, { run, readBus: noService, steadyMs: still })()).toBe(false);
  const hangs: ReadBus = () => Promise.reject(new Error('No answer.'));
  expect(await meteredReader('linux', { run, readBus: hangs, steadyMs: still })()).toBe(false);
});

it('asks again after five minutes', async () => {
  let nowMs = 0;
  let asked = 0;
  const readBus: ReadBus = () => Promise.resolve([(asked += 1) > 1 ? 1 : 2]);
  const isMetered = meteredReader('linux', { run, readBus, steadyMs: () => nowMs });
  expect([await isMetered(), await isMetered()]).toEqual([false, false]);
  nowMs = 5 * 60_000;
  expect(await isMetered()).toBe(true);
});
