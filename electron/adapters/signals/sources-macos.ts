import { macCaptureSource } from './capture-macos.ts';
import { macClockSource } from './clock-macos.ts';
import { macConnectionSource } from './connection-macos.ts';
import { macDevicesSource } from './devices-macos.ts';
import { macFocusSource } from './focus-macos.ts';
import { macLockSource } from './lock-macos.ts';
import { macMemorySource } from './memory-macos.ts';
import { macNameplateSource } from './nameplate-macos.ts';
import { macPasswordSource } from './password-macos.ts';
import { macPowerSaverSource } from './power-saver-macos.ts';
import { cupsSource } from './printers.ts';
import { macProxySource } from './proxy-macos.ts';
import type { RunCommand, SignalSource } from './source.ts';
import { macVersionSource } from './system-macos.ts';
import { macUpdatesSource } from './updates-macos.ts';
import { macVolumesSource } from './volumes-macos.ts';

export interface MacDeps {
  run: RunCommand;
  user: string;
  home: string;
}

/** CUPS on macOS speaks the language of the person, unless these two say otherwise; the rest goes by the locale. */
export const inEnglish =
  (run: RunCommand): RunCommand =>
  (file, args, timeoutMs) =>
    run('/usr/bin/env', ['SOFTWARE=1', 'LANG=C', 'LC_ALL=C', file, ...args], timeoutMs);

/** Which screen is shared, and whether something fills it, is told to no program without special rights. */
const untoldSource: SignalSource = {
  source: 'none',
  ids: ['screen.shared', 'screen.fullScreen'],
  read: () => Promise.resolve({}),
};

/** What a Mac is asked. */
export const macSources = ({ run, user, home }: MacDeps): SignalSource[] => [
  macPasswordSource({ run, user }),
  macVersionSource(run),
  macNameplateSource(run),
  macUpdatesSource(run),
  macVolumesSource({ run }),
  macMemorySource(run),
  macPowerSaverSource(run),
  macConnectionSource(run),
  macProxySource(run),
  macDevicesSource(run),
  cupsSource({ user, run: inEnglish(run) }),
  macCaptureSource(run),
  macLockSource(run),
  macFocusSource(home),
  macClockSource({ run, root: '' }),
  untoldSource,
];
