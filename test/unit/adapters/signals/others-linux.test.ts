import { describe, expect, it } from 'vitest';
import { appSources } from '../../../../electron/adapters/signals/app-facts.ts';
import {
  linuxClockSource,
  parseChrony,
  parseTimesync,
} from '../../../../electron/adapters/signals/clock-linux.ts';
import { dnsReading, dnsSource } from '../../../../electron/adapters/signals/dns.ts';
import { localeSource, zoneOfLink } from '../../../../electron/adapters/signals/locale.ts';
import { cupsSource, parseJobs } from '../../../../electron/adapters/signals/printers.ts';
import {
  linuxWifiSource,
  parseIwLink,
  parseWireless,
  percentOfDbm,
} from '../../../../electron/adapters/signals/wifi-linux.ts';
import { inTimeZone } from '../../time-zones.ts';
import { endedWith, programs, recorded, said } from './fixture.ts';
import { treeOf } from './tree.ts';

describe('the clock', () => {
  it('is as wrong as its service says', () => {
    expect(parseChrony(recorded('chrony-tracking.txt'))).toBeCloseTo(1557.763);
    expect(parseTimesync(recorded('timesync-status.txt'))).toBeCloseTo(7.493693);
    expect(parseTimesync('       Offset: -5.086ms\n')).toBeCloseTo(0.005086);
    expect(parseTimesync('       Offset: +1min 3.2s\n')).toBeCloseTo(63.2);
    expect(parseTimesync('       Offset: 39us\n')).toBeCloseTo(0.000039);
  });

  it('is unknown while nothing set it', async () => {
    const loose = recorded('chrony-tracking.txt').replace(': Normal', ': Not synchronised');
    expect(parseChrony(loose)).toBeUndefined();
    const skew = async (answers: Parameters<typeof programs>[0]) =>
      said((await linuxClockSource(programs(answers)).read(0))['clock.skewSeconds']);
    expect(await skew({ 'chronyc -n': loose, timedatectl: '   Server: (null) (ntp.ubuntu.com)\n' })).toBe(
      '? not-read-yet',
    );
    expect(await skew({ 'chronyc -n': endedWith(1), timedatectl: endedWith(1) })).toBe('? not-supported');
    expect(await skew({ timedatectl: recorded('timesync-status.txt') })).toBeCloseTo(7.49);
  });
});

describe('printing', () => {
  inTimeZone('Europe/Oslo');
  const read = async (answers: Parameters<typeof programs>[0], nowMs: number) => {
    const readings = await cupsSource({ user: 'root', run: programs(answers) }).read(nowMs);
    return [said(readings['printer.default']), said(readings['printer.stuckJobs'])];
  };
  const told = `system default destination: Floor3-HP\n${recorded('lpstat-o.txt')}`;
  const sentMs = Date.UTC(2026, 10, 22, 10, 4, 8);

  it('reads times as the machine means them', () => {
    expect(parseJobs(recorded('lpstat-o.txt'))).toEqual([
      { owner: 'root', sentAtMs: sentMs },
      { owner: 'root', sentAtMs: sentMs },
    ]);
  });

  it('is stuck after ten minutes, for the person themselves', async () => {
    expect(await read({ 'lpstat -d -o': told }, sentMs + 10 * 60_000)).toEqual(['Floor3-HP', 0]);
    expect(await read({ lpstat: told }, sentMs + 10 * 60_000 + 1)).toEqual(['Floor3-HP', 2]);
    expect(await read({ lpstat: told.replaceAll('root', 'anna') }, sentMs + 60 * 60_000)).toEqual([
      'Floor3-HP',
      0,
    ]);
    const unread = 'Floor3-HP-1  root  1024   tis 22 nov 2026\n';
    expect(await read({ lpstat: unread }, sentMs + 60 * 60_000)).toEqual(['? not-present', 0]);
  });

  it('without a scheduler has neither a default nor a queue', async () => {
    expect(await read({ lpstat: endedWith(1) }, 0)).toEqual(['? not-present', '? not-present']);
    expect(await read({ lpstat: 'no system default destination\n' }, 0)).toEqual(['? not-present', 0]);
    await expect(read({}, 0)).rejects.toThrow('ENOENT');
  });
});

