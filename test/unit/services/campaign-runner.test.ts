import { expect, it } from 'vitest';
import { createCampaignRunner } from '../../../electron/services/campaign-runner.ts';
import type { Campaign } from '../../../shared/campaigns/campaign.ts';
import type { NoticeState } from '../../../shared/campaigns/due-notices.ts';
import { inTimeZone } from '../time-zones.ts';
import { manualClock } from './fakes.ts';

inTimeZone('Europe/Oslo');

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const at = (local: string): number => new Date(local).getTime();
const campaign = (part: Partial<Campaign> & { id: string; from: string }): Campaign => ({
  severity: 'info',
  title: part.id,
  text: '',
  ...part,
});

function running(campaigns: Campaign[], local: string) {
  const clock = manualClock(at(local));
  let state: NoticeState = { dismissed: [], later: {} };
  let timer: { delayMs: number; wake: () => void } | undefined;
  let changes = 0;
  const runner = createCampaignRunner({
    campaigns: () => campaigns,
    state: { get: () => state, set: (next) => void (state = next) },
    os: 'linux',
    clock,
    schedule(delayMs, wake) {
      if (timer) throw new Error('Two timers at once');
      timer = { delayMs, wake };
      return () => (timer = undefined);
    },
  });
  runner.onChange(() => (changes += 1));
  runner.recompute();
  return {
    runner,
    clock,
    campaigns,
    state: () => state,
    changes: () => changes,
    timer: () => timer,
    titles: () => runner.notices().map((notice) => notice.campaign.title),
    /** Lets the timer come, as late as it was asked to. */
    sleep() {
      const due = timer!;
      timer = undefined;
      clock.advanceMs(due.delayMs);
      due.wake();
    },
  };
}

const outage = campaign({
  id: 'mail',
  from: '2026-11-16T08:10',
  until: '2026-11-16T08:50',
  severity: 'incident',
});

it('wakes when a notice becomes due, and when it is over', () => {
  const machine = running([outage], '2026-11-16T08:00');
  expect(machine.titles()).toEqual([]);
  expect(machine.timer()?.delayMs).toBe(10 * minuteMs);
  machine.sleep();
  expect(machine.titles()).toEqual(['mail']);
  expect(machine.timer()?.delayMs).toBe(40 * minuteMs);
  machine.sleep();
  expect(machine.titles()).toEqual([]);
  expect(machine.changes()).toBe(2);
});

it('never sleeps longer than an hour, and says nothing when nothing changed', () => {
  const machine = running([campaign({ id: 'far', from: '2027-06-01' })], '2026-11-16T08:00');
  for (let hour = 0; hour < 5; hour += 1) {
    expect(machine.timer()?.delayMs).toBe(hourMs);
    machine.sleep();
  }
  expect(machine.changes()).toBe(0);
});

it('follows a clock that was moved', () => {
  const machine = running([outage], '2026-11-16T08:20');
  machine.clock.advanceMs(-hourMs);
  machine.runner.recompute();
  expect(machine.titles()).toEqual([]);
  machine.clock.advanceMs(hourMs);
  machine.runner.recompute();
  expect(machine.titles()).toEqual(['mail']);
});

it('dismisses one notice and leaves the others', () => {
  const machine = running(
    [outage, campaign({ id: 'plan', from: '11-01', until: '11-30' })],
    '2026-11-16T08:20',
  );
  expect(machine.titles()).toEqual(['mail', 'plan']);
  machine.runner.dismiss(machine.runner.notices()[0]!.key);
  expect(machine.titles()).toEqual(['plan']);
  machine.runner.restore('mail@2026-11-16');
  expect(machine.titles()).toEqual(['mail', 'plan']);
  expect(machine.state()).toEqual({ dismissed: [], later: {} });
});

it('puts off until the time that it told', () => {
  const machine = running([campaign({ id: 'plan', from: '11-01', until: '11-30' })], '2026-11-16T10:30');
  expect(machine.runner.later('plan@2026-11-01')).toBe(at('2026-11-16T14:30'));
  expect(machine.titles()).toEqual([]);
  for (let hour = 0; hour < 4; hour += 1) machine.sleep();
  expect(machine.titles()).toEqual(['plan']);
});

it('takes back a "later", and forgets the ones that are over', () => {
  const plans = ['a', 'b'].map((id) => campaign({ id, from: '11-01', until: '11-30' }));
  const machine = running(plans, '2026-11-16T10:30');
  machine.runner.later('a@2026-11-01');
  machine.runner.restore('a@2026-11-01');
  expect(machine.titles()).toEqual(['a', 'b']);
  machine.runner.later('a@2026-11-01');
  machine.clock.advanceMs(24 * hourMs);
  machine.runner.later('b@2026-11-01');
  expect(Object.keys(machine.state().later)).toEqual(['b@2026-11-01']);
});

it('shows what a new pack brings and withdraws what it lacks', () => {
  const machine = running([outage], '2026-11-16T08:20');
  machine.campaigns.splice(0, 1, campaign({ id: 'new', from: '2026-11-16' }));
  machine.runner.recompute();
  expect(machine.titles()).toEqual(['new']);
});

it('keeps no timer after it was stopped', () => {
  const machine = running([outage], '2026-11-16T08:00');
  machine.runner.stop();
  expect(machine.timer()).toBeUndefined();
});
