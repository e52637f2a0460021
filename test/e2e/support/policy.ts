import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Machine } from './machine.ts';

/** A policy of a test's machine; answers the switch that makes a start heed it. */
export function policyOf(machine: Machine, policy: Record<string, unknown>): string {
  const path = join(machine.home, 'policy.json');
  writeFileSync(path, JSON.stringify(policy));
  return `--policy=${path}`;
}

/** Tests run at any hour of any day. */
export const noQuietHours = {
  quietHours: { from: '00:00', until: '00:00', days: [] },
  weeklyNoticeBudget: 50,
};
