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
