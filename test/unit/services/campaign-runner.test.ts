import { expect, it } from 'vitest';
import { createCampaignRunner } from '../../../electron/services/campaign-runner.ts';
import type { Campaign } from '../../../shared/campaigns/campaign.ts';
import type { NoticeMemory } from '../../../shared/campaigns/told.ts';
import { inTimeZone } from '../time-zones.ts';
import { manualClock } from './fakes.ts';

inTimeZone('Europe/Oslo');

const month = { from: '2026-11-01T00:00', until: '2026-12-01T00:00' };
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const at = (local: string): number => new Date(local).getTime();
type Part = Partial<Campaign> & { id: string; from: string; until?: string };
const campaign = ({ from, until, ...part }: Part): Campaign => ({
  ...{ severity: 'quiet', title: part.id, text: '' },
  windows: [{ from, ...(until === undefined ? {} : { until }) }],
  ...part,
});

function running(campaigns: Campaign[], local: string) {
  const clock = manualClock(at(local));
  let state: NoticeMemory = { dismissed: [], later: {}, told: [] };
  let timer: { delayMs: number; wake: () => void } | undefined;
  let changes = 0;
  const runner = createCampaignRunner({
    campaigns: () => campaigns,
    state: { get: () => state, set: (next) => void (state = next) },
    who: () => ({ os: 'linux', language: 'en', installId: 'machine' }),
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
  const machine = running([campaign({ id: 'far', from: '2027-06-01T00:00' })], '2026-11-16T08:00');
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
    [campaign({ id: 'form', ...month, severity: 'notification' }), campaign({ id: 'plan', ...month })],
    '2026-11-16T08:20',
  );
  expect(machine.titles()).toEqual(['form', 'plan']);
  expect(machine.runner.dismiss(machine.runner.notices()[0]!.key)).toBe(true);
  expect(machine.titles()).toEqual(['plan']);
  machine.runner.restore('form@2026-11-01');
  expect(machine.titles()).toEqual(['form', 'plan']);
  expect(machine.state()).toEqual({ dismissed: [], later: {}, told: [] });
});

it('puts off until the time that it told', () => {
  const machine = running([campaign({ id: 'plan', ...month })], '2026-11-16T10:30');
  expect(machine.runner.later('plan@2026-11-01')).toBe(at('2026-11-16T14:30'));
  expect(machine.titles()).toEqual([]);
  for (let hour = 0; hour < 4; hour += 1) machine.sleep();
  expect(machine.titles()).toEqual(['plan']);
});

it('keeps a time that was promised on a button, as long as it lies ahead', () => {
  const machine = running([campaign({ id: 'plan', ...month })], '2026-11-16T10:30');
  expect(machine.runner.later('plan@2026-11-01', at('2026-11-16T11:00'))).toBe(at('2026-11-16T11:00'));
  expect(machine.runner.later('plan@2026-11-01', at('2026-11-16T10:00'))).toBe(at('2026-11-16T14:30'));
});

it('keeps an outage until IT withdraws it, whatever was done with the entry before', () => {
  const machine = running([outage, campaign({ id: 'plan', ...month })], '2026-11-16T08:20');
  expect(machine.runner.dismiss('mail@2026-11-16')).toBe(false);
  expect(machine.runner.later('mail@2026-11-16')).toBeUndefined();
  machine.runner.dismiss('plan@2026-11-01');
  expect(machine.titles()).toEqual(['mail']);
  machine.campaigns.splice(1, 1, campaign({ id: 'plan', ...month, severity: 'incident' }));
  machine.runner.recompute();
  expect(machine.titles().sort()).toEqual(['mail', 'plan']);
  machine.campaigns.length = 0;
  machine.runner.recompute();
  expect(machine.titles()).toEqual([]);
});

it('remembers what the person heard of, the newest five hundred', () => {
  const machine = running([], '2026-11-16T08:20');
  const told = (n: number) => ({ key: `n${n}@2026-11-16`, atMs: n, how: 'seen' as const });
  machine.runner.tell(Array.from({ length: 510 }, (_, n) => told(n)));
  expect(machine.runner.memory().told).toHaveLength(500);
  expect(machine.runner.memory().told[0]).toEqual(told(10));
});

it('takes back a "later", and forgets the ones that are long over', () => {
  const plans = ['a', 'b'].map((id) => campaign({ id, ...month }));
  const machine = running(plans, '2026-11-16T10:30');
  machine.runner.later('a@2026-11-01');
  machine.runner.restore('a@2026-11-01');
  expect(machine.titles()).toEqual(['a', 'b']);
  machine.runner.later('a@2026-11-01');
  machine.clock.advanceMs(9 * 24 * hourMs);
  machine.runner.later('b@2026-11-01');
  expect(Object.keys(machine.state().later)).toEqual(['b@2026-11-01']);
});

it('shows what a new pack brings and withdraws what it lacks', () => {
  const machine = running([outage], '2026-11-16T08:20');
  machine.campaigns.splice(0, 1, campaign({ id: 'new', from: '2026-11-16T00:00' }));
  machine.runner.recompute();
  expect(machine.titles()).toEqual(['new']);
});

it('keeps no timer after it was stopped', () => {
  const machine = running([outage], '2026-11-16T08:00');
  machine.runner.stop();
  expect(machine.timer()).toBeUndefined();
});
