import { expect, it } from 'vitest';
import type { Severity } from '../../../shared/campaigns/campaign.ts';
import { defaultQuietHours } from '../../../shared/campaigns/quiet-hours.ts';
import { withTold, type NoticeMemory } from '../../../shared/campaigns/told.ts';
import type { Signal, SignalId } from '../../../shared/context/signal.ts';
import type { DueNotice } from '../../../electron/services/campaign-runner.ts';
import { createInterrupter } from '../../../electron/services/interrupter.ts';
import { inTimeZone } from '../time-zones.ts';
import { manualClock } from './fakes.ts';

inTimeZone('Europe/Oslo');

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const at = (local: string): number => new Date(local).getTime();
const due = (id: string, severity: Severity = 'notification'): DueNotice => ({
  key: `${id}@2026-11-24`,
  campaign: { id, severity, title: id, text: '', windows: [{ from: '2026-11-24T00:00' }] },
});

function working(notices: DueNotice[], local = '2026-11-24T10:00', remembered?: NoticeMemory) {
  const clock = manualClock(at(local));
  const on = new Set<SignalId>();
  const open: string[] = [];
  const shown: string[] = [];
  const logged: string[] = [];
  const state = {
    panelVisible: false,
    canShow: true,
    readings: 0,
    backAtMs: undefined as number | undefined,
  };
  let memory: NoticeMemory = remembered ?? { dismissed: [], later: {}, told: [] };
  let timer: { delayMs: number; wake: () => void } | undefined;
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  const interrupter = createInterrupter({
    campaigns: {
      notices: () => notices,
      memory: () => memory,
      tell: (told) => void (memory = { ...memory, told: withTold(memory.told, told) }),
    },
    clock,
    quietHours: () => defaultQuietHours,
    weeklyBudget: () => 3,
    backAtMs: () => state.backAtMs,
    readSignals() {
      state.readings += 1;
      const signals = [...on].map((id): [SignalId, Signal] => [
        id,
        { id, reading: { kind: 'known', value: true }, source: 'test', observedAtMs: clock.nowMs() },
      ]);
      return Promise.resolve(new Map(signals));
    },
    isPanelVisible: () => state.panelVisible,
    show({ key }) {
      if (!state.canShow) return Promise.resolve(undefined);
      shown.push(key);
      open.push(key);
      return Promise.resolve({ close: () => void open.splice(open.indexOf(key), 1) });
    },
    schedule(delayMs, wake) {
      if (timer) throw new Error('Two timers at once');
      timer = { delayMs, wake };
      return () => (timer = undefined);
    },
    log: { info: (event, fields) => void logged.push(`${event} ${fields['reason'] ?? ''}`.trim()) },
  });
  return {
    ...{ interrupter, clock, on, open, shown, logged, notices, state },
    memory: () => memory,
    putOff: (key: string, untilMs: number) =>
      void (memory = { ...memory, later: { ...memory.later, [key]: untilMs } }),
    delayMs: () => timer?.delayMs,
    async look() {
      interrupter.look();
      await settle();
    },
    async sleep() {
      const next = timer!;
      timer = undefined;
      clock.advanceMs(next.delayMs);
      next.wake();
      await settle();
    },
  };
}

it('shows a notice once, also after a restart, and leaves cards and banners to the panel', async () => {
  const machine = working([due('mfa'), due('card', 'quiet'), due('bar', 'banner')]);
  await machine.look();
  await machine.look();
  expect(machine.shown).toEqual(['mfa@2026-11-24']);
  expect(machine.delayMs()).toBeUndefined();
  const restarted = working(machine.notices, '2026-11-25T10:00', machine.memory());
  await restarted.look();
  expect(restarted.shown).toEqual([]);
});

it('waits while something is full screen, names why once, and comes when it is over', async () => {
  const machine = working([due('mfa')]);
  machine.on.add('screen.fullScreen');
  await machine.look();
  await machine.sleep();
  await machine.sleep();
  expect(machine.shown).toEqual([]);
  expect(machine.interrupter.held()).toEqual([{ key: 'mfa@2026-11-24', reason: 'full-screen' }]);
  machine.on.clear();
  await machine.sleep();
  expect(machine.shown).toEqual(['mfa@2026-11-24']);
  expect(machine.logged).toEqual(['notice-held full-screen', 'notice-shown']);
  expect(machine.interrupter.held()).toEqual([]);
});

