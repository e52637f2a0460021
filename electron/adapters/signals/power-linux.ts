import type { ReadBus } from '../dbus/properties.ts';
import { known, textOf, unknown, type Reading, type SignalSource } from './source.ts';

/** The daemon's name since 0.20, and the one before it. */
const services = [
  ['org.freedesktop.UPower.PowerProfiles', '/org/freedesktop/UPower/PowerProfiles'],
  ['net.hadess.PowerProfiles', '/net/hadess/PowerProfiles'],
] as const;

/** What the firmware calls it, by the kernel's words. */
export function savesByFirmware(profile: string): Reading {
  if (['low-power', 'quiet', 'cool'].includes(profile)) return known(true);
  return ['balanced', 'balanced-performance', 'performance'].includes(profile)
    ? known(false)
    : unknown('not-supported');
}

/** Whether the machine saves power on somebody's wish: then the app is quieter too. */
export function linuxPowerSource({ root, readBus }: { root: string; readBus: ReadBus }): SignalSource {
  async function read(): Promise<Reading> {
    for (const [service, path] of services) {
      const asked = { bus: 'system', service, path, interface: service, names: ['ActiveProfile'] } as const;
      const profile = (await readBus(asked))?.[0];
      if (typeof profile === 'string') return known(profile === 'power-saver');
    }
    return savesByFirmware((await textOf(`${root}/sys/firmware/acpi/platform_profile`)) ?? '');
  }
  return {
    source: 'power-profiles-daemon, or /sys/firmware/acpi/platform_profile',
    ids: ['battery.saver'],
    read: async () => ({ 'battery.saver': await read() }),
    keepMs: 60_000,
  };
}
