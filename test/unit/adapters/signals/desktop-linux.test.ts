import { describe, expect, it } from 'vitest';
import { linuxConnectivitySource } from '../../../../electron/adapters/signals/connectivity-linux.ts';
import { linuxFocusSource } from '../../../../electron/adapters/signals/focus-linux.ts';
import { linuxPowerSource } from '../../../../electron/adapters/signals/power-linux.ts';
import { linuxProxySource } from '../../../../electron/adapters/signals/proxy-linux.ts';
import {
  linuxFullScreenSource,
  linuxLockSource,
} from '../../../../electron/adapters/signals/session-linux.ts';
import type { ReadBus } from '../../../../electron/adapters/dbus/properties.ts';
import type { BusValue } from '../../../../electron/adapters/dbus/values.ts';
import type { SignalSource } from '../../../../electron/adapters/signals/source.ts';
import { endedWith, programs, said } from './fixture.ts';
import { treeOf } from './tree.ts';

type Answers = Parameters<typeof programs>[0];
const only = async (source: SignalSource): Promise<unknown> => said(Object.values(await source.read(0))[0]);

/** Properties by the service that has them; what is not listed does not run. */
const bus =
  (services: Record<string, readonly BusValue[]>): ReadBus =>
  ({ service }) =>
    Promise.resolve(services[service] && [...services[service]]);

describe('a sign-in page', () => {
  const portal = (...values: BusValue[]) =>
    only(linuxConnectivitySource(bus({ 'org.freedesktop.NetworkManager': values })));

  it('is what NetworkManager found', async () => {
    expect(await portal(2, true, true)).toBe(true);
    expect(await portal(4, true, true)).toBe(false);
    expect(await portal(1, true, true)).toBe(false);
    // Limited: something is wrong, and it may be that.
    expect(await portal(3, true, true)).toBe('? not-read-yet');
  });

  it('is unknown where it does not look, or is not there', async () => {
    expect(await portal(4, true, false)).toBe('? not-supported');
    expect(await portal('4', true, 'yes')).toBe('? not-supported');
    expect(await only(linuxConnectivitySource(bus({})))).toBe('? not-supported');
  });
});

describe('a locked session', () => {
  it('is what logind was told', async () => {
    const locked = (...values: BusValue[]) =>
      only(linuxLockSource(bus({ 'org.freedesktop.login1': values })));
    expect(await locked(true)).toBe(true);
    expect(await locked(false)).toBe(false);
    expect(await locked('yes')).toBe('? not-supported');
    expect(await only(linuxLockSource(bus({})))).toBe('? not-supported');
  });
});

describe('saving power', () => {
  const saver = async (services: Parameters<typeof bus>[0], files = {}) =>
    only(linuxPowerSource({ root: await treeOf({ 'sys/': '', ...files }), readBus: bus(services) }));
  const firmware = (profile: string) => ({ 'sys/firmware/acpi/platform_profile': profile });

  it('is the profile in use, by the new name or the old', async () => {
    expect(await saver({ 'org.freedesktop.UPower.PowerProfiles': ['power-saver'] })).toBe(true);
    expect(await saver({ 'org.freedesktop.UPower.PowerProfiles': ['balanced'] })).toBe(false);
    expect(await saver({ 'net.hadess.PowerProfiles': ['power-saver'] })).toBe(true);
  });

  it("is the firmware's word where no service runs", async () => {
    expect(await saver({}, firmware('low-power'))).toBe(true);
    expect(await saver({}, firmware('performance'))).toBe(false);
    expect(await saver({})).toBe('? not-supported');
  });
});

describe('do not disturb', () => {
  const focus = (desktop: string, answers: Answers, services: Parameters<typeof bus>[0] = {}) =>
    only(linuxFocusSource({ desktop, run: programs(answers), readBus: bus(services) }));

  it('is where each desktop keeps it, whichever way round', async () => {
    const banners = 'gsettings get org.gnome.desktop.notifications show-banners';
    expect(await focus('ubuntu:GNOME', { [banners]: 'false\n' })).toBe(true);
    expect(await focus('GNOME', { [banners]: 'true\n' })).toBe(false);
    expect(await focus('X-Cinnamon', { 'gsettings get org.cinnamon': 'false\n' })).toBe(true);
    expect(await focus('MATE', { 'gsettings get org.mate': 'true\n' })).toBe(true);
    expect(await focus('XFCE', { 'xfconf-query -c xfce4-notifyd': 'true\n' })).toBe(true);
    expect(await focus('KDE', {}, { 'org.freedesktop.Notifications': [true] })).toBe(true);
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
