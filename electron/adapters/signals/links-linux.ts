import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { roleOfName, type Role } from './links.ts';
import { isThere, textOf } from './source.ts';

/** What `/sys/class/net/<name>` says. */
export interface LinkFacts {
  isUp: boolean;
  /** `DEVTYPE` of its uevent: wlan, wireguard, bridge, ppp, wwan, vlan, bond. */
  devtype: string;
  isWireless: boolean;
  /** Made by a program through /dev/net/tun: a VPN client, or a virtual machine's port. */
  isTun: boolean;
  isBridge: boolean;
  /** Part of a bridge; the bridge has the address. */
  isInBridge: boolean;
  /** There is hardware behind it. */
  isCard: boolean;
  /** It is made of links (a bridge, bond or VLAN) of which at least one is hardware. */
  isMadeOfCards: boolean;
}

const downStates = new Set(['down', 'lowerlayerdown', 'notpresent', 'dormant']);

/** Nothing when the folder does not know the interface: in another network namespace `/sys` still shows the first. */
export async function linkFactsFromSys(sys: string, name: string): Promise<LinkFacts | undefined> {
  const net = join(sys, 'class/net');
  const entries = await readdir(join(net, name)).catch(() => undefined);
  if (!entries) return undefined;
  const has = (entry: string): boolean => entries.includes(entry);
  const lower = entries.flatMap((entry) =>
    entry.startsWith('lower_') ? [entry.slice('lower_'.length)] : [],
  );
  const [state, uevent, ...cards] = await Promise.all([
    textOf(join(net, name, 'operstate')),
    textOf(join(net, name, 'uevent')),
    ...lower.map((below) => isThere(join(net, below, 'device'))),
  ]);
  return {
    // Tunnels have no carrier to watch and say "unknown" while they are up.
    isUp: !downStates.has(state ?? 'unknown'),
    devtype: /^DEVTYPE=(.*)$/m.exec(uevent ?? '')?.[1] ?? '',
    isWireless: has('wireless') || has('phy80211'),
    isTun: has('tun_flags'),
    isBridge: has('bridge'),
    isInBridge: has('brport'),
    isCard: has('device'),
    isMadeOfCards: cards.includes(true),
  };
}

/** The kernel's word first; a name is only asked where there is no hardware and no type, as inside a container. */
export function roleOfFacts(name: string, facts: LinkFacts): Role {
  if (facts.isWireless) return 'wifi';
  if (facts.isInBridge) return 'virtual';
  if (facts.isTun || facts.devtype === 'wireguard') return 'tunnel';
  if (facts.devtype === 'ppp') return 'dial-up';
  if (facts.devtype === 'wwan') return 'other';
  if (facts.isBridge) return facts.isMadeOfCards ? 'ethernet' : 'virtual';
  return facts.isCard || facts.isMadeOfCards ? 'ethernet' : roleOfName(name);
}
