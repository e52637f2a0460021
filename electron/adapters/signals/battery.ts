import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Os } from '../../../shared/os.ts';
import { known, textOf, unknown, type Reading, type SignalSource } from './source.ts';

const ids = ['battery.percent', 'battery.charging', 'battery.healthPercent'] as const;
export type BatteryReadings = Record<(typeof ids)[number], Reading>;

const absent: BatteryReadings = {
  'battery.percent': unknown('not-present'),
  'battery.charging': unknown('not-present'),
  'battery.healthPercent': unknown('not-present'),
};

const percentOf = (part: number, whole: number): Reading =>
  part >= 0 && whole > 0 ? known(Math.min(100, (part / whole) * 100)) : unknown('failed');

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

/** One battery's files in `/sys/class/power_supply`, by name. */
export type PowerSupply = ReadonlyMap<string, string>;

/**
 * All batteries of the machine as one: some laptops have two. They count in energy (µWh) or in charge (µAh). "Not
 * charging" is said of one that is on mains and full enough, so only discharging is not charging.
 */
export function batteryOf(supplies: readonly PowerSupply[]): BatteryReadings {
  // A mouse or a headset has a battery too; its scope says that it is not the machine's.
  const own = supplies.filter(
    (file) => file.get('type') === 'Battery' && file.get('scope') !== 'Device' && file.get('present') !== '0',
  );
  if (own.length === 0) return absent;
  const unit = own.every((file) => file.has('energy_full')) ? 'energy' : 'charge';
  const numbers = (name: string): number[] => own.map((file) => Number(file.get(name) ?? Number.NaN));
  const fullNow = sum(numbers(`${unit}_full`));
  const [capacity = Number.NaN] = numbers('capacity');
  const states = own
    .map((file) => file.get('status'))
    .filter((state) => state !== undefined && state !== 'Unknown');
  const byParts = percentOf(sum(numbers(`${unit}_now`)), fullNow);
  return {
    'battery.percent': own.length === 1 && capacity >= 0 ? known(Math.min(100, capacity)) : byParts,
    'battery.charging': states.length === 0 ? unknown('failed') : known(!states.includes('Discharging')),
    'battery.healthPercent': percentOf(fullNow, sum(numbers(`${unit}_full_design`))),
  };
}

const files = [
  ...['type', 'scope', 'present', 'capacity', 'status'],
  ...['energy_now', 'energy_full', 'energy_full_design', 'charge_now', 'charge_full', 'charge_full_design'],
];

async function onLinux(sys: string): Promise<BatteryReadings> {
  const folder = join(sys, 'class/power_supply');
  const names = await readdir(folder).catch(() => []);
  const supplies = names.map(async (name): Promise<PowerSupply> => {
    const read = async (file: string) => [file, await textOf(join(folder, name, file))] as const;
    const found = await Promise.all(files.map(read));
    return new Map(found.flatMap(([file, text]) => (text === undefined ? [] : [[file, text] as const])));
  });
  return batteryOf(await Promise.all(supplies));
}

/** What the systeminformation package tells of a battery. */
export interface BatteryReport {
  hasBattery: boolean;
  percent: number;
  isCharging: boolean;
  acConnected: boolean;
  maxCapacity: number;
  designedCapacity: number;
}

/** It says 0 for what it could not read; a machine that runs is not at 0 %. */
export function batteryOfReport(report: BatteryReport): BatteryReadings {
  const { hasBattery, percent, isCharging, acConnected, maxCapacity, designedCapacity } = report;
  if (!hasBattery) return absent;
  return {
    'battery.percent': percent > 0 ? known(Math.min(100, percent)) : unknown('failed'),
    'battery.charging': known(isCharging || acConnected),
    'battery.healthPercent': maxCapacity > 0 ? percentOf(maxCapacity, designedCapacity) : unknown('failed'),
  };
}

async function elsewhere(): Promise<BatteryReadings> {
  // Large, and never needed on Linux: it is loaded when it is used.
  const { battery } = await import('systeminformation');
  return batteryOfReport(await battery());
}

export function batterySource(os: Os, sys: string): SignalSource {
  if (os === 'linux') return { source: '/sys/class/power_supply', ids, read: () => onLinux(sys) };
  // Three runs of PowerShell on Windows: slow to start, and a battery is not in a hurry.
  return { source: 'systeminformation battery', ids, read: elsewhere, keepMs: 10 * 60_000, timeoutMs: 8_000 };
}
