import { expect, it } from 'vitest';
import { batteryOfReport, batterySource } from '../../../../electron/adapters/signals/battery.ts';
import { treeOf } from './tree.ts';

const at = (name: string, files: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(files).map(([file, text]) => [`class/power_supply/${name}/${file}`, text]),
  );

/** Values of a laptop as the kernel writes them (Documentation/ABI/testing/sysfs-class-power). */
const laptop = {
  type: 'Battery',
  present: '1',
  status: 'Discharging',
  capacity: '41',
  energy_now: '19400000',
  energy_full: '46830000',
  energy_full_design: '57000000',
};
const read = async (tree: Record<string, string>) =>
  batterySource('linux', await treeOf({ 'class/power_supply/': '', ...tree })).read(0);
const known = (value: unknown) => ({ kind: 'known', value });
const unknown = (reason: string) => ({ kind: 'unknown', reason });

it('reads a laptop that counts in energy', async () => {
  expect(await read({ ...at('AC', { type: 'Mains', online: '0' }), ...at('BAT0', laptop) })).toEqual({
    'battery.percent': known(41),
    'battery.charging': known(false),
    'battery.healthPercent': known((46.83 / 57) * 100),
  });
});

it('reads a laptop that counts in charge', async () => {
  const files = {
    type: 'Battery',
    status: 'Full',
    charge_now: '50',
    charge_full: '50',
    charge_full_design: '100',
  };
  expect(await read(at('BAT1', files))).toEqual({
    'battery.percent': known(100),
    'battery.charging': known(true),
    'battery.healthPercent': known(50),
  });
});

it('adds up two batteries', async () => {
  const second = {
    ...laptop,
    status: 'Unknown',
    energy_now: '0',
    energy_full: '23170000',
    energy_full_design: '23000000',
  };
  expect(await read({ ...at('BAT0', laptop), ...at('BAT1', second) })).toEqual({
    'battery.percent': known((19.4 / 70) * 100),
    'battery.charging': known(false),
    'battery.healthPercent': known((70 / 80) * 100),
  });
});

it('does not take a mouse, or an empty slot, for the machine', async () => {
  const mouse = { ...laptop, scope: 'Device', capacity: '5' };
  const slot = { type: 'Battery', present: '0' };
  const readings = await read({ ...at('hidpp_battery_0', mouse), ...at('BAT1', slot) });
  expect(Object.values(readings)).toEqual(Array.from({ length: 3 }, () => unknown('not-present')));
});

it('is not present on a machine without the folder', async () => {
  const readings = await batterySource('linux', '/nowhere').read(0);
  expect(readings['battery.percent']).toEqual(unknown('not-present'));
});

it.each([
  ['Charging', known(true)],
  ['Not charging', known(true)],
  ['Discharging', known(false)],
  ['Unknown', unknown('failed')],
])('says for the status %s whether it is on mains', async (status, expected) => {
  expect((await read(at('BAT0', { ...laptop, status })))['battery.charging']).toEqual(expected);
});

it('does not make numbers of what is damaged', async () => {
  const damaged = {
    type: 'Battery',
    status: 'Discharging',
    capacity: 'abc',
    energy_full: '',
    energy_full_design: '0',
  };
  expect(await read(at('BAT0', damaged))).toEqual({
    'battery.percent': unknown('failed'),
    'battery.charging': known(false),
    'battery.healthPercent': unknown('failed'),
  });
});

it('shows no more health than 100 %', async () => {
  const fresh = { ...laptop, energy_full: '60000000' };
  expect((await read(at('BAT0', fresh)))['battery.healthPercent']).toEqual(known(100));
});

it('does not believe the zeros of a report', () => {
  const report = {
    hasBattery: true,
    percent: 0,
    isCharging: false,
    acConnected: true,
    maxCapacity: 0,
    designedCapacity: 50,
  };
  expect(batteryOfReport(report)).toEqual({
    'battery.percent': unknown('failed'),
    'battery.charging': known(true),
    'battery.healthPercent': unknown('failed'),
  });
  expect(batteryOfReport({ ...report, percent: 80, maxCapacity: 40 })).toMatchObject({
    'battery.percent': known(80),
    'battery.healthPercent': known(80),
  });
  expect(batteryOfReport({ ...report, hasBattery: false })['battery.percent']).toEqual(
    unknown('not-present'),
  );
});
