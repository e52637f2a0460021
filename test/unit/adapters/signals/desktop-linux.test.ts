import { describe, expect, it } from 'vitest';
import { linuxConnectivitySource } from '../../../../electron/adapters/signals/connectivity-linux.ts';
import { linuxFocusSource } from '../../../../electron/adapters/signals/focus-linux.ts';
import { linuxPowerSource } from '../../../../electron/adapters/signals/power-linux.ts';
import { linuxProxySource } from '../../../../electron/adapters/signals/proxy-linux.ts';
import {
  linuxFullScreenSource,
  linuxLockSource,
} from '../../../../electron/adapters/signals/session-linux.ts';
import type { SignalSource } from '../../../../electron/adapters/signals/source.ts';
import { endedWith, programs, said } from './fixture.ts';
import { treeOf } from './tree.ts';

type Answers = Parameters<typeof programs>[0];
const only = async (source: SignalSource): Promise<unknown> => said(Object.values(await source.read(0))[0]);

describe('a sign-in page', () => {
  const portal = (...lines: string[]) =>
    only(linuxConnectivitySource(programs({ busctl: lines.join('\n') })));
  const yes = '{"type":"b","data":true}';
  const state = (value: number) => `{"type":"u","data":${value}}`;

  it('is what NetworkManager found', async () => {
    expect(await portal(state(2), yes, yes)).toBe(true);
    expect(await portal(state(4), yes, yes)).toBe(false);
    expect(await portal(state(1), yes, yes)).toBe(false);
    // Limited: something is wrong, and it may be that.
    expect(await portal(state(3), yes, yes)).toBe('? not-read-yet');
  });

  it('is unknown where it does not look, or is not there', async () => {
    expect(await portal(state(4), yes, '{"type":"b","data":false}')).toBe('? not-supported');
    expect(await only(linuxConnectivitySource(programs({ busctl: endedWith(1) })))).toBe('? not-supported');
    await expect(linuxConnectivitySource(programs({})).read(0)).rejects.toThrow('ENOENT');
  });

  it('is asked for without starting anything', async () => {
    const run = programs({ busctl: '' });
    await linuxConnectivitySource(run).read(0);
    expect(run.asked[0]).toMatch(/^busctl --json=short --auto-start=no --timeout=1 --system get-property /);
  });
});

describe('a locked session', () => {
  it('is what logind was told', async () => {
    const locked = (answer: string | Error) => only(linuxLockSource(programs({ busctl: answer })));
    expect(await locked('{"type":"b","data":true}\n')).toBe(true);
    expect(await locked('{"type":"b","data":false}\n')).toBe(false);
    expect(await locked(endedWith(1))).toBe('? not-supported');
  });
});

describe('saving power', () => {
  const saver = async (answers: Answers, files = {}) =>
    only(linuxPowerSource({ root: await treeOf({ 'sys/': '', ...files }), run: programs(answers) }));
  const firmware = (profile: string) => ({ 'sys/firmware/acpi/platform_profile': profile });

  it('is the profile in use, by the new name or the old', async () => {
    const profile = (name: string) => `{"type":"s","data":"${name}"}`;
    expect(await saver({ busctl: profile('power-saver') })).toBe(true);
    expect(await saver({ busctl: profile('balanced') })).toBe(false);
    const old =
      'busctl --json=short --auto-start=no --timeout=1 --system get-property net.hadess.PowerProfiles';
    expect(await saver({ [old]: profile('power-saver'), busctl: endedWith(1) })).toBe(true);
  });

  it("is the firmware's word where no service runs", async () => {
    expect(await saver({}, firmware('low-power'))).toBe(true);
    expect(await saver({ busctl: endedWith(1) }, firmware('performance'))).toBe(false);
    expect(await saver({})).toBe('? not-supported');
  });
});

