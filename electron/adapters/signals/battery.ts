import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Os } from '../../../shared/os.ts';
import type { SignalId } from '../../../shared/context/signal.ts';
import { known, textOf, unknown, type Reading, type SignalSource } from './source.ts';

const ids = ['battery.percent', 'battery.charging', 'battery.healthPercent'] as const;
type BatteryReadings = Record<(typeof ids)[number], Reading>;

const none = (reason: 'not-present' | 'failed'): BatteryReadings => ({
  'battery.percent': unknown(reason),
  'battery.charging': unknown(reason),
  'battery.healthPercent': unknown(reason),
});

const percent = (part: number, whole: number): Reading =>
  Number.isFinite(part) && whole > 0 ? known(Math.min(100, (part / whole) * 100)) : unknown('failed');

/** The files of one battery in `/sys/class/power_supply`: as energy (µWh) or as charge (µAh). */
export function batteryOf(file: (name: string) => string | undefined): BatteryReadings {
  const number = (name: string): number => Number(file(name) ?? Number.NaN);
  const unit = file('energy_full') === undefined ? 'charge' : 'energy';
  const capacity = number('capacity');
  const status = file('status');
  return {
    'battery.percent': Number.isFinite(capacity)
      ? known(capacity)
      : percent(number(`${unit}_now`), number(`${unit}_full`)),
    'battery.charging':
      status === undefined || status === 'Unknown' ? unknown('failed') : known(status !== 'Discharging'),
    'battery.healthPercent': percent(number(`${unit}_full`), number(`${unit}_full_design`)),
  };
}

const files = ['type', 'scope', 'capacity', 'status', 'energy_now', 'energy_full', 'energy_full_design'];
const chargeFiles = files.filter((name) => name.startsWith('energy')).map((name) => name.replace('energy', 'charge'));

async function linuxBattery(sys: string): Promise<BatteryReadings> {
  const folder = join(sys, 'class/power_supply');
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const read = async (file: string) => [file, await textOf(join(folder, name, file))] as const;
    const content = new Map(await Promise.all([...files, ...chargeFiles].map(read)));
    // A mouse or a headset has a battery too; its scope says that it is not the machine's.
    if (content.get('type') !== 'Battery' || content.get('scope') === 'Device') continue;
    return batteryOf((file) => content.get(file));
  }
  return none('not-present');
}

async function otherBattery(): Promise<BatteryReadings> {
  // Large, and never needed on Linux: it is loaded when it is used.
  const { battery } = await import('systeminformation');
  const { hasBattery, percent: level, isCharging, acConnected, maxCapacity, designedCapacity } = await battery();
  if (!hasBattery) return none('not-present');
  return {
    'battery.percent': known(level),
    'battery.charging': known(isCharging || acConnected),
    'battery.healthPercent': percent(maxCapacity, designedCapacity),
  };
}

export function batterySource(os: Os, sys = '/sys'): SignalSource {
  const all: readonly SignalId[] = ids;
  return {
    source: os === 'linux' ? '/sys/class/power_supply' : 'battery report of the system',
    ids: all,
    read: () => (os === 'linux' ? linuxBattery(sys) : otherBattery()),
  };
}
