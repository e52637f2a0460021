import { describe, expect, it } from 'vitest';
import type { Signal, SignalId, SignalValue } from '../../../shared/context/signal.ts';
import { createI18n } from '../../../shared/i18n/create-i18n.ts';
import { machineFacts } from '../../../shared/requests/facts.ts';

const system = {
  hostName: 'LT-4471',
  osName: 'Debian GNU/Linux 12',
  osVersion: '6.1.0',
  appVersion: '1.2.3',
  guidesFrom: '2026-11-03',
  organisation: 'Example',
  interfaceLanguage: 'en',
  nowMs: 0,
};

const known = (values: Partial<Record<SignalId, SignalValue>>): Map<SignalId, Signal> =>
  new Map(
    Object.entries(values).map(([name, value]) => {
      const id = name as SignalId;
      return [id, { id, reading: { kind: 'known', value }, source: 'test', observedAtMs: 0 }];
    }),
  );

const facts = (values: Partial<Record<SignalId, SignalValue>>, language: 'en' | 'nb' = 'en') =>
  Object.fromEntries(
    machineFacts(known(values), system, createI18n(language).t).map(({ id, value }) => [id, value]),
  );

describe('machineFacts', () => {
  it('tells what is written on the computer, where it can be read', () => {
    const { model, serial } = facts({
      'computer.model': 'Dell Latitude 5440',
      'computer.assetTag': 'IT-0412',
    });
    expect([model, serial]).toEqual(['Dell Latitude 5440', 'asset IT-0412']);
    const both = facts({ 'computer.serial': 'PF000000', 'computer.assetTag': 'IT-0412' }, 'nb');
    expect(both.serial).toBe('PF000000 · utstyrsnummer IT-0412');
    expect(both.model).toBeUndefined();
  });

  it('tells the computer and the app when no signal is known', () => {
    expect(facts({})).toEqual({
      computer: 'LT-4471 · Debian GNU/Linux 12 6.1.0',
      app: 'Zeroline 1.2.3 · guides from 2026-11-03 · en',
    });
  });

  it.each([
    [{ 'network.online': true, 'network.kind': 'wifi', 'vpn.up': false } as const, 'Wi-Fi · VPN off'],
    [{ 'network.online': false, 'network.kind': 'none' } as const, 'offline'],
    [{ 'network.kind': 'ethernet', 'vpn.up': true } as const, 'cable · VPN on'],
    [{ 'vpn.up': true } as const, 'VPN on'],
    [{ 'network.kind': 'carrier pigeon' } as const, undefined],
  ])('tells the network of %j', (values, value) => {
    expect(facts(values).network).toBe(value);
  });

  it('tells disk, running time and battery in whole numbers', () => {
    const values = facts({
      ...{ 'disk.freePercent': 4.4, 'disk.freeGb': 9.6, 'uptime.days': 12.9, 'restart.pending': true },
      ...{ 'battery.percent': 54.5, 'battery.charging': true },
    });
    expect(values.disk).toBe('10 GB free (4 %)');
    expect(values.restart).toBe('12 days without a restart · restart waiting: yes');
    expect(values.battery).toBe('55 % · charging');
    expect(facts({ 'uptime.days': 1 }).restart).toBe('1 day without a restart');
    expect(facts({ 'restart.pending': false }).restart).toBe('restart waiting: no');
  });

  it('tells the rest as IT needs it, each with what it is good for', () => {
    const all = machineFacts(
      known({
        ...{ 'memory.freePercent': 12.4, 'printer.default': 'HP 3rd floor', 'printer.stuckJobs': 2 },
        ...{ 'displays.count': 2, 'audio.output': 'Headset', 'camera.present': false },
        ...{ 'password.state': 'expiring', 'password.daysLeft': 3.7, 'password.ageDays': 87 },
        ...{ 'clock.skewSeconds': 95, 'locale.timeZone': 'Europe/Oslo', 'proxy.kind': 'automatic' },
        ...{ 'organisation.site': 'Oslo', 'organisation.group': 'pilot', 'os.build': '26100.2033' },
        ...{ 'network.online': true, 'network.kind': 'wifi', 'wifi.signalPercent': 61, 'updates.pending': 4 },
      }),
      system,
      createI18n('en').t,
    );
    expect(Object.fromEntries(all.map(({ id, value }) => [id, value]))).toEqual({
      computer: 'LT-4471 · Debian GNU/Linux 12 6.1.0 · 26100.2033',
      restart: '4 updates waiting',
      memory: '12 % free',
      printer: 'HP 3rd floor · 2 jobs stuck',
      displays: '2 screens',
      sound: 'Headset · camera: no',
      password: 'runs out in 3 days · 87 days old',
      clock: 'Europe/Oslo · 95 seconds off',
      network: 'Wi-Fi · signal 61 %',
      proxy: 'found automatically',
      place: 'Oslo · pilot',
      app: 'Zeroline 1.2.3 · guides from 2026-11-03 · en',
    });
    expect(all.every(({ reason }) => reason !== undefined && reason.length > 10)).toBe(true);
    expect(all.filter(({ unticked }) => unticked).map(({ id }) => id)).toEqual(['sound']);
  });

  it('tells a public address by itself, not ticked, and none that is not public', () => {
    const of = (addresses: string) =>
      machineFacts(known({ 'network.publicAddress': addresses }), system, createI18n('en').t).find(
        ({ id }) => id === 'address',
      );
    expect(of('9.9.9.9, 2a02:1811:425:3b00::17')).toMatchObject({
      ...{ group: 'network', value: '9.9.9.9, 2a02:1811:425:3b00::17', unticked: true, asItIs: true },
    });
    expect(of('10.0.0.1, my password is Vinter2026!')).toBeUndefined();
  });

  it('says no days for a password that never runs out, whatever an old count says', () => {
    const values = { 'password.state': 'never-expires', 'password.daysLeft': 10523287 } as const;
    expect(facts(values).password).toBe('never runs out');
  });

  it('says how old a value is that is too old to be true of now', () => {
    const later = { ...system, nowMs: 5 * 3_600_000 };
    const lines = machineFacts(known({ 'memory.freePercent': 40 }), later, createI18n('en').t);
    expect(lines.find(({ id }) => id === 'memory')?.value).toBe('40 % free · 5 hours old');
  });

  it('gives no line to what is unknown', () => {
    const unknown = new Map<SignalId, Signal>([
      [
        'battery.percent',
        {
          id: 'battery.percent',
          reading: { kind: 'unknown', reason: 'not-present' },
          source: 'x',
          observedAtMs: 0,
        },
      ],
    ]);
    const ids = machineFacts(unknown, system, createI18n('en').t).map(({ id }) => id);
    expect(ids).toEqual(['computer', 'app']);
  });
});
