import type { ReadBus } from '../dbus/properties.ts';
import { linuxCameraSource } from './camera-linux.ts';
import { linuxClockSource } from './clock-linux.ts';
import { linuxConnectivitySource } from './connectivity-linux.ts';
import { linuxFocusSource } from './focus-linux.ts';
import { linuxMediaSource } from './media-linux.ts';
import { linuxMemorySource } from './memory-linux.ts';
import { linuxNameplateSource } from './nameplate-linux.ts';
import { linuxPasswordSource } from './password-linux.ts';
import { linuxPowerSource } from './power-linux.ts';
import { cupsSource } from './printers.ts';
import { linuxProxySource } from './proxy-linux.ts';
import { linuxFullScreenSource, linuxLockSource } from './session-linux.ts';
import type { RunCommand, SignalSource } from './source.ts';
import { linuxVersionSource } from './system-linux.ts';
import { linuxUpdatesSource } from './updates-linux.ts';
import { linuxVolumesSource } from './volumes-linux.ts';
import { linuxWifiSource } from './wifi-linux.ts';

export interface LinuxDeps {
  /** Empty; a folder that looks like a machine in tests. */
  root: string;
  environment: Readonly<Record<string, string | undefined>>;
  configDir: string;
  user: string;
  run: RunCommand;
  readBus: ReadBus;
}

/** What is read on Linux beside what is read everywhere. */
export function linuxSources({
  root,
  environment,
  configDir,
  user,
  run,
  readBus,
}: LinuxDeps): SignalSource[] {
  return [
    linuxVersionSource(root),
    linuxNameplateSource(root),
    linuxVolumesSource(root),
    linuxMemorySource(root),
    linuxCameraSource(root),
    linuxPasswordSource({ root, user, run }),
    linuxUpdatesSource(root),
    linuxPowerSource({ root, readBus }),
    linuxConnectivitySource(readBus),
    linuxWifiSource({ root, run }),
    linuxProxySource({ environment, configDir, run }),
    cupsSource({ user, run }),
    linuxMediaSource({ root, environment, run }),
    linuxFullScreenSource({ environment, run }),
    linuxLockSource(readBus),
    linuxFocusSource({ desktop: environment.XDG_CURRENT_DESKTOP ?? '', run, readBus }),
    linuxClockSource(run),
  ];
}