it('never asks the machine while the clock alone says no, and sleeps until then', async () => {
  const machine = working([due('mfa')], '2026-11-24T07:30');
  await machine.look();
  expect([machine.state.readings, machine.delayMs()]).toEqual([0, 30 * minuteMs]);
  await machine.sleep();
  expect([machine.state.readings, machine.shown.length]).toEqual([1, 1]);
});

it('leaves the first working hour after a leave alone, and a Monday not', async () => {
  const monday = working([due('mfa')], '2026-11-24T08:05');
  monday.state.backAtMs = at('2026-11-24T08:00');
  await monday.look();
  expect(monday.shown).toHaveLength(1);
  const leave = working([due('mfa')], '2026-11-24T08:05');
  leave.state.backAtMs = at('2026-11-24T08:00');
  leave.on.add('workday.firstAfterAbsence');
  await leave.look();
  expect([leave.logged, leave.delayMs()]).toEqual([['notice-held just-returned'], 55 * minuteMs]);
  await leave.sleep();
  expect(leave.shown).toHaveLength(1);
});

it('stacks: an outage first, and the next outage 20 minutes later', async () => {
  const machine = working([due('mail', 'incident'), due('net', 'incident'), due('mfa')]);
  await machine.look();
  expect(machine.shown).toEqual(['mail@2026-11-24', 'mfa@2026-11-24']);
  expect(machine.logged).toContain('notice-held urgent-floor');
  await machine.sleep();
  expect(machine.shown).toEqual(['mail@2026-11-24', 'mfa@2026-11-24', 'net@2026-11-24']);
  expect(machine.open).toHaveLength(3);
});

it('takes away the message of a notice that was withdrawn, and forgets one that waits', async () => {
  const machine = working([due('mail', 'incident'), due('net', 'incident')]);
  await machine.look();
  machine.notices.length = 0;
  await machine.look();
  expect([machine.open, machine.interrupter.held(), machine.delayMs()]).toEqual([[], [], undefined]);
});

it('needs no message for what was seen in the panel, and none while it is open', async () => {
  const machine = working([due('mfa'), due('other')]);
  machine.state.panelVisible = true;
  await machine.look();
  expect(machine.interrupter.held().map(({ reason }) => reason)).toEqual(['panel-open', 'panel-open']);
  machine.interrupter.seen(['mfa@2026-11-24']);
  machine.state.panelVisible = false;
  await machine.look();
  expect(machine.shown).toEqual(['other@2026-11-24']);
  expect(machine.memory().told.map(({ how }) => how)).toEqual(['seen', 'interrupted']);
});

it('comes once more when "Later" is over', async () => {
  const machine = working([due('mfa')]);
  await machine.look();
  const [notice] = machine.notices.splice(0);
  machine.putOff('mfa@2026-11-24', machine.clock.nowMs() + 4 * hourMs);
  machine.clock.advanceMs(4 * hourMs);
  machine.notices.push(notice!);
  await machine.look();
  await machine.look();
  expect(machine.shown).toEqual(['mfa@2026-11-24', 'mfa@2026-11-24']);
});

it('asks a desktop that shows nothing only now and then, and counts nothing', async () => {
  const machine = working([due('mfa')]);
  machine.state.canShow = false;
  await machine.look();
  await machine.look();
  expect(machine.logged).toEqual(['notice-not-shown']);
  expect(machine.memory().told).toEqual([]);
  machine.state.canShow = true;
  await machine.sleep();
  expect(machine.shown).toHaveLength(1);
});

it('keeps no timer after it was stopped', async () => {
  const machine = working([due('mfa')], '2026-11-24T07:30');
  await machine.look();
  machine.interrupter.stop();
  expect(machine.delayMs()).toBeUndefined();
});
