import { expect, it } from 'vitest';
import { createSuggestionFeed } from '../../../electron/services/suggestion-feed.ts';
import type { Rule } from '../../../shared/context/rule.ts';
import type { Signal } from '../../../shared/context/signal.ts';
import { manualClock } from './fakes.ts';

const minuteMs = 60_000;
const vpnOff: Rule = {
  id: 'vpn-off',
  guide: 'vpn',
  when: { signal: 'vpn.up', is: false },
  reason: 'VPN is off',
  weight: 50,
};

function feeding() {
  const clock = manualClock();
  const solvedAtMs: Record<string, number> = {};
  let vpnUp = false;
  let reads = 0;
  let held: Promise<void> | undefined;
  const feed = createSuggestionFeed({
    clock,
    rules: () => [vpnOff],
    guideExists: () => true,
    solvedAtMs: () => solvedAtMs,
    isWelcomePutAway: () => false,
    who: () => ({ os: 'linux', language: 'en', installId: '' }),
    language: () => 'en',
    signals: {
      async read(nowMs): Promise<Signal[]> {
        reads += 1;
        const value = vpnUp;
        await held;
        return [{ id: 'vpn.up', reading: { kind: 'known', value }, source: 'test', observedAtMs: nowMs }];
      },
    },
  });
  let changes = 0;
  feed.onChange(() => (changes += 1));
  return {
    feed,
    clock,
    solvedAtMs,
    reads: () => reads,
    changes: () => changes,
    setVpn: (up: boolean) => void (vpnUp = up),
    holdUntil: (gate: Promise<void>) => void (held = gate),
    /** What stands on the screen: asked for at each change, as the snapshot does. */
    shown: () => feed.suggestions().cards.map((card) => card.rule),
  };
}

it('offers nothing before the first reading, and knows why', () => {
  const { feed } = feeding();
  expect(feed.suggestions()).toEqual({ welcome: [], cards: [] });
  expect(feed.others()).toMatchObject([{ rule: 'vpn-off', why: 'unknown' }]);
});

it('lifts in searches what it offers; a search is no look at the cards', async () => {
  const machine = feeding();
  expect([...machine.feed.lifts()]).toEqual([]);
  await machine.feed.refresh();
  expect([...machine.feed.lifts()]).toEqual([['vpn', 1.2]]);
  // Not on the screen yet: it must be told again.
  await machine.feed.refresh();
  expect(machine.changes()).toBe(2);
});

it('announces a card that comes and one that goes, and nothing in between', async () => {
  const machine = feeding();
  await machine.feed.refresh();
  expect(machine.shown()).toEqual(['vpn-off']);
  await machine.feed.refresh();
  expect(machine.changes()).toBe(1);
  machine.setVpn(true);
  await machine.feed.refresh();
  expect(machine.shown()).toEqual([]);
  expect(machine.changes()).toBe(2);
});

it('announces that a card goes also when its signal had grown stale before', async () => {
  const machine = feeding();
  await machine.feed.refresh();
  expect(machine.shown()).toEqual(['vpn-off']);
  machine.setVpn(true);
  machine.clock.advanceMs(60 * minuteMs);
  await machine.feed.refresh();
  expect(machine.changes()).toBe(2);
  expect(machine.shown()).toEqual([]);
});

it('announces a card again when it was asked for while its signal was stale', async () => {
  const machine = feeding();
  await machine.feed.refresh();
  machine.clock.advanceMs(60 * minuteMs);
  expect(machine.shown()).toEqual([]);
  await machine.feed.refresh();
  expect(machine.changes()).toBe(2);
  expect(machine.shown()).toEqual(['vpn-off']);
});

it('decides anew without reading when a guide has solved it', async () => {
  const machine = feeding();
  await machine.feed.refresh();
  machine.solvedAtMs.vpn = machine.clock.nowMs();
  expect(machine.shown()).toEqual([]);
  expect(machine.reads()).toBe(1);
});

it('reads once for calls at the same time', async () => {
  const machine = feeding();
  await Promise.all([machine.feed.refresh(), machine.feed.refresh(), machine.feed.refresh()]);
  expect(machine.reads()).toBe(1);
  await machine.feed.refresh();
  expect(machine.reads()).toBe(2);
});

it('reads when the last reading is old, or lies in the future', async () => {
  const machine = feeding();
  machine.feed.refreshIfOlderThan(15_000);
  await machine.feed.refresh();
  expect(machine.reads()).toBe(1);
  machine.clock.advanceMs(15_000);
  machine.feed.refreshIfOlderThan(15_000);
  expect(machine.reads()).toBe(1);
  machine.clock.advanceMs(1);
  machine.feed.refreshIfOlderThan(15_000);
  expect(machine.reads()).toBe(2);
  await machine.feed.refresh();
  machine.clock.advanceMs(-60 * minuteMs);
  machine.feed.refreshIfOlderThan(15_000);
  expect(machine.reads()).toBe(3);
});

it('keeps what it knows while a reading runs', async () => {
  const machine = feeding();
  await machine.feed.refresh();
  let open: () => void = () => undefined;
  machine.holdUntil(new Promise((resolve) => (open = resolve)));
  machine.setVpn(true);
  const running = machine.feed.refresh();
  expect(machine.shown()).toEqual(['vpn-off']);
  open();
  await running;
  expect(machine.shown()).toEqual([]);
});