describe('do not disturb', () => {
  const focus = (desktop: string, answers: Answers) =>
    only(linuxFocusSource({ desktop, run: programs(answers) }));

  it('is where each desktop keeps it, whichever way round', async () => {
    const banners = 'gsettings get org.gnome.desktop.notifications show-banners';
    expect(await focus('ubuntu:GNOME', { [banners]: 'false\n' })).toBe(true);
    expect(await focus('GNOME', { [banners]: 'true\n' })).toBe(false);
    expect(await focus('X-Cinnamon', { 'gsettings get org.cinnamon': 'false\n' })).toBe(true);
    expect(await focus('MATE', { 'gsettings get org.mate': 'true\n' })).toBe(true);
    expect(await focus('XFCE', { 'xfconf-query -c xfce4-notifyd': 'true\n' })).toBe(true);
    expect(await focus('KDE', { 'busctl --json=short': '{"type":"b","data":true}\n' })).toBe(true);
  });

  it('is unknown elsewhere, and where the setting does not exist', async () => {
    expect(await focus('i3', {})).toBe('? not-supported');
    expect(await focus('XFCE', { 'xfconf-query': endedWith(1) })).toBe('? not-supported');
    expect(await focus('GNOME', { gsettings: 'maybe' })).toBe('? failed');
  });
});

describe('a proxy', () => {
  const proxy = async (environment: Record<string, string>, answers: Answers = {}, kde = '') => {
    const configDir = await treeOf({ kioslaverc: kde });
    return only(linuxProxySource({ environment, configDir, run: programs(answers) }));
  };
  const gnome = { XDG_CURRENT_DESKTOP: 'ubuntu:GNOME' };

  it('is what the environment says, then the desktop', async () => {
    expect(await proxy({ ...gnome, https_proxy: 'http://proxy:3128' })).toBe('manual');
    expect(await proxy({ ...gnome, https_proxy: '' }, { gsettings: "'auto'\n" })).toBe('automatic');
    expect(await proxy(gnome, { gsettings: "'none'\n" })).toBe('none');
    expect(await proxy({ XDG_CURRENT_DESKTOP: 'sway' })).toBe('none');
  });

  it('is in a file on KDE, in its own group', async () => {
    const kde = { XDG_CURRENT_DESKTOP: 'KDE' };
    expect(await proxy(kde, {}, '[Other]\nProxyType=1\n[Proxy Settings]\nProxyType=2\n')).toBe('automatic');
    expect(await proxy(kde, {}, '[Other]\nProxyType=1\n')).toBe('none');
    expect(await proxy(kde, {}, '[Proxy Settings]\nProxyType=1')).toBe('manual');
  });
});

describe('full screen', () => {
  const x11 = { DISPLAY: ':0', XDG_SESSION_TYPE: 'x11' };
  const full = (environment: Record<string, string>, answers: Answers = {}) =>
    only(linuxFullScreenSource({ environment, run: programs(answers) }));
  const active = { 'xprop -root': '_NET_ACTIVE_WINDOW(WINDOW): window id # 0x600001\n' };
  const state = 'xprop -id 0x600001 _NET_WM_STATE';

  it('is a state of the window in front', async () => {
    const states = '_NET_WM_STATE(ATOM) = _NET_WM_STATE_FULLSCREEN, _NET_WM_STATE_FOCUSED\n';
    expect(await full(x11, { ...active, [state]: states })).toBe(true);
    expect(
      await full(x11, { ...active, [state]: '_NET_WM_STATE(ATOM) = _NET_WM_STATE_MAXIMIZED_VERT\n' }),
    ).toBe(false);
    expect(await full(x11, { ...active, [state]: endedWith(1) })).toBe(false);
    expect(await full(x11, { 'xprop -root': '_NET_ACTIVE_WINDOW(WINDOW): window id # 0x0\n' })).toBe(false);
  });

  it('is told by no Wayland, and by no window manager that names no window', async () => {
    expect(await full({ ...x11, WAYLAND_DISPLAY: 'wayland-0' }, active)).toBe('? not-supported');
    expect(await full({})).toBe('? not-supported');
    expect(await full(x11, { 'xprop -root': '_NET_ACTIVE_WINDOW:  not found.\n' })).toBe('? not-supported');
  });
});
