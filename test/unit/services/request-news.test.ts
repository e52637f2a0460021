import { expect, it } from 'vitest';
import type { QuietHours } from '../../../shared/campaigns/quiet-hours.ts';
import type { Signal, SignalId } from '../../../shared/context/signal.ts';
import type { Request } from '../../../shared/requests/request.ts';
import { emptyState, type State } from '../../../shared/app-state.ts';
import { createRequestNews } from '../../../electron/services/request-news.ts';
import { aRequest } from '../requests/request-builders.ts';
import { manualClock } from './fakes.ts';

const answered = (id: string): Request =>
  aRequest({ id, state: { kind: 'answered', atMs: 1, ticket: '4711' } });
const [first, second] = [
  answered('019a0000-0000-7000-8000-000000000001'),
  answered('019a0000-0000-7000-8000-000000000002'),
];
const noQuiet: QuietHours = { from: '00:00', until: '00:00', days: [] };

function office({ quiet = noQuiet, isFailing = false } = {}) {
  const clock = manualClock();
  const kept = new Map([first, second].map((request) => [request.id, request]));
  const shown: string[] = [];
  const on = new Set<SignalId>();
  const desktop = { isBroken: false };
  const wakes: { delayMs: number; wake: () => void }[] = [];
  let reads = 0;
  let state: State = emptyState;
  const open = () =>
    createRequestNews({
      clock,
      state: { get: () => state, update: (change) => void (state = change(state)) },
      outbox: { get: (id) => kept.get(id), list: () => [...kept.values()] },
      quietHours: () => quiet,
      readSignals() {
        reads += 1;
        if (isFailing && reads === 1) return Promise.reject(new Error('no bus'));
        const signal = (id: SignalId): Signal => ({
          ...{ id, source: 'test', observedAtMs: clock.nowMs() },
          reading: { kind: 'known', value: true },
        });
        return Promise.resolve(new Map([...on].map((id) => [id, signal(id)])));
      },
      show({ id }) {
        if (desktop.isBroken) return Promise.resolve(false);
        shown.push(id);
        return Promise.resolve(true);
      },
      schedule(delayMs, wake) {
        const one = { delayMs, wake };
        wakes.push(one);
        return () => {
          if (wakes.includes(one)) wakes.splice(wakes.indexOf(one), 1);
        };
      },
      log: { info: () => undefined },
    });
  const news = open();
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
  return {
    ...{ clock, kept, shown, on, desktop, wakes, news, open, settle, reads: () => reads },
    async later() {
      const next = wakes.shift();
      clock.advanceMs(next?.delayMs ?? 0);
      next?.wake();
      await settle();
    },
  };
}

it('tells at once when nothing is in the way, each once', async () => {
  const { news, shown, settle, wakes } = office();
  news.tell(first);
  news.tell(second);
  await settle();
  expect(shown).toEqual([first.id, second.id]);
  expect(wakes).toEqual([]);
});

it('waits for the end of a call, and says nothing that is not true any more', async () => {
  const { news, shown, on, kept, later, settle, wakes } = office();
  on.add('microphone.inUse').add('camera.inUse');
  news.tell(first);
  news.tell(second);
  await settle();
  await later();
  expect(shown).toEqual([]);
  expect(wakes.map(({ delayMs }) => delayMs)).toEqual([60_000]);
  kept.delete(second.id);
  on.clear();
  await later();
  expect(shown).toEqual([first.id]);
  expect(wakes).toEqual([]);
});

it('waits for the end of quiet hours without a look at the machine', async () => {
  const { news, shown, settle, wakes, reads } = office({
    quiet: { from: '00:00', until: '23:59', days: [] },
  });
  news.tell(first);
  await settle();
  expect(shown).toEqual([]);
  expect(reads()).toBe(0);
  expect(wakes.map(({ delayMs }) => delayMs)).toEqual([15 * 60_000]);
});

it('tries again when the machine could not be asked, and stops for good', async () => {
  const { news, shown, later, settle, wakes, on } = office({ isFailing: true });
  news.tell(first);
  await settle();
  expect(shown).toEqual([]);
  await later();
  expect(shown).toEqual([first.id]);
  on.add('screen.locked');
  news.tell(second);
  await settle();
  news.stop();
  expect(wakes).toEqual([]);
});

it('tells what waited when the app ended, a minute after it began again, once', async () => {
  const { news, open, shown, on, kept, later, settle, wakes } = office();
  on.add('focus.doNotDisturb');
  news.tell(first);
  news.tell(second);
  await settle();
  news.stop();
  on.clear();
  kept.delete(second.id);
  const again = open();
  expect(wakes.map(({ delayMs }) => delayMs)).toEqual([60_000]);
  await later();
  expect(shown).toEqual([first.id]);
  again.stop();
  open();
  expect(wakes).toEqual([]);
});

it('is not told before it was shown', async () => {
  const { news, open, desktop, shown, later, settle, wakes } = office();
  desktop.isBroken = true;
  news.tell(first);
  await settle();
  expect(wakes.map(({ delayMs }) => delayMs)).toEqual([15 * 60_000]);
  news.stop();
  desktop.isBroken = false;
  open();
  await later();
  await later();
  expect(shown).toEqual([first.id]);
});

it('looks again when what held it may have ended, and asks nothing of the machine when nothing waits', async () => {
  const { news, on, shown, settle, reads } = office();
  news.look();
  await settle();
  expect(reads()).toBe(0);
  on.add('focus.doNotDisturb');
  news.tell(first);
  await settle();
  on.clear();
  news.look();
  await settle();
  expect(shown).toEqual([first.id]);
});
