import { known, unknown, type Reading, type RunCommand, type SignalSource } from './source.ts';

/** `ioreg -n Root -d1`: the console is locked, or the session at it is. An unlocked session has no such key. */
export function lockReading(output: string): Reading {
  const console = /"IOConsoleLocked" = (Yes|No)/.exec(output)?.[1];
  if (console === 'Yes') return known(true);
  const sessions = /"IOConsoleUsers" = \((.*)\)/.exec(output)?.[1];
  if (sessions === undefined) return console === undefined ? unknown('failed') : known(false);
  // Others may be signed in behind it, each with a lock of their own.
  const own = sessions.match(/\{[^{}]*\}/g)?.find((one) => one.includes('"kCGSSessionOnConsoleKey"=Yes'));
  return known(own?.includes('"CGSSessionScreenIsLocked"=Yes') ?? false);
}

export const macLockSource = (run: RunCommand): SignalSource => ({
  source: 'ioreg -n Root, IOConsoleLocked',
  ids: ['screen.locked'],
  read: async () => ({ 'screen.locked': lockReading(await run('/usr/sbin/ioreg', ['-n', 'Root', '-d1'])) }),
});
