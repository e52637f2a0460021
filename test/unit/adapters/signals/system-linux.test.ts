import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  freeMemoryPercent,
  linuxMemorySource,
  memoryPressure,
} from '../../../../electron/adapters/signals/memory-linux.ts';
import { linuxVersionSource, osReleaseField } from '../../../../electron/adapters/signals/system-linux.ts';
import {
  countPrepared,
  linuxUpdatesSource,
  parseUpdatesAvailable,
} from '../../../../electron/adapters/signals/updates-linux.ts';
import {
  linuxVolumesSource,
  localVolumes,
  parseMounts,
} from '../../../../electron/adapters/signals/volumes-linux.ts';
import { recorded, said } from './fixture.ts';
import { treeOf } from './tree.ts';

describe('memory', () => {
  const meminfo =
    'MemTotal:       16167324 kB\nMemFree:          512044 kB\nMemAvailable:    4041831 kB\nBuffers: 1 kB';
  const pressure = (some: number, full: number) =>
    `some avg10=0.00 avg60=${some} avg300=0.10 total=12\nfull avg10=0.00 avg60=${full} avg300=0.00 total=3`;

  it('is what can be had, not what lies idle', () => {
    expect(freeMemoryPercent(meminfo)).toBeCloseTo(25, 5);
  });

  it('is short when programs wait for it', () => {
    const levels = [pressure(0, 0), pressure(6.99, 2), pressure(7, 2), pressure(40, 10)].map(memoryPressure);
    expect(levels).toEqual(['normal', 'normal', 'warning', 'critical']);
  });

  it('is unknown in part where the kernel counts no waiting', async () => {
    const read = async (files: Record<string, string>) => linuxMemorySource(await treeOf(files)).read(0);
    const old = await read({ 'proc/meminfo': meminfo });
    expect([said(old['memory.freePercent']), said(old['memory.pressure'])]).toEqual([25, '? not-supported']);
    const odd = await read({ 'proc/meminfo': 'nothing', 'proc/pressure/memory': 'nothing' });
    expect([said(odd['memory.freePercent']), said(odd['memory.pressure'])]).toEqual(['? failed', '? failed']);
  });
});

describe('volumes', () => {
  const mountinfo = [
    '22 27 0:21 / /proc rw,relatime - proc proc rw',
    '25 24 0:23 / /dev/shm rw,relatime - tmpfs tmpfs rw',
    '27 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw,errors=remount-ro',
    '31 27 259:1 / /boot/efi rw,relatime shared:2 - vfat /dev/nvme0n1p1 rw',
    '40 27 7:1 / /snap/core22/1 ro,nodev shared:5 - squashfs /dev/loop1 ro',
    '41 27 11:0 / /media/anna/CD ro,nosuid - iso9660 /dev/sr0 ro',
    '42 27 8:17 / /media/anna/My\\040Disk rw,nosuid - exfat /dev/sdb1 rw',
    '43 27 259:2 /home/anna /mnt/again rw shared:1 - ext4 /dev/nvme0n1p2 rw',
    '44 27 0:50 / /mnt/team rw - cifs //server/team rw,vers=3.1.1',
    '45 27 0:51 / /mnt/old rw - nfs4 server:/old rw',
    '46 27 0:60 /@home /home rw shared:3 - btrfs /dev/sda2 rw,subvol=/@home',
    '47 27 254:0 / /var rw - ext4 /dev/mapper/vg-var ro',
  ].join('\n');

  it('are the ones on the machine that people write to, each once, with their names', () => {
    expect(localVolumes(parseMounts(mountinfo)).map(({ path }) => path)).toEqual([
      '/',
      '/media/anna/My Disk',
      '/home',
    ]);
  });

  it('of a container are its root', () => {
    const overlay =
      '1 0 0:40 / / rw - overlay overlay rw,lowerdir=/a\n2 1 0:41 / /etc/x rw - overlay overlay rw';
    expect(localVolumes(parseMounts(overlay)).map(({ path }) => path)).toEqual(['/']);
  });

  it('are measured; one that is gone, and a list that is not there, break nothing', async () => {
    const read = async (text: string) => {
      const root = await treeOf({ 'proc/self/mountinfo': text });
      return said((await linuxVolumesSource(root).read(0))['disk.fullestFreePercent']);
    };
    expect(
      await read('1 0 8:1 / / rw - ext4 /dev/sda1 rw\n2 1 8:2 / /gone/away rw - ext4 /dev/sda2 rw'),
    ).toEqual(expect.any(Number));
    expect(await read('')).toBe('? not-present');
  });
});

