import type { ReadBus } from '../dbus/properties.ts';
import { known, unknown, type Reading, type SignalSource } from './source.ts';

/** Values of NetworkManager's NMConnectivityState. */
const states = { none: 1, portal: 2, full: 4 } as const;

/** What NetworkManager's own check found; without that check its word is only a guess from the routes. */
export function portalReading([state, isAvailable, isEnabled]: readonly unknown[] = []): Reading {
  if (isAvailable !== true || isEnabled !== true) return unknown('not-supported');
  if (state === states.portal) return known(true);
  return state === states.full || state === states.none ? known(false) : unknown('not-read-yet');
}

/**
 * Whether a hotel's or an airport's page stands before the network. The property is what the system found out with the
 * address its distribution or IT gave it; reading it sends nothing.
 */
export function linuxConnectivitySource(readBus: ReadBus): SignalSource {
  return {
    source: 'NetworkManager, Connectivity',
    ids: ['network.captivePortal'],
    read: async () => ({
      'network.captivePortal': portalReading(
        await readBus({
          bus: 'system',
          service: 'org.freedesktop.NetworkManager',
          path: '/org/freedesktop/NetworkManager',
          interface: 'org.freedesktop.NetworkManager',
          names: ['Connectivity', 'ConnectivityCheckAvailable', 'ConnectivityCheckEnabled'],
        }),
      ),
    }),
    keepMs: 60_000,
  };
}
