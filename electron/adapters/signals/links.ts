/**
 * What an interface is for. `tunnel` is a VPN; `dial-up` a PPP link, which is a VPN's or a modem's; `virtual` leads to
 * containers and virtual machines on the same computer.
 */
export type Role = 'ethernet' | 'wifi' | 'other' | 'tunnel' | 'dial-up' | 'virtual';

/** An interface with an address that reaches further than its own cable. */
export interface Link {
  name: string;
  isUp: boolean;
  role: Role;
}

const byName: readonly (readonly [Role, RegExp])[] = [
  ['dial-up', /^ppp\d/i],
  ['tunnel', /^(?:tun|tap|wg|utun|ipsec|xfrm|vpn|nordlynx|proton|cscotun|gpd|zt|tailscale)/i],
  ['tunnel', /\bvpn\b|wireguard|tailscale/i],
  [
    'virtual',
    /^(?:docker|br-|veth|virbr|vnet|vmnet|vboxnet|lxc|lxd|cni|flannel|cali|podman|kube|dummy|ifb)/i,
  ],
  ['virtual', /^(?:bridge\d|awdl|llw|anpi|ap\d|feth|gif|stf|vmenet)/i],
  ['virtual', /vethernet|virtualbox|vmware|loopback/i],
  ['wifi', /^(?:wl|wi-?fi)/i],
  ['ethernet', /^(?:en\d|en[opsx]|eth|local area connection)/i],
];

/** The best guess when the system says nothing about an interface. */
export const roleOfName = (name: string): Role =>
  byName.find(([, pattern]) => pattern.test(name))?.[0] ?? 'other';

export interface Network {
  online: boolean;
  kind: 'wifi' | 'ethernet' | 'other' | 'none';
  vpn: boolean;
}

/** Of two connections the cable is named, as systems prefer it. A tunnel alone is no connection: it runs in one. */
export function networkOf(links: readonly Link[]): Network {
  const up = new Set(links.filter(({ isUp }) => isUp).map(({ role }) => role));
  const card = (['ethernet', 'wifi', 'other'] as const).find((role) => up.has(role));
  // Without a network card in use PPP is the connection itself (a modem); with one it is a tunnel.
  const kind = card ?? (up.has('dial-up') ? 'other' : 'none');
  return {
    online: kind !== 'none',
    kind,
    vpn: up.has('tunnel') || (up.has('dial-up') && card !== undefined),
  };
}
