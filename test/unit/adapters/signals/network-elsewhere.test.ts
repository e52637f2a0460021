import { describe, expect, it } from 'vitest';
import { parseHardwarePorts } from '../../../../electron/adapters/signals/links-macos.ts';
import { parseAdapters } from '../../../../electron/adapters/signals/links-windows.ts';
import { networkSource } from '../../../../electron/adapters/signals/network.ts';
import { info, networkWith } from './network-with.ts';

/** As `networksetup -listallhardwareports` prints it; from its manual, not recorded. */
const hardwarePorts = `
Hardware Port: Ethernet Adapter (en4)
Device: en4
Ethernet Address: 1e:57:dc:00:00:01

Hardware Port: Thunderbolt Bridge
Device: bridge0
Ethernet Address: 36:2f:6e:00:00:02

Hardware Port: Wi-Fi
Device: en0
Ethernet Address: a4:83:e7:00:00:03

Hardware Port: iPhone USB
Device: en7
Ethernet Address: N/A

VLAN Configurations
===================
`;

describe('on macOS', () => {
  const run = () => Promise.resolve(hardwarePorts);

  it('knows ports by their kind', () => {
    expect(Object.fromEntries(parseHardwarePorts(hardwarePorts))).toEqual({
      en4: 'ethernet',
      bridge0: 'other',
      en0: 'wifi',
      en7: 'other',
    });
  });

  it.each<[string, Record<string, string[]>, unknown[]]>([
    [
      'Wi-Fi, with the tunnels that are always there',
      { en0: ['192.168.1.4'], utun0: ['fe80::1'], awdl0: ['fe80::2'] },
      [true, 'wifi', false],
    ],
    ['a VPN', { en0: ['192.168.1.4'], utun4: ['10.8.0.2'] }, [true, 'wifi', true]],
    ['a cable', { en4: ['10.0.0.4'], en0: ['192.168.1.4'] }, [true, 'ethernet', false]],
    ['only a virtual machine', { bridge100: ['192.168.64.1'] }, [false, 'none', false]],
  ])('%s', async (_name, addresses, expected) => {
    expect(await networkWith(addresses, { os: 'macos', run })).toEqual(expected);
  });
});

/** As ConvertTo-Json writes .NET's NetworkInterface; from documentation, not recorded. */
const adapter = (Name: string, Description: string, Type: number, HasGateway = false) => ({
  Name,
  Description,
  Type,
  HasGateway,
});
const wlan = adapter('WLAN', 'Intel(R) Wi-Fi 6E AX211 160MHz', 71, true);

describe('on Windows', () => {
  const reading = (adapters: unknown, addresses: Record<string, string[]>) =>
    networkWith(addresses, { os: 'windows', run: () => Promise.resolve(JSON.stringify(adapters)) });

  it.each<[string, unknown, Record<string, string[]>, unknown[]]>([
    ['one adapter, without a list', wlan, { WLAN: ['192.168.1.4'] }, [true, 'wifi', false]],
    [
      'a VPN client that looks like a cable',
      [wlan, adapter('Ethernet 3', 'Cisco AnyConnect Virtual Miniport Adapter for Windows x64', 6)],
      { WLAN: ['192.168.1.4'], 'Ethernet 3': ['10.8.0.2'] },
      [true, 'wifi', true],
    ],
    [
      "Windows' own VPN",
      [wlan, adapter('Büro', 'Büro', 23)],
      { WLAN: ['192.168.1.4'], Büro: ['10.8.0.2'] },
      [true, 'wifi', true],
    ],
    [
      'WireGuard',
      [wlan, adapter('office', 'WireGuard Tunnel', 53)],
      { WLAN: ['192.168.1.4'], office: ['10.8.0.2'] },
      [true, 'wifi', true],
    ],
    [
      "Hyper-V's own switch",
      [adapter('vEthernet (Default Switch)', 'Hyper-V Virtual Ethernet Adapter', 6)],
      { 'vEthernet (Default Switch)': ['172.20.0.1'] },
      [false, 'none', false],
    ],
    [
      'a switch that took over the card',
      [adapter('vEthernet (LAN)', 'Hyper-V Virtual Ethernet Adapter #2', 6, true)],
      { 'vEthernet (LAN)': ['10.0.0.4'] },
      [true, 'ethernet', false],
    ],
    [
      'a mobile modem',
      [adapter('Mobilfunk', 'Generic Mobile Broadband Adapter', 243, true)],
      { Mobilfunk: ['100.1.1.1'] },
      [true, 'other', false],
    ],
  ])('%s', async (_name, adapters, addresses, expected) => {
    expect(await reading(adapters, addresses)).toEqual(expected);
  });

  it('does not say "no VPN" when it could not ask', async () => {
    expect(await networkWith({ 'Ethernet 3': ['10.0.0.4'] }, { os: 'windows' })).toEqual([
      true,
      'ethernet',
      'failed',
    ]);
    expect(() => parseAdapters('Cannot invoke method. Language mode')).toThrow();
  });

  it('asks again only when addresses changed', async () => {
    let asked = 0;
    let address = '192.168.1.4';
    const source = networkSource('windows', {
      sys: '',
      interfaces: () => ({ WLAN: [info(address)] }),
      run: () => {
        asked += 1;
        return Promise.resolve(JSON.stringify(wlan));
      },
    });
    await source.read(0);
    await source.read(60_000);
    expect(asked).toBe(1);
    address = '10.0.0.9';
    await source.read(120_000);
    expect(asked).toBe(2);
  });

  it('asks again after ten minutes when it got no answer', async () => {
    let asked = 0;
    const source = networkSource('windows', {
      sys: '',
      interfaces: () => ({ WLAN: [info('192.168.1.4')] }),
      run: () => {
        asked += 1;
        return Promise.reject(new Error('slow'));
      },
    });
    for (const minute of [0, 1, 9, 10]) await source.read(minute * 60_000);
    expect(asked).toBe(2);
  });
});