describe('Wi-Fi', () => {
  it('is as strong on every system', () => {
    expect([-30, -50, -63, -75, -100, -110].map(percentOfDbm)).toEqual([100, 100, 74, 50, 0, 0]);
    expect(parseWireless(recorded('wireless.txt'))).toEqual([-47]);
    expect(parseWireless('wlan0: 0000   52.  194.  161.        0')).toEqual([]);
    expect(parseIwLink('Connected to 00:11 (on wlan0)\n\tSSID: x\n\tsignal: -63 dBm\n')).toBe(-63);
    expect(parseIwLink('Not connected.\n')).toBeUndefined();
  });

  it('is asked of iw only where the kernel keeps no list, and of nobody without a card', async () => {
    const read = async (files: Record<string, string>, answers = {}) => {
      const source = linuxWifiSource({ root: await treeOf(files), run: programs(answers) });
      return said((await source.read(0))['wifi.signalPercent']);
    };
    const card = { 'sys/class/net/wlan0/phy80211/': '', 'sys/class/net/eth0/device/': '' };
    expect(await read({ ...card, 'proc/net/wireless': recorded('wireless.txt') })).toBe(100);
    expect(await read(card, { 'iw dev wlan0 link': '\tsignal: -75 dBm\n' })).toBe(50);
    expect(await read(card, { 'iw dev wlan0 link': 'Not connected.\n' })).toBe('? not-present');
    expect(await read({ 'sys/class/net/eth0/device/': '' })).toBe('? not-present');
  });
});

describe('names of servers', () => {
  it('fail when no name server knows, not when the name is unknown', () => {
    expect(
      [undefined, 'ENOTFOUND', 'ENODATA', 'ETIMEOUT', 'ECONNREFUSED', 'ESERVFAIL', 'EBADNAME'].map((code) =>
        said(dnsReading(code)),
      ),
    ).toEqual([false, false, false, true, true, true, '? failed']);
  });

  it("are tried with the organisation's own, and only on a network", async () => {
    const asked: string[] = [];
    const read = async (host: string | undefined, isConnected = true, code?: string) => {
      const source = dnsSource({
        serverHost: () => host,
        isConnected: () => isConnected,
        resolve(name) {
          asked.push(name);
          return code === undefined
            ? Promise.resolve([])
            : Promise.reject(Object.assign(new Error(code), { code }));
        },
      });
      return said((await source.read(0))['network.dnsFailing']);
    };
    expect(await read(undefined)).toBe('? not-supported');
    for (const number of ['10.0.0.1', '[fd00::1]', 'localhost'])
      expect(await read(number)).toBe('? not-supported');
    expect(await read('kb.example.org', false)).toBe('? not-present');
    expect(asked).toEqual([]);
    expect(await read('kb.example.org')).toBe(false);
    expect(await read('kb.example.org', true, 'ETIMEOUT')).toBe(true);
    expect(asked).toEqual(['kb.example.org', 'kb.example.org']);
  });
});

describe('where and in which language', () => {
  it('follows the link that people who travel change, unless the session has a zone of its own', async () => {
    expect(zoneOfLink('../usr/share/zoneinfo/America/Argentina/Ushuaia')).toBe('America/Argentina/Ushuaia');
    expect(zoneOfLink('/var/db/timezone/zoneinfo/Europe/Oslo')).toBe('Europe/Oslo');
    const root = await treeOf({ 'etc/localtime': '-> /usr/share/zoneinfo/Asia/Tokyo' });
    const read = async (environmentZone: string | undefined, folder = root) => {
      const readings = await localeSource('linux', {
        root: folder,
        environmentZone,
        language: () => 'nb',
      }).read(0);
      return [said(readings['locale.timeZone']), said(readings['locale.language'])];
    };
    const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    expect(await read(undefined)).toEqual(['Asia/Tokyo', 'nb']);
    expect(await read('Europe/Oslo')).toEqual([own, 'nb']);
    expect(await read(undefined, await treeOf({ 'etc/': '' }))).toEqual([own, 'nb']);
  });
});

describe('what the app knows', () => {
  it('is known, or has a reason', async () => {
    const dayMs = 24 * 60 * 60_000;
    const read = async (guidesFromMs: number | undefined, site?: string) => {
      const sources = appSources({
        version: '1.2.3',
        guidesFromMs: () => guidesFromMs,
        displayCount: () => 2,
        site: () => site,
        group: () => undefined,
      });
      const all = await Promise.all(sources.map((source) => source.read(10.5 * dayMs)));
      return Object.fromEntries(
        all.flatMap((readings) => Object.entries(readings).map(([id, reading]) => [id, said(reading)])),
      );
    };
    expect(await read(3 * dayMs, 'Oslo')).toEqual({
      'app.version': '1.2.3',
      'pack.ageDays': 7,
      'displays.count': 2,
      'organisation.site': 'Oslo',
      'organisation.group': '? not-present',
    });
    expect((await read(11 * dayMs))['pack.ageDays']).toBe(0);
    expect((await read(100 * dayMs))['pack.ageDays']).toBe('? failed');
    expect((await read(undefined))['pack.ageDays']).toBe('? failed');
  });
});
