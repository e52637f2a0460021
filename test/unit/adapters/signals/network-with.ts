import type { NetworkInterfaceInfo } from 'node:os';
import { networkSource } from '../../../../electron/adapters/signals/network.ts';
import type { Os } from '../../../../shared/os.ts';

export const info = (address: string, internal = false): NetworkInterfaceInfo =>
  address.includes(':')
    ? { address, internal, family: 'IPv6', netmask: 'ffff::', mac: '', cidr: null, scopeid: 0 }
    : { address, internal, family: 'IPv4', netmask: '255.0.0.0', mac: '', cidr: null };

const loopback = { lo: [info('127.0.0.1', true), info('::1', true)] };

/** online, kind and vpn of a machine with these addresses. */
export async function networkWith(
  addresses: Record<string, string[]>,
  {
    os = 'linux',
    sys = '/nowhere',
    run = () => Promise.reject(new Error('No such program')),
  }: {
    os?: Os;
    sys?: string;
    run?: () => Promise<string>;
  } = {},
): Promise<unknown[]> {
  const own = Object.fromEntries(
    Object.entries(addresses).map(([name, all]) => [name, all.map((one) => info(one))]),
  );
  const readings = await networkSource(os, { sys, run, interfaces: () => ({ ...loopback, ...own }) }).read(0);
  return (['network.online', 'network.kind', 'vpn.up'] as const).map((id) => {
    const reading = readings[id]!;
    return reading.kind === 'known' ? reading.value : reading.reason;
  });
}
