import { networkInterfaces } from 'node:os';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Os } from '../../../shared/os.ts';
import { known, textOf, unknown, type SignalSource } from './source.ts';

export interface InterfaceFacts {
  name: string;
  /** Carries an address that reaches further than this machine and its link. */
  hasAddress: boolean;
  /** Linux tells; elsewhere an address is the sign. */
  isUp: boolean;
  isWireless?: boolean | undefined;
}

const tunnel = /^(?:tun|tap|wg|ppp|utun|ipsec|vpn|nordlynx|proton|cscotun|gpd|zt|tailscale)\d*/i;
const tunnelOnWindows = /vpn|wireguard|tap-windows|anyconnect|globalprotect|fortinet|wintun/i;
/** Bridges and ports of containers and virtual machines: up, but leading nowhere. */
const virtual = /^(?:docker|br-|veth|virbr|vmnet|vboxnet|lxc|lxd|cni|flannel|cali|podman|bridge\d|awdl|llw|anpi|ap\d)/i;
const virtualOnWindows = /vethernet|virtualbox|vmware|hyper-v|loopback/i;
const wireless = /^(?:wl|wlan|wi-?fi|wlp)/i;

const isTunnel = (name: string): boolean => tunnel.test(name) || tunnelOnWindows.test(name);
const isVirtual = (name: string): boolean => virtual.test(name) || virtualOnWindows.test(name);

/** What interfaces amount to. A tunnel alone is no connection: it needs one to run in. */
export function networkOf(interfaces: readonly InterfaceFacts[]): {
  online: boolean;
  kind: 'wifi' | 'ethernet' | 'other' | 'none';
  vpn: boolean;
} {
  const up = interfaces.filter(({ isUp, hasAddress }) => isUp && hasAddress);
  const real = up.filter(({ name }) => !isTunnel(name) && !isVirtual(name));
  const kinds = real.map(({ name, isWireless }) => {
    if (isWireless ?? wireless.test(name)) return 'wifi';
    return /^(?:e[nt]|eth|local area)/i.test(name) ? 'ethernet' : 'other';
  });
  const kind = (['ethernet', 'wifi', 'other'] as const).find((one) => kinds.includes(one)) ?? 'none';
  return { online: real.length > 0, kind, vpn: up.some(({ name }) => isTunnel(name)) };
}

/** fe80::/10 and 169.254/16 are given by the machine itself and reach nobody beyond the cable. */
const isLinkLocal = (address: string): boolean => /^fe[89ab]/i.test(address) || address.startsWith('169.254.');

async function linuxFacts(sys: string, name: string): Promise<{ isUp: boolean; isWireless: boolean }> {
  const folder = join(sys, 'class/net', name);
  const state = await textOf(join(folder, 'operstate'));
  const isWireless = await stat(join(folder, 'wireless')).then(
    () => true,
    () => false,
  );
  // Tunnels and dummies have no carrier to watch and say "unknown" while they are up.
  return { isUp: state !== 'down' && state !== 'lowerlayerdown', isWireless };
}

/** Whether and how the machine is connected, from its interfaces; nothing is sent to find out. */
export function networkSource(os: Os, sys = '/sys'): SignalSource {
  return {
    source: os === 'linux' ? 'network interfaces, /sys/class/net' : 'network interfaces',
    ids: ['network.online', 'network.kind', 'vpn.up'],
    async read() {
      const entries = Object.entries(networkInterfaces());
      if (entries.length === 0 && os !== 'linux') {
        return { 'network.online': unknown('failed'), 'network.kind': unknown('failed'), 'vpn.up': unknown('failed') };
      }
      const facts = await Promise.all(
        entries.map(async ([name, addresses = []]): Promise<InterfaceFacts> => {
          const hasAddress = addresses.some(({ internal, address }) => !internal && !isLinkLocal(address));
          const more = os === 'linux' ? await linuxFacts(sys, name) : { isUp: true };
          return { name, hasAddress, ...more };
        }),
      );
      const { online, kind, vpn } = networkOf(facts);
      return { 'network.online': known(online), 'network.kind': known(kind), 'vpn.up': known(vpn) };
    },
  };
}
