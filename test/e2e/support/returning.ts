import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Machine } from './machine.ts';
import { policyOf } from './policy.ts';

export const daysAway = 18;

/**
 * A machine of somebody who comes back after a holiday, and about which IT has decided much: home has "Welcome back",
 * the settings say "set by your organisation". Answers the switches that make a start heed it.
 */
export function returningMachine(machine: Machine, settings: Record<string, unknown> = {}): string[] {
  const lastActiveMs = Date.now() - (daysAway * 24 + 1) * 60 * 60_000;
  writeFileSync(
    join(machine.userData, 'state.json'),
    JSON.stringify({ settings, activity: { lastActiveMs } }),
  );
  const policy = policyOf(machine, {
    forced: { startAtLogin: true, hotkey: 'Control+Alt+H' },
    ...{ site: 'Oslo', group: 'Pilot', country: 'NO', weeklyNoticeBudget: 2 },
    ...{ signalsOff: ['battery.percent', 'camera.inUse'] },
    quietHours: { from: '18:00', until: '07:30', days: ['sat', 'sun'] },
  });
  return [policy];
}
