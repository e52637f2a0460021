import { describe, expect, it } from 'vitest';
import { parseSmartBattery } from '../../../../electron/adapters/signals/battery-macos.ts';
import { parseBatteryReport } from '../../../../electron/adapters/signals/battery-windows.ts';
import { batteryReadings, batterySource } from '../../../../electron/adapters/signals/battery.ts';
import type { RunCommand } from '../../../../electron/adapters/signals/source.ts';
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
const notOnLinux: RunCommand = () => Promise.reject(new Error('Not on Linux'));
const read = async (tree: Record<string, string>) =>
  batterySource('linux', { sys: await treeOf({ 'class/power_supply/': '', ...tree }), run: notOnLinux }).read(
    0,
  );
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
  const readings = await batterySource('linux', { sys: '/nowhere', run: notOnLinux }).read(0);
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

/** Lines of `ioreg -r -w0 -c AppleSmartBattery`; from documentation, not recorded. */
const appleSilicon = `+-o AppleSmartBattery  <class AppleSmartBattery, id 0x1000003d1, registered>
    {
      "ExternalConnected" = No
      "BatteryData" = {"DesignCapacity"=9999,"MaxCapacity"=1}
      "AppleRawMaxCapacity" = 4000
      "CurrentCapacity" = 64
      "MaxCapacity" = 100
      "DesignCapacity" = 5000
    }
`;

describe('on macOS', () => {
  it('reads a Mac that counts in percent', () => {
    expect(batteryReadings(parseSmartBattery(appleSilicon))).toEqual({
      'battery.percent': known(64),
      'battery.charging': known(false),
      'battery.healthPercent': known(80),
    });
  });

  it('reads an older Mac that counts in mAh', () => {
    const intel =
      '"ExternalConnected" = Yes\n"CurrentCapacity" = 2000\n"MaxCapacity" = 4000\n"DesignCapacity" = 5000\n';
    expect(batteryReadings(parseSmartBattery(intel))).toEqual({
      'battery.percent': known(50),
      'battery.charging': known(true),
      'battery.healthPercent': known(80),
    });
  });

  it('finds none on a Mac without one', () => expect(parseSmartBattery('')).toBeUndefined());
});

describe('on Windows', () => {
  const report = (part: object) =>
    batteryReadings(
      parseBatteryReport(
        JSON.stringify({ Percent: [80], Status: [2], Full: [40_000], Design: [50_000], ...part }),
      ),
    );

  it('reads the report of CIM', () => {
    expect(report({})).toEqual({
      'battery.percent': known(80),
      'battery.charging': known(true),
      'battery.healthPercent': known(80),
    });
    expect(report({ Status: [1] })['battery.charging']).toEqual(known(false));
    expect(report({ Status: [10] })['battery.charging']).toEqual(unknown('failed'));
  });

  it('does not make numbers of what drivers leave out', () => {
    expect(report({ Percent: [null], Full: [], Design: [] })).toEqual({
      'battery.percent': unknown('failed'),
      'battery.charging': known(true),
      'battery.healthPercent': unknown('failed'),
    });
    expect(report({ Full: [0] })['battery.healthPercent']).toEqual(unknown('failed'));
    expect(report({ Design: [] })['battery.healthPercent']).toEqual(unknown('failed'));
  });

  it('finds none in a computer without one', () => {
    expect(report({ Percent: [], Status: [] })['battery.percent']).toEqual(unknown('not-present'));
  });

  it('fails on anything else, and is then unknown', () => {
    expect(() => parseBatteryReport('Get-CimInstance : Access denied')).toThrow();
    expect(() => parseBatteryReport('{"Percent":"many"}')).toThrow();
  });
});
