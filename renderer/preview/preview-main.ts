import { laterUntilMs } from '../../shared/campaigns/due-notices.ts';
import { emptyProgress } from '../../shared/guides/guide-path.ts';
import type { Progress } from '../../shared/guides/progress.ts';
import type { CallChannel } from '../../shared/ipc/channels.ts';
import { contract, type Input, type Output, type Push, type Refusal } from '../../shared/ipc/contract.ts';
import type { Os } from '../../shared/os.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { defaultSettings } from '../../shared/settings.ts';
import type { Bridge } from '../zeroline-client.ts';
import type { PreviewLibrary } from './preview-library.ts';
import { previewSnapshot, type PreviewMemory } from './preview-snapshot.ts';

/** What stands in for the app's main process in a browser. */
export interface PreviewMain {
  bridge: Bridge;
  /** Other guides, or another system, from now on. */
  show(library: PreviewLibrary, os: Os): void;
  navigate(place: Push<'panel.navigate'>): void;
}

interface PreviewMainDeps {
  nowMs(): number;
  openPage(url: string): void;
  /** A guide was opened. */
  onGuide(id: string): void;
}

type Answers = { [C in CallChannel]: (input: Input<C>) => Result<Output<C>, Refusal> };

const hitsMax = 8;
const recentMax = 12;

/** Main in memory: it finds and shows guides; requests, settings pages and mail belong to a machine. */
export function createPreviewMain(
  deps: PreviewMainDeps,
  first: { library: PreviewLibrary; os: Os },
): PreviewMain {
  let { library, os } = first;
  let revision = 1;
  let memory: PreviewMemory = {
    settings: { ...defaultSettings, language: library.pack.language },
    notices: { dismissed: [], later: {} },
    joins: [],
    starred: [],
    recent: [],
    pinned: false,
  };
  const progress = new Map<string, Progress>();
  const listeners = new Map<string, Set<(payload: unknown) => void>>();

  const snapshot = () => previewSnapshot(library, memory, { os, nowMs: deps.nowMs(), revision });
  const push = (channel: string, payload: unknown): void =>
    listeners.get(channel)?.forEach((listener) => listener(payload));
  function change(part: Partial<PreviewMemory> = {}): void {
    memory = { ...memory, ...part };
    revision += 1;
    push('snapshot.changed', snapshot());
  }
  const done = (part: Partial<PreviewMemory> = {}) => {
    change(part);
    return ok({});
  };
  const notHere = () => refuse<Refusal>({ kind: 'not-allowed', detail: 'not in a preview' });
  const without = (ids: readonly string[], id: string): string[] => ids.filter((other) => other !== id);

  const answers: Answers = {
    'snapshot.get': () => ok(snapshot()),
    'search.query': ({ text, sequence }) =>
      ok({ sequence, ...library.search(text, hitsMax), guideCount: library.guideCount }),
    'search.settled': () => ok({}),
    'area.list': ({ id }) => ok({ guides: library.inArea(id) }),
    'guide.open': ({ id }) => {
      deps.onGuide(id);
      const guide = library.guide(id);
      if (!guide) return refuse({ kind: 'no-such-guide', detail: id });
      memory = { ...memory, recent: [id, ...without(memory.recent, id)].slice(0, recentMax) };
      const { title: areaTitle = guide.area } = library.areas.find((area) => area.id === guide.area) ?? {};
      return ok({
        guide,
        areaTitle,
        starred: memory.starred.includes(id),
        progress: progress.get(id) ?? emptyProgress(id, deps.nowMs()),
      });
    },
    'guide.progress': ({ progress: next }) => {
      progress.set(next.guideId, next);
      return ok({});
    },
    'guide.answer': ({ id, solved }) => {
      const area = library.guide(id)?.area ?? '';
      const others = library.inArea(area).filter((ref) => ref.id !== id);
      const alternatives = others.slice(0, 2).map((guide) => ({ guide, reason: 'same-area' as const }));
      return ok({ alternatives: solved ? [] : alternatives });
    },
    'rating.ask': () => ok({ isAsked: false }),
    'rating.give': notHere,
    'rating.takeBack': notHere,
    'guide.star': ({ id, starred }) =>
      done({ starred: starred ? [id, ...without(memory.starred, id)] : without(memory.starred, id) }),
    'action.open': ({ action }) => {
      if (action.kind === 'settings') return ok({ kind: 'in-words' });
      if (action.kind !== 'web') return notHere();
      deps.openPage(action.url);
      return ok({ kind: 'opened' });
    },
    'contact.open': notHere,
    'notice.dismiss': ({ id }) =>
      done({ notices: { ...memory.notices, dismissed: [...memory.notices.dismissed, id] } }),
    'notice.later': ({ id }) => {
      const untilMs = laterUntilMs(deps.nowMs());
      change({ notices: { ...memory.notices, later: { ...memory.notices.later, [id]: untilMs } } });
      return ok({ untilMs });
    },
    'notice.restore': ({ id }) =>
      done({
        notices: {
          dismissed: without(memory.notices.dismissed, id),
          later: { ...memory.notices.later, [id]: 0 },
        },
      }),
    'notice.seen': () => ok({}),
    'notice.join': ({ id }) =>
      done({ joins: [...memory.joins, { id: crypto.randomUUID(), notice: id, atMs: deps.nowMs() }] }),
    'notice.leave': ({ id }) => done({ joins: memory.joins.filter(({ notice }) => notice !== id) }),
    'suggestion.open': () => ok({}),
    'welcome.putAway': () => ok({}),
    'welcome.restore': () => ok({}),
    'request.start': notHere,
    'request.get': notHere,
    'request.edit': notHere,
    'request.note': notHere,
    'screenshot.take': notHere,
    'screenshot.sources': notHere,
    'request.attach': notHere,
    'request.detach': notHere,
    'request.attachAgain': notHere,
    'request.handOver': notHere,
    'request.cancel': notHere,
    'request.reopen': notHere,
    'request.openTicket': notHere,
    'request.offers': notHere,
    'request.confirm': notHere,
    'request.remove': notHere,
    'signIn.start': notHere,
    'signIn.out': notHere,
    'request.restore': notHere,
    'settings.change': ({ change: { textSizePercent } }) => {
      // The language is chosen beside the panel, and there is no hotkey here.
      if (textSizePercent === undefined) return notHere();
      change({ settings: { ...memory.settings, textSizePercent } });
      return ok(snapshot());
    },
    'privacy.get': () => ok({ requestsSent: 0, usage: [] }),
    'history.clear': () => done({ recent: [] }),
    'diagnostics.preview': notHere,
    'diagnostics.save': notHere,
    'sync.check': () => ok({ health: 'good' }),
    'panel.hide': () => ok({}),
    'panel.pin': ({ pinned }) => done({ pinned }),
    'panel.busy': () => ok({}),
  };

  return {
    bridge: {
      call(channel, payload) {
        const name = channel as CallChannel;
        const answer = answers[name] as (input: unknown) => unknown;
        return Promise.resolve(answer(contract[name].input.parse(payload)));
      },
      on(channel, listener) {
        const all = listeners.get(channel) ?? new Set();
        listeners.set(channel, all.add(listener));
        return () => all.delete(listener);
      },
    },
    show(nextLibrary, nextOs) {
      library = nextLibrary;
      os = nextOs;
      change({ settings: { ...memory.settings, language: library.pack.language } });
    },
    navigate: (place) => push('panel.navigate', place),
  };
}
