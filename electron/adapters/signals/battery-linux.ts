import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BatteryFacts } from './battery.ts';
import { textOf } from './source.ts';

/** One battery's files in `/sys/class/power_supply`, by name. */
export type PowerSupply = ReadonlyMap<string, string>;

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

/** All batteries of the machine as one: some laptops have two. They count in energy (µWh) or in charge (µAh). */
export function batteryOf(supplies: readonly PowerSupply[]): BatteryFacts | undefined {
  // A mouse or a headset has a battery too; its scope says that it is not the machine's.
  const own = supplies.filter(
    (file) => file.get('type') === 'Battery' && file.get('scope') !== 'Device' && file.get('present') !== '0',
  );
  if (own.length === 0) return undefined;
  const unit = own.every((file) => file.has('energy_full')) ? 'energy' : 'charge';
  const numbers = (name: string): number[] => own.map((file) => Number(file.get(name) ?? Number.NaN));
  const fullCapacity = sum(numbers(`${unit}_full`));
  const [capacity = Number.NaN] = numbers('capacity');
  const states = own
    .map((file) => file.get('status'))
    .filter((state) => state !== undefined && state !== 'Unknown');
  return {
    percent:
      own.length === 1 && capacity >= 0 ? capacity : (sum(numbers(`${unit}_now`)) / fullCapacity) * 100,
    // "Not charging" is said of one that is on mains and full enough.
    isOnMains: states.length === 0 ? undefined : !states.includes('Discharging'),
    fullCapacity,
    designCapacity: sum(numbers(`${unit}_full_design`)),
  };
}

const files = [
  ...['type', 'scope', 'present', 'capacity', 'status'],
  ...['energy_now', 'energy_full', 'energy_full_design', 'charge_now', 'charge_full', 'charge_full_design'],
];

export async function linuxBattery(sys: string): Promise<BatteryFacts | undefined> {
  const folder = join(sys, 'class/power_supply');
  const names = await readdir(folder).catch(() => []);
  const supplies = names.map(async (name): Promise<PowerSupply> => {
    const read = async (file: string) => [file, await textOf(join(folder, name, file))] as const;
    const found = await Promise.all(files.map(read));
    return new Map(found.flatMap(([file, text]) => (text === undefined ? [] : [[file, text] as const])));
  });
  return batteryOf(await Promise.all(supplies));
}
