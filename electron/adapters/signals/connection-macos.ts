import { known, unknown, type Reading, type RunCommand, type SignalSource } from './source.ts';

/**
 * What macOS found when it joined a network: `Stage : Online`, or the page to sign in on (`WebSheet`, with
 * `WaitingOnUI`). Not documented by Apple: any other stage says nothing, and neither does a missing key.
 */
export function captiveReading(output: string): Reading {
  const stages = [...output.matchAll(/^[ \t]*Stage : (\w+)[ \t]*$/gm)].map(([, stage = '']) =>
    stage.toLowerCase(),
  );
  if (stages.includes('websheet') || /^[ \t]*WaitingOnUI : TRUE[ \t]*$/m.test(output)) return known(true);
  if (stages.includes('online')) return known(false);
  return unknown(stages.length === 0 ? 'not-present' : 'not-read-yet');
}

// scutil takes what to show from its input only. Nothing in the line comes from anywhere else.
const line = "printf '%s\\n' 'show State:/Network/Interface/[^/]+/CaptiveNetwork pattern' | /usr/sbin/scutil";

/** What the system noticed by itself; nothing is sent for it. */
export const macConnectionSource = (run: RunCommand): SignalSource => ({
  source: 'scutil, State:/Network/Interface/*/CaptiveNetwork',
  ids: ['network.captivePortal'],
  read: async () => ({ 'network.captivePortal': captiveReading(await run('/bin/sh', ['-c', line])) }),
  keepMs: 30_000,
});
