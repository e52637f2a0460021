import { expect, it } from 'vitest';
import { isMeteredInLinux, isMeteredInWindows, meteredReader } from '../../../electron/adapters/metered.ts';
import { outputOf, type RunCommand } from '../../../electron/adapters/signals/source.ts';
import { onlyPrograms } from './fake-programs.ts';

const missing: RunCommand = (file) => Promise.reject(new Error(`spawn ${file} ENOENT`));

// Values of NMMetered: 0 unknown, 1 yes, 2 no, 3 guess yes, 4 guess no.
it.each([
  ['u 0\n', false],
  ['u 1\n', true],
  ['u 2\n', false],
  ['u 3\n', true],
  ['u 4\n', false],
  ['(<uint32 1>,)\n', true],
  ['(<uint32 4>,)\n', false],
  ['', false],
])('NetworkManager says %j', (printed, isMetered) => {
  expect(isMeteredInLinux(printed)).toBe(isMetered);
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

it('asks NetworkManager by one of two programs, without a shell', async () => {
  const both = await onlyPrograms({ busctl: 'exit 1', gdbus: "echo '(<uint32 1>,)'" });
  expect(await meteredReader('linux', outputOf, () => 0)()).toBe(true);
  expect(await both.calls()).toEqual([
    'busctl --system get-property org.freedesktop.NetworkManager /org/freedesktop/NetworkManager org.freedesktop.NetworkManager Metered',
    'gdbus call --system --dest org.freedesktop.NetworkManager --object-path /org/freedesktop/NetworkManager --method org.freedesktop.DBus.Properties.Get org.freedesktop.NetworkManager Metered',
  ]);
});

it('is not metered where nobody can say', async () => {
  for (const os of ['linux', 'windows', 'macos'] as const)
    expect(await meteredReader(os, missing, () => 0)()).toBe(false);
});

it('asks again after five minutes', async () => {
  let nowMs = 0;
  let runs = 0;
  const run: RunCommand = () => Promise.resolve((runs += 1) > 1 ? 'u 1' : 'u 2');
  const isMetered = meteredReader('linux', run, () => nowMs);
  expect([await isMetered(), await isMetered()]).toEqual([false, false]);
  nowMs = 5 * 60_000;
  expect(await isMetered()).toBe(true);
});
