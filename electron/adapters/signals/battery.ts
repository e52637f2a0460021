import type { Os } from '../../../shared/os.ts';
import { linuxBattery } from './battery-linux.ts';
import { macBattery } from './battery-macos.ts';
import { windowsBattery } from './battery-windows.ts';
import { known, unknown, type Reading, type RunCommand, type SignalSource } from './source.ts';

/** What systems tell of the machine's battery; a number that they don't tell is not a number. */
export interface BatteryFacts {
  percent: number;
  isOnMains: boolean | undefined;
  /** What it holds when full, now and when it was new, in the same unit. */
  fullCapacity: number;
  designCapacity: number;
}

/** A running machine is not at 0 %: zeros are what was not read. */
const share = (percent: number): Reading =>
  Number.isFinite(percent) && percent > 0 ? known(Math.min(100, percent)) : unknown('failed');

/** The three signals of a battery, or that there is none. */
export function batteryReadings(facts: BatteryFacts | undefined): Record<(typeof ids)[number], Reading> {
  const none = unknown('not-present');
  if (!facts) return { 'battery.percent': none, 'battery.charging': none, 'battery.healthPercent': none };
  return {
    'battery.percent': share(facts.percent),
    'battery.charging': facts.isOnMains === undefined ? unknown('failed') : known(facts.isOnMains),
    'battery.healthPercent': share((facts.fullCapacity / facts.designCapacity) * 100),
  };
}

const ids = ['battery.percent', 'battery.charging', 'battery.healthPercent'] as const;

// Starts a program, and a battery is not in a hurry.
const keepMs = 10 * 60_000;

export function batterySource(os: Os, { sys, run }: { sys: string; run: RunCommand }): SignalSource {
  const sources: Record<
    Os,
    Omit<SignalSource, 'ids' | 'read'> & { ask: () => Promise<BatteryFacts | undefined> }
  > = {
    linux: { source: '/sys/class/power_supply', ask: () => linuxBattery(sys) },
    macos: { source: 'ioreg AppleSmartBattery', ask: () => macBattery(run), keepMs },
    windows: { source: 'CIM Win32_Battery', ask: () => windowsBattery(run), keepMs, timeoutMs: 8_000 },
  };
  const { ask, ...source } = sources[os];
  return { ...source, ids, read: async () => batteryReadings(await ask()) };
}