describe('the version', () => {
  it('is what the distribution says, in whatever quotes', async () => {
    const text =
      'NAME="Fedora Linux"\nVERSION="41 (Workstation Edition)"\nVERSION_ID=41\nVERSION_CODENAME=""\n';
    expect(osReleaseField(text, 'VERSION_ID')).toBe('41');
    expect(osReleaseField(text, 'VERSION_CODENAME')).toBeUndefined();
    const source = linuxVersionSource(
      await treeOf({ 'usr/lib/os-release': "VERSION_ID='12'" }),
      () => '6.1.0-31-amd64',
    );
    expect(Object.values(await source.read(0)).map(said)).toEqual(['12', '6.1.0-31-amd64']);
    const rolling = linuxVersionSource(await treeOf({ 'etc/os-release': 'ID=arch' }), () => '6.12');
    expect(said((await rolling.read(0))['os.version'])).toBe('? not-supported');
  });
});

describe('updates', () => {
  it('are counted as each system tells them, in any language', () => {
    expect(parseUpdatesAvailable(recorded('updates-available.txt'))).toBe(47);
    expect(parseUpdatesAvailable('\n0 updates can be applied immediately.\n')).toBe(0);
    expect(parseUpdatesAvailable('1 update can be applied immediately.')).toBe(1);
    expect(parseUpdatesAvailable('Es können 47 Aktualisierungen angewendet werden.\n9 davon')).toBe(47);
    expect(parseUpdatesAvailable('Ubuntu 24.04 has 3 updates')).toBeUndefined();
    for (const odd of ['', 'no number', '\0'.repeat(1_000_000)])
      expect(parseUpdatesAvailable(odd)).toBeUndefined();
    const prepared = 'bash;5.2.32-1.fc41;x86_64;updates\nkernel-core;6.11.5-300.fc41;x86_64;updates';
    expect(countPrepared(prepared)).toBe(2);
    expect(countPrepared(`[update]\nprepared_ids=${prepared.replace('\n', ',')}\n`)).toBe(2);
    for (const odd of ['', ';;;', 'x'.repeat(1_000_000), ';'.repeat(100_000)])
      expect(countPrepared(odd)).toBe(0);
  });

  const nowMs = Date.UTC(2026, 10, 22, 12);
  const read = async (files: Record<string, string>, ageDays = 1) => {
    const root = await treeOf(files);
    const changed = new Date(nowMs - ageDays * 24 * 60 * 60_000);
    for (const path of Object.keys(files)) await utimes(join(root, path), changed, changed);
    return said((await linuxUpdatesSource(root).read(nowMs))['updates.pending']);
  };
  const message = 'var/lib/update-notifier/updates-available';
  const prepared = { 'var/lib/PackageKit/prepared-update': 'bash;5.2.32-1.fc41;x86_64;updates' };
  const dpkg = { 'var/lib/dpkg/status': '' };

  it("come from Ubuntu's message, else from what PackageKit has fetched", async () => {
    expect(await read({ ...dpkg, ...prepared, [message]: recorded('updates-available.txt') })).toBe(47);
    expect(await read({ ...dpkg, ...prepared })).toBe(1);
    expect(await read({ 'etc/dnf/dnf.conf': '', ...prepared })).toBe(1);
  });

  it('are unknown when nobody counted them of late, and are not counted here', async () => {
    expect(await read({ ...dpkg, [message]: recorded('updates-available.txt') }, 15)).toBe('? not-read-yet');
    expect(await read({ ...dpkg, ...prepared }, 15)).toBe('? not-read-yet');
    expect(await read({ ...dpkg, [message]: 'nothing that counts' })).toBe('? failed');
    expect(await read(dpkg)).toBe('? not-read-yet');
    expect(await read({ 'etc/dnf/dnf.conf': '' })).toBe('? not-read-yet');
    expect(await read({})).toBe('? not-supported');
  });
});
