import { guidePath, emptyProgress } from '../../../shared/guides/guide-path.ts';
import { plainText } from '../../../shared/guides/plain-text.ts';
import { isCurrent } from '../../../shared/guides/progress.ts';
import { ok, refuse } from '../../../shared/result.ts';
import type { Os } from '../../../shared/os.ts';
import type { AppState } from '../../services/app-state.ts';
import type { GuideLibrary } from '../../services/guide-library.ts';
import type { JourneyLog } from '../../services/journey-log.ts';
import type { Clock } from '../../services/ports.ts';
import type { UsageLog } from '../../services/usage-log.ts';
import type { UsageNotes } from '../../services/usage-notes.ts';
import type { Routes } from '../handle.ts';

export interface GuideRouteDeps {
  library: GuideLibrary;
  state: AppState;
  journey: JourneyLog;
  usage: UsageLog;
  notes: UsageNotes;
  clock: Clock;
  os: Os;
  /** Guides that fit this moment, by how much they count in a search. */
  lifts(): ReadonlyMap<string, number>;
}

type GuideRoutes = Pick<
  Routes,
  | 'search.query'
  | 'search.settled'
  | 'area.list'
  | 'guide.open'
  | 'guide.progress'
  | 'guide.answer'
  | 'guide.star'
>;

const shownHits = 8;
const keptRecent = 12;

const without = <T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([other]) => other !== key));

/** Finding and following guides. */
export function guideRoutes(deps: GuideRouteDeps): GuideRoutes {
  const { library, state, journey, usage, notes, clock, os, lifts } = deps;
  const noSuchGuide = (id: string) => refuse({ kind: 'no-such-guide' as const, detail: id });
  return {
    'search.query': async ({ text, sequence }) => {
      const found = await library.search(text, shownHits, { isKeystroke: true, lifts: lifts() });
      return ok({ sequence, ...found, guideCount: library.guideCount() });
    },

    'search.settled': ({ text, found }) => {
      usage.count('searches');
      if (found > 0) usage.count('found');
      else notes.notFound(text);
      journey.add({ kind: 'searched', text: text.slice(0, 200), found, atMs: clock.nowMs() });
      return ok({});
    },

    'area.list': ({ id }) =>
      library.areas().some((area) => area.id === id)
        ? ok({ guides: library.inArea(id) })
        : refuse({ kind: 'no-such-area', detail: id }),

    'guide.open': async ({ id }) => {
      // One that was shown and is withdrawn now can still be read; one for another system can't.
      if (!library.ref(id) && !library.kept(id)) return noSuchGuide(id);
      const opened = await library.open(id);
      if (!opened) return noSuchGuide(id);
      const { guide, areaTitle } = opened;
      const nowMs = clock.nowMs();
      state.update((s) => ({ ...s, recent: [id, ...s.recent.filter((r) => r !== id)].slice(0, keptRecent) }));
      journey.add({ kind: 'opened', guide: id, atMs: nowMs });
      usage.count('opened');
      const { starred, progress } = state.get();
      const kept = progress[id];
      return ok({
        guide,
        areaTitle,
        starred: starred.includes(id),
        progress: kept && isCurrent(kept, nowMs) ? kept : emptyProgress(id, nowMs),
      });
    },

    'guide.progress': async ({ progress }) => {
      const guide = await library.shown(progress.guideId);
      if (!guide) return noSuchGuide(progress.guideId);
      state.update((s) => ({
        ...s,
        progress: { ...s.progress, [guide.id]: progress },
        // Who goes on with a guide takes back that it has solved anything.
        solvedAtMs: without(s.solvedAtMs, guide.id),
      }));
      const { steps } = guidePath(guide, os, progress);
      const now = steps.findIndex((step) => step.state === 'now');
      const current = steps[now];
      if (current) {
        const step = plainText(current.step.title).slice(0, 200);
        journey.add({ kind: 'reached', guide: guide.id, number: now + 1, step, atMs: clock.nowMs() });
      }
      return ok({});
    },

    'guide.answer': async ({ id, solved }) => {
      if (!(await library.shown(id))) return noSuchGuide(id);
      const nowMs = clock.nowMs();
      journey.add({ kind: 'answered', guide: id, solved, atMs: nowMs });
      usage.count(solved ? 'solved' : 'notSolved');
      notes.answered(id, solved);
      state.update((s) => {
        const solvedAtMs = without(s.solvedAtMs, id);
        return solved
          ? { ...s, progress: without(s.progress, id), solvedAtMs: { ...solvedAtMs, [id]: nowMs } }
          : { ...s, solvedAtMs };
      });
      return ok({ alternatives: solved ? [] : await library.related(id, journey.events()) });
    },

    'guide.star': async ({ id, starred }) => {
      if (!(await library.shown(id))) return noSuchGuide(id);
      state.update((s) => ({
        ...s,
        starred: starred
          ? [id, ...s.starred.filter((other) => other !== id)]
          : s.starred.filter((other) => other !== id),
      }));
      return ok({});
    },
  };
}
