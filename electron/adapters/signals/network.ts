import type { NetworkInterfaceInfo } from 'node:os';
import { isPublicAddress } from '../../../shared/context/public-address.ts';
import type { Os } from '../../../shared/os.ts';
import { linkFactsFromSys, roleOfFacts } from './links-linux.ts';
import { hardwarePorts } from './links-macos.ts';
import { adapters } from './links-windows.ts';
import { networkOf, roleOfName, type Link, type Role } from './links.ts';
import { known, unknown, type Reading, type RunCommand, type SignalSource } from './source.ts';

export interface NetworkDeps {
  sys: string;
  run: RunCommand;
  interfaces(): NodeJS.Dict<NetworkInterfaceInfo[]>;
}

/** fe80::/10 and 169.254/16 are given by the machine itself and reach nobody beyond the cable. */
const isLinkLocal = (address: string): boolean =>
  /^fe[89ab]/i.test(address) || address.startsWith('169.254.');

/** Interfaces with an address that reaches further than their own cable. */
export const reachingInterfaces = (
  interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>,
): { name: string; addresses: string[] }[] =>
  Object.entries(interfaces).flatMap(([name, addresses = []]) => {
    const far = addresses.filter(({ internal, address }) => !internal && !isLinkLocal(address));
    return far.length > 0 ? [{ name, addresses: far.map(({ address }) => address) }] : [];
  });

/** With temporary addresses of IPv6 a machine may have dozens. */
const addressesMax = 6;

/** Addresses that the internet knows the machine by, of its own interfaces: nobody is asked. */
function publicAddresses(reaching: readonly { addresses: readonly string[] }[]): Reading {
  const found = new Set(reaching.flatMap(({ addresses }) => addresses.filter(isPublicAddress)));
  return found.size === 0 ? unknown('not-present') : known([...found].slice(0, addressesMax).join(', '));
}

/** What the system says of its interfaces, by name; nothing when it could not be asked. */
type Lookup = () => Promise<ReadonlyMap<string, Role> | undefined>;

function lookupOf(os: 'windows' | 'macos', run: RunCommand): Lookup {
  const ask = os === 'windows' ? adapters : hardwarePorts;
  return () => ask(run).catch(() => undefined);
}

const retryMs = 10 * 60_000;

/** Asks again only when the interfaces or their addresses changed: asking starts a program. */
function whenChanged(lookup: Lookup): (key: string, nowMs: number) => ReturnType<Lookup> {
  let last: { key: string; atMs: number; roles: ReadonlyMap<string, Role> | undefined } | undefined;
  return async (key, nowMs) => {
    const isAnswered =
      last?.key === key && (last.roles !== undefined || Math.abs(nowMs - last.atMs) < retryMs);
    if (!isAnswered) last = { key, atMs: nowMs, roles: await lookup() };
    return last?.roles;
  };
}

/** Whether and how the machine is connected, from its interfaces; nothing is sent to find out. */
export function networkSource(os: Os, { sys, run, interfaces }: NetworkDeps): SignalSource {
  const rolesOf = os === 'linux' ? undefined : whenChanged(lookupOf(os, run));

  async function links(nowMs: number): Promise<{ links: Link[]; rolesAreSure: boolean }> {
    const reaching = reachingInterfaces(interfaces());
    if (!rolesOf) {
      const found = reaching.map(async ({ name }): Promise<Link> => {
        const facts = await linkFactsFromSys(sys, name);
        return { name, isUp: facts?.isUp ?? true, role: facts ? roleOfFacts(name, facts) : roleOfName(name) };
      });
      return { links: await Promise.all(found), rolesAreSure: true };
    }
    const roles = await rolesOf(JSON.stringify(reaching), nowMs);
    return {
      links: reaching.map(({ name }) => ({ name, isUp: true, role: roles?.get(name) ?? roleOfName(name) })),
      rolesAreSure: roles !== undefined,
    };
  }

  const sources: Record<Os, string> = {
    linux: 'network interfaces, /sys/class/net',
    windows: 'network interfaces, .NET NetworkInterface',
    macos: 'network interfaces, networksetup',
  };
  return {
    source: sources[os],
    ids: ['network.online', 'network.kind', 'vpn.up', 'network.publicAddress'],
    async read(nowMs) {
      const found = await links(nowMs);
      const { online, kind, vpn } = networkOf(found.links);
      // By its name alone a VPN adapter can't be told from a network card ("Ethernet 3").
      const isVpnKnown = vpn || found.rolesAreSure;
      const vpnReading: Reading = isVpnKnown ? known(vpn) : unknown('failed');
      return {
        ...{ 'network.online': known(online), 'network.kind': known(kind), 'vpn.up': vpnReading },
        'network.publicAddress': publicAddresses(reachingInterfaces(interfaces())),
      };
    },
    // PowerShell takes its time to start; it is asked only when something changed.
    ...(os === 'windows' ? { timeoutMs: 6_000 } : {}),
  };
}
