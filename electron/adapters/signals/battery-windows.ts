import { z } from 'zod';
import type { BatteryFacts } from './battery.ts';
import type { RunCommand } from './source.ts';

const numbers = z.array(z.number().nullable());
const reportSchema = z.object({ Percent: numbers, Status: numbers, Full: numbers, Design: numbers });

/** Values of Win32_Battery's BatteryStatus; 10 is "undefined". */
const onMains = new Set([2, 3, 6, 7, 8, 9, 11]);
const onBattery = new Set([1, 4, 5]);

const sum = (values: readonly (number | null)[]): number =>
  values.reduce<number>((total, value) => total + (value ?? Number.NaN), 0);

/** Nothing when the computer has no battery. */
export function parseBatteryReport(json: string): BatteryFacts | undefined {
  const { Percent, Status, Full, Design } = reportSchema.parse(JSON.parse(json));
  if (Percent.length === 0) return undefined;
  const states = Status.filter((state) => state !== null);
  return {
    percent: sum(Percent) / Percent.length,
    isOnMains: states.some((state) => onBattery.has(state))
      ? false
      : states.some((state) => onMains.has(state)) || undefined,
    fullCapacity: sum(Full),
    designCapacity: Full.length === Design.length ? sum(Design) : Number.NaN,
  };
}

// Capacities are in another namespace, which some drivers leave empty.
const wmi = (className: string, property: string): string =>
  `@(Get-CimInstance -Namespace root/wmi -ClassName ${className} -ErrorAction SilentlyContinue | ForEach-Object ${property})`;

const script = [
  '$b = @(Get-CimInstance -ClassName Win32_Battery)',
  '[pscustomobject]@{ Percent = @($b | ForEach-Object EstimatedChargeRemaining); ' +
    'Status = @($b | ForEach-Object BatteryStatus); ' +
    `Full = ${wmi('BatteryFullChargedCapacity', 'FullChargedCapacity')}; ` +
    `Design = ${wmi('BatteryStaticData', 'DesignedCapacity')} } | ConvertTo-Json -Compress`,
].join('; ');

/** The batteries of a Windows computer as one. */
export const windowsBattery = async (run: RunCommand): Promise<BatteryFacts | undefined> =>
  parseBatteryReport(
    await run('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', script], 7_000),
  );
