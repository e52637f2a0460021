import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { trayImageFile, type BarLook } from '../../../electron/shell/tray-image.ts';

const icons = join(import.meta.dirname, '../../../resources/icons');
const linux: BarLook = { platform: 'linux', desktop: 'XFCE', darkApps: false, darkSystem: undefined };

describe('which drawing of the icon', () => {
  it.each<[string, Partial<BarLook>, string]>([
    ['a light bar', {}, 'tray-light.png'],
    ['a dark bar', { darkApps: true }, 'tray-dark.png'],
    ["GNOME's bar, dark in a light theme too", { desktop: 'ubuntu:GNOME' }, 'tray-dark.png'],
    ["KDE's bar, which follows the theme", { desktop: 'KDE' }, 'tray-light.png'],
    [
      'a dark task bar beside light programs',
      { platform: 'win32', desktop: '', darkSystem: true },
      'tray-dark.ico',
    ],
    [
      'a light task bar beside dark ones',
      { platform: 'win32', darkApps: true, darkSystem: false },
      'tray-light.ico',
    ],
    ['Windows on a runtime that tells one theme', { platform: 'win32', darkApps: true }, 'tray-dark.ico'],
    ['the menu bar of macOS', { platform: 'darwin', darkApps: true }, 'trayTemplate.png'],
  ])('suits %s', (_bar, look, file) => {
    expect(trayImageFile('plain', { ...linux, ...look })).toBe(file);
  });
});

describe('the files', () => {
  const looks = [
    linux,
    { ...linux, darkApps: true },
    { ...linux, platform: 'darwin' as const },
    { ...linux, platform: 'win32' as const },
    { ...linux, platform: 'win32' as const, darkApps: true },
  ];
  const pngs = looks.filter(({ platform }) => platform !== 'win32');
  const decode = (file: string) => PNG.sync.read(readFileSync(join(icons, file)));
  const inked = ({ data }: PNG): number => data.filter((byte, at) => at % 4 === 3 && byte > 200).length;

  it.each(pngs)(
    'are there in both resolutions for %o, and not empty: an empty one makes an icon of no width',
    (look) => {
      for (const icon of ['plain', 'badge'] as const) {
        const file = trayImageFile(icon, look);
        const [small, large] = [decode(file), decode(file.replace('.png', '@2x.png'))];
        expect(small.width).toBe(look.platform === 'darwin' ? 18 : 24);
        expect(large.width).toBe(small.width * 2);
        expect(inked(small)).toBeGreaterThan(40);
      }
    },
  );

  it('show the badge in another colour, and in a template by opacity alone', () => {
    const red = ({ data }: PNG): number =>
      Array.from({ length: data.length / 4 }, (_, n) => data.subarray(n * 4, n * 4 + 4)).filter(
        ([r = 0, g = 0, , a = 0]) => a > 200 && r > 180 && g < 90,
      ).length;
    expect(red(decode('tray-light-badge.png'))).toBeGreaterThan(40);
    expect(red(decode('tray-light.png'))).toBe(0);
    const [plain, badge] = ['trayTemplate@2x.png', 'tray-badgeTemplate@2x.png'].map(decode);
    const alpha = (image: PNG | undefined, x: number, y: number) =>
      image?.data[(y * image.width + x) * 4 + 3];
    // The dot, and the clear ring around it where the zero would be.
    expect([alpha(plain, 28, 8), alpha(badge, 28, 8)]).toEqual([0, 255]);
    expect(alpha(badge, 20, 13)).toBe(0);
  });

  it('hold every size that Windows draws at 100 to 300 %', () => {
    for (const icon of ['plain', 'badge'] as const) {
      for (const look of looks.filter(({ platform }) => platform === 'win32')) {
        const file = readFileSync(join(icons, trayImageFile(icon, look)));
        const sizes = Array.from({ length: file.readUInt16LE(4) }, (_, n) => file.readUInt8(6 + 16 * n));
        expect(sizes).toEqual([16, 20, 24, 32, 48]);
      }
    }
  });
});
