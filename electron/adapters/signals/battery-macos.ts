import type { BatteryFacts } from './battery.ts';
import type { RunCommand } from './source.ts';

/** `ioreg` of the class AppleSmartBattery: lines of `"MaxCapacity" = 100`. Nothing on a Mac without a battery. */
export function parseSmartBattery(output: string): BatteryFacts | undefined {
  const valueOf = (key: string): string | undefined =>
    new RegExp(`^[ |]*"${key}" = (.+?)[ \\t]*$`, 'm').exec(output)?.[1];
  const numberOf = (key: string): number => Number(valueOf(key) ?? Number.NaN);
  if (valueOf('MaxCapacity') === undefined) return undefined;
  const external = valueOf('ExternalConnected');
  // Apple silicon counts MaxCapacity in percent and keeps mAh elsewhere; older Macs have mAh in both.
  const inMah = ['NominalChargeCapacity', 'AppleRawMaxCapacity'].map(numberOf).find((mah) => mah > 0);
  return {
    percent: (numberOf('CurrentCapacity') / numberOf('MaxCapacity')) * 100,
    isOnMains: external === undefined ? undefined : external === 'Yes',
    fullCapacity: inMah ?? (numberOf('MaxCapacity') > 100 ? numberOf('MaxCapacity') : Number.NaN),
    designCapacity: numberOf('DesignCapacity'),
  };
}

export const macBattery = async (run: RunCommand): Promise<BatteryFacts | undefined> =>
  parseSmartBattery(await run('/usr/sbin/ioreg', ['-r', '-w0', '-c', 'AppleSmartBattery']));
