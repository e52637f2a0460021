import { known, unknown, type Reading, type RunCommand, type SignalSource } from './source.ts';

/** `pmset -g`: `lowpowermode 1`, or on Macs that also have a high power mode `powermode`: 0 automatic, 1 low, 2 high. */
export function lowPowerReading(output: string): Reading {
  const value = (name: string): string | undefined =>
    new RegExp(`^[ \\t]*${name}[ \\t]+(\\d)[ \\t]*$`, 'm').exec(output)?.[1];
  const mode = value('lowpowermode') ?? value('powermode');
  // A Mac mini has neither.
  return mode === undefined ? unknown('not-present') : known(mode === '1');
}

export const macPowerSaverSource = (run: RunCommand): SignalSource => ({
  source: 'pmset -g',
  ids: ['battery.saver'],
  read: async () => ({ 'battery.saver': lowPowerReading(await run('/usr/bin/pmset', ['-g'])) }),
  keepMs: 60_000,
});
