import { expect, it } from 'vitest';
import { watchMachine } from '../../../electron/services/machine-watch.ts';

it('tells of people and of the network only when something changed', () => {
  const machine = { isOnline: false, idleMs: 600_000, isLocked: false, networks: '' };
  const told: string[] = [];
  let look: () => void = () => undefined;
  const watch = watchMachine({
    every: (_periodMs, again) => {
      look = again;
      return () => void (look = () => undefined);
    },
    isOnline: () => machine.isOnline,
    networks: () => machine.networks,
    idleMs: () => machine.idleMs,
    isLocked: () => machine.isLocked,
    onEvent: (event) => void told.push(event),
    onNetworkChanged: () => void told.push('another network'),
  });
  const now = (change: Partial<typeof machine>): string[] => {
    told.length = 0;
    Object.assign(machine, change);
    look();
    return [...told];
  };
  expect(now({})).toEqual([]);
  expect(now({ isOnline: true })).toEqual(['network-back']);
  expect(now({ idleMs: 0 })).toEqual(['used']);
  expect(now({ idleMs: 200_000 })).toEqual([]);
  expect(now({ isLocked: true })).toEqual(['left']);
  expect(now({ isOnline: false })).toEqual([]);
  expect(now({ isLocked: false, isOnline: true })).toEqual(['network-back', 'used']);
  expect(now({ idleMs: 300_000 })).toEqual(['left']);
  expect(now({ networks: 'wlan0' })).toEqual(['another network']);
  expect(now({})).toEqual([]);
  // Straight from one to another: to Chromium the machine was online all the time.
  expect(now({ networks: 'wlan0, tun0' })).toEqual(['another network']);
  watch.stop();
  expect(now({ idleMs: 0 })).toEqual([]);
});
