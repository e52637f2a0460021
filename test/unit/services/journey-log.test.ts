import { expect, it } from 'vitest';
import { createJourneyLog } from '../../../electron/services/journey-log.ts';
import { manualClock } from './fakes.ts';

const minuteMs = 60_000;

function sitting() {
  const clock = manualClock();
  const log = createJourneyLog({ clock });
  return {
    clock,
    log,
    search: (text: string) => log.add({ kind: 'searched', text, found: 3, atMs: clock.nowMs() }),
    searches: () => log.events().map((event) => (event.kind === 'searched' ? event.text : event.kind)),
  };
}

it('keeps a sitting in order', () => {
  const { log, clock, search, searches } = sitting();
  search('vpn');
  log.add({ kind: 'answered', guide: 'vpn-off', solved: false, atMs: clock.nowMs() });
  search('printer');
  expect(searches()).toEqual(['vpn', 'answered', 'printer']);
});

it('ends half an hour after its last event, and not before', () => {
  const { log, clock, search, searches } = sitting();
  search('vpn');
  clock.advanceMs(29 * minuteMs);
  search('vpn again');
  clock.advanceMs(29 * minuteMs);
  expect(searches()).toEqual(['vpn', 'vpn again']);
  clock.advanceMs(minuteMs);
  expect(log.events()).toEqual([]);
  search('printer');
  expect(searches()).toEqual(['printer']);
});

it('is not prolonged by a clock that is set back', () => {
  const { log, clock, search } = sitting();
  search('vpn');
  clock.advanceMs(-60 * minuteMs);
  expect(log.events()).toEqual([]);
});

it('stays small, keeps the newest, and forgets everything when asked', () => {
  const { log, search, searches } = sitting();
  for (let n = 0; n < 1000; n += 1) search(`search ${n}`);
  expect(log.events().length).toBeLessThanOrEqual(300);
  expect(searches().at(-1)).toBe('search 999');
  log.clear();
  expect(log.events()).toEqual([]);
});

it('hands out a copy', () => {
  const { log, search } = sitting();
  search('vpn');
  log.events().pop();
  expect(log.events()).toHaveLength(1);
});
