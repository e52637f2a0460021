import { expect, it } from 'vitest';
import { networkOf, roleOfName } from '../../../../electron/adapters/signals/links.ts';
import { networkSource } from '../../../../electron/adapters/signals/network.ts';
import { info, networkWith } from './network-with.ts';
import { treeOf } from './tree.ts';

/** Entries of `/sys/class/net` as Linux 6.1 has them. */
const net = (name: string, files: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([file, text]) => [`class/net/${name}/${file}`, text]));
const card = (name: string, operstate: string) =>
  net(name, { operstate, type: '1', 'device/': '', uevent: `INTERFACE=${name}` });
const wifi = (name: string, operstate: string) => ({
  ...card(name, operstate),
  ...net(name, { 'wireless/': '', 'phy80211/': '', uevent: `DEVTYPE=wlan\nINTERFACE=${name}` }),
});
const bridge = (name: string, port: string) => ({
  ...net(name, {
    operstate: 'up',
    'bridge/': '',
    uevent: `DEVTYPE=bridge\nINTERFACE=${name}`,
    [`lower_${port}`]: `-> ../${port}`,
  }),
});

const laptop = { ...card('enp0s31f6', 'down'), ...wifi('wlp0s20f3', 'up') };

it.each<[string, Record<string, string>, Record<string, string[]>, unknown[]]>([
  ['nothing but itself', {}, {}, [false, 'none', false]],
  ['Wi-Fi', laptop, { wlp0s20f3: ['192.168.1.4', 'fe80::1'] }, [true, 'wifi', false]],
  [
    'Wi-Fi that waits for its password',
    wifi('wlp0s20f3', 'dormant'),
    { wlp0s20f3: ['10.0.0.4'] },
    [false, 'none', false],
  ],
  [
    'a cable beside Wi-Fi',
    { ...laptop, ...card('enp0s31f6', 'up') },
    { wlp0s20f3: ['192.168.1.4'], enp0s31f6: ['10.1.1.1'] },
    [true, 'ethernet', false],
  ],
  ['a cable that was pulled', card('eth0', 'down'), { eth0: ['10.1.1.1'] }, [false, 'none', false]],
  [
    'an address of its own making',
    card('eth0', 'up'),
    { eth0: ['169.254.7.7', 'fe80::2'] },
    [false, 'none', false],
  ],
  ['IPv6 only', card('eth0', 'up'), { eth0: ['2001:db8::5'] }, [true, 'ethernet', false]],
  [
    'a mobile modem',
    net('wwan0', { operstate: 'unknown', 'device/': '', uevent: 'DEVTYPE=wwan' }),
    { wwan0: ['100.1.1.1'] },
    [true, 'other', false],
  ],
  [
    'OpenVPN over Wi-Fi',
    { ...laptop, ...net('tun0', { operstate: 'unknown', tun_flags: '0x1001' }) },
    { wlp0s20f3: ['192.168.1.4'], tun0: ['10.8.0.2'] },
    [true, 'wifi', true],
  ],
  [
    'WireGuard under a name of its own',
    { ...laptop, ...net('office', { operstate: 'unknown', uevent: 'DEVTYPE=wireguard' }) },
    { wlp0s20f3: ['192.168.1.4'], office: ['10.9.0.2'] },
    [true, 'wifi', true],
  ],
  [
    'a tunnel whose cable was pulled',
    { ...card('eth0', 'down'), ...net('tun0', { operstate: 'unknown', tun_flags: '0x1001' }) },
    { tun0: ['10.8.0.2'] },
    [false, 'none', true],
  ],
  [
    'PPP over Wi-Fi',
    { ...laptop, ...net('ppp0', { operstate: 'unknown', uevent: 'DEVTYPE=ppp' }) },
    { wlp0s20f3: ['192.168.1.4'], ppp0: ['10.7.0.2'] },
    [true, 'wifi', true],
  ],
  [
    'PPP alone',
    net('ppp0', { operstate: 'unknown', uevent: 'DEVTYPE=ppp' }),
    { ppp0: ['10.7.0.2'] },
    [true, 'other', false],
  ],
  ['containers', bridge('docker0', 'veth1'), { docker0: ['172.17.0.1'] }, [false, 'none', false]],
  [
    'containers on a bridge of any name',
    { ...bridge('internal', 'veth1'), ...net('veth1', { operstate: 'up', 'brport/': '' }) },
    { internal: ['172.18.0.1'] },
    [false, 'none', false],
  ],
  [
    'a bridge with a card in it',
    { ...bridge('br0', 'eth0'), ...card('eth0', 'up') },
    { br0: ['10.0.0.7'] },
    [true, 'ethernet', false],
  ],
  [
    "a virtual machine's port",
    net('vnet0', { operstate: 'unknown', tun_flags: '0x1002', 'brport/': '' }),
    { vnet0: ['10.5.0.1'] },
    [false, 'none', false],
  ],
  [
    'the inside of a container',
    net('eth0', { operstate: 'up', uevent: 'INTERFACE=eth0' }),
    { eth0: ['172.17.0.2'] },
    [true, 'ethernet', false],
  ],
  ['another network namespace', {}, { eth0: ['10.200.0.2'] }, [true, 'ethernet', false]],
])('Linux with %s', async (_name, tree, addresses, expected) => {
  const sys = await treeOf({ 'class/net/': '', ...tree });
  expect(await networkWith(addresses, { sys })).toEqual(expected);
});
it.each([
  ['docker0', 'virtual'],
  ['veth7c2', 'virtual'],
  ['wlan0', 'wifi'],
  ['Wi-Fi 2', 'wifi'],
  ['eth0', 'ethernet'],
  ['enp3s0', 'ethernet'],
  ['utun4', 'tunnel'],
  ['ppp0', 'dial-up'],
  ['usb0', 'other'],
])('by its name %s is %s', (name, role) => expect(roleOfName(name)).toBe(role));

it('an interface that is down counts for nothing', () => {
  const down = (['ethernet', 'wifi', 'tunnel', 'dial-up'] as const).map((role) => ({
    name: role,
    role,
    isUp: false,
  }));
  expect(networkOf(down)).toEqual({ online: false, kind: 'none', vpn: false });
});

it('tells the public addresses of its interfaces, and that there is none behind a router', async () => {
  const told = async (...addresses: string[]) => {
    const interfaces = () => ({ lo: [info('127.0.0.1', true)], eth0: addresses.map((one) => info(one)) });
    const run = () => Promise.reject(new Error('No such program'));
    return (await networkSource('linux', { sys: '/nowhere', run, interfaces }).read(0))[
      'network.publicAddress'
    ];
  };
  expect(await told('192.168.1.4', 'fe80::2', 'fd00::4')).toEqual({ kind: 'unknown', reason: 'not-present' });
  expect(await told('192.168.1.4', '2a02:1811::17', '2a02:1811::17', '2a02:1811::9c2d', '9.9.9.9')).toEqual({
    kind: 'known',
    value: '2a02:1811::17, 2a02:1811::9c2d, 9.9.9.9',
  });
});
