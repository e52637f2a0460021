import { noticeView } from '../../shared/campaigns/notice-view.ts';
import { contactsView } from '../../shared/contacts/contacts-view.ts';
import { guidePath, hasBegun } from '../../shared/guides/guide-path.ts';
import { isCurrent } from '../../shared/guides/progress.ts';
import type { NoticeView, Problem, Snapshot } from '../../shared/ipc/views.ts';
import type { Os } from '../../shared/os.ts';
import { managedView, type MergedPolicy } from '../../shared/policy/policy.ts';
import type { AppState } from './app-state.ts';
import type { CampaignRunner } from './campaign-runner.ts';
import type { GuideLibrary } from './guide-library.ts';
import type { Clock } from './ports.ts';
import type { RequestOutbox } from './request-outbox.ts';
import type { SettingsKeeper } from './settings-keeper.ts';
import type { ShownSuggestion, SuggestionFeed } from './suggestion-feed.ts';

export interface SnapshotSources {
  version: string;
  os: Os;
  defaultHotkey: string;
  clock: Clock;
  state: AppState;
  settings: SettingsKeeper;
  policy(): MergedPolicy;
  library: GuideLibrary;
  suggestions: SuggestionFeed;
  campaigns: CampaignRunner;
  outbox: RequestOutbox;
  problems(): Problem[];
  hub(): Snapshot['hub'];
  affectedBy(notice: string): NoticeView['affected'];
  sync(): Omit<Snapshot['sync'], 'source' | 'contentFromMs'>;
  panel(): Snapshot['panel'];
}

const continuedMax = 3;

/** All services as one picture. Lists in it are short; what is long is asked for. */
export function computeSnapshot(sources: SnapshotSources): Omit<Snapshot, 'revision'> {
  const { clock, state, settings, library, suggestions, campaigns, outbox } = sources;
  const nowMs = clock.nowMs();
  const hub = sources.hub();
  const { organisation, mostAsked, contentFromMs } = library.head();
  const remembered = state.get();
  const begun = Object.values(remembered.progress)
    .filter((progress) => hasBegun(progress) && isCurrent(progress, nowMs))
    .filter((progress) => {
      const guide = library.kept(progress.guideId);
      return guide !== undefined && !guidePath(guide, sources.os, progress).atEnd;
    })
    .sort((a, b) => b.updatedAtMs - a.updatedAtMs)
    .slice(0, continuedMax);
  const { welcome, cards } = suggestions.suggestions();
  const suggestionViews = (shown: readonly ShownSuggestion[]): Snapshot['suggestions'] =>
    shown.flatMap(({ rule, guide, reason }) => {
      const ref = library.ref(guide);
      return ref ? [{ rule, guide: ref, reason }] : [];
    });
  return {
    version: sources.version,
    os: sources.os,
    language: settings.language(),
    nowMs,
    settings: settings.current(),
    managed: managedView(sources.policy()),
    hotkey: settings.hotkey(),
    defaultHotkey: sources.defaultHotkey,
    problems: sources.problems(),
    organisationName: organisation.name,
    areas: library.areas(),
    guideCount: library.guideCount(),
    mostAsked: library.refs(mostAsked),
    recent: library.refs(remembered.recent),
    starred: library.refs(remembered.starred),
    inProgress: library.refs(begun.map(({ guideId }) => guideId)),
    notices: campaigns
      .notices()
      .map((due) =>
        noticeView(due, (id) => library.ref(id) !== undefined, outbox.joins(), sources.affectedBy),
      ),
    welcomeBack: suggestionViews(welcome),
    suggestions: suggestionViews(cards),
    contacts: contactsView(organisation, nowMs, hub !== undefined),
    requests: outbox.list(),
    ...(hub && { hub }),
    sync: { ...sources.sync(), source: library.source(), contentFromMs },
    outdated: library.outdated(),
    panel: sources.panel(),
  };
}
