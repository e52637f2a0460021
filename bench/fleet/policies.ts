import { idleSchedule, nextCheck, type NextCheck, type SyncEvent } from '../../shared/packs/sync-schedule.ts';
import { hourMs } from './people.ts';
import type { Policy } from './world.ts';

/** What comes to mind first: everything at the start, and again at every full hour. */
export const naivePolicy: Policy = ({ day, check }) => {
  check(day.bootMs, 'everything');
  for (let at = Math.ceil(day.bootMs / hourMs) * hourMs; at < day.endMs; at += hourMs)
    check(at, 'everything');
};

/** What happens on a machine apart from its checks, in order. */
function happenings({ day }: Parameters<Policy>[0]): { atMs: number; event: SyncEvent }[] {
  const bouts = day.bouts.flatMap(({ fromMs, toMs }): { atMs: number; event: SyncEvent }[] => [
    { atMs: fromMs, event: { kind: 'in-use', isInUse: true } },
    { atMs: toMs, event: { kind: 'in-use', isInUse: false } },
  ]);
  const opened = day.panelShownMs.map((atMs) => ({ atMs, event: { kind: 'panel-shown' as const } }));
  return [...bouts, ...opened].sort((a, b) => a.atMs - b.atMs);
}

/** The app's own: `shared/packs/sync-schedule.ts` decides, after a weekend without a check. */
export const appPolicy: Policy = (machine) => {
  const { day, random, world, check } = machine;
  const after = (state: NextCheck['state'], event: SyncEvent, nowMs: number) =>
    nextCheck(state, event, { nowMs, random });
  const started: SyncEvent = { kind: 'started', lastGoodAgeMs: 63 * hourMs, isEmpty: false };
  let next = after({ ...idleSchedule, checkMinutes: world.checkMinutes }, started, day.bootMs);
  const coming = happenings(machine);
  for (let at = 0; ;) {
    const happening = coming[at];
    if (happening && happening.atMs <= next.atMs) {
      next = after(next.state, happening.event, happening.atMs);
      at++;
      continue;
    }
    const nowMs = next.atMs;
    if (nowMs >= day.endMs) return;
    check(nowMs, next.ask);
    const checked = { kind: 'checked', ask: next.ask, checkMinutes: world.checkMinutes } as const;
    next = after(next.state, checked, nowMs);
  }
};
