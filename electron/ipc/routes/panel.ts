import { returnedAtMs } from '../../../shared/context/welcome.ts';
import { ok, refuse, type Result } from '../../../shared/result.ts';
import type { Input, Refusal } from '../../../shared/ipc/contract.ts';
import { isWithHub } from '../../../shared/requests/hub-outcome.ts';
import type { SyncHealth } from '../../../shared/packs/sync-health.ts';
import { reportsOf } from '../../../shared/usage/usage-report.ts';
import type { AppState } from '../../services/app-state.ts';
import type { JourneyLog } from '../../services/journey-log.ts';
import type { RequestOutbox } from '../../services/request-outbox.ts';
import type { SettingsKeeper } from '../../services/settings-keeper.ts';
import type { SnapshotFeed } from '../../services/snapshot-feed.ts';
import type { UsageLog } from '../../services/usage-log.ts';
import type { UsageNotes } from '../../services/usage-notes.ts';
import type { Routes } from '../handle.ts';

export interface PanelRouteDeps {
  feed: SnapshotFeed;
  state: AppState;
  settings: SettingsKeeper;
  outbox: RequestOutbox;
  journey: JourneyLog;
  usage: UsageLog;
  notes: UsageNotes;
  hasHub(): boolean;
  panel: { hide(): void; setPinned(pinned: boolean): void; setBusy(busy: Input<'panel.busy'>['busy']): void };
  diagnostics: {
    preview(): Promise<string>;
    save(text: string): Promise<Result<'saved' | 'cancelled', { kind: 'could-not-save'; detail: string }>>;
  };
  /** Looks for newer guides, and answers when that is settled. */
  checkForGuides(): Promise<Result<SyncHealth, Refusal>>;
  /** Settled once the first guides are there, or it is known that there are none. */
  firstGuides: Promise<unknown>;
}

type PanelRoutes = Pick<
  Routes,
  | 'snapshot.get'
  | 'suggestion.open'
  | `welcome.${'putAway' | 'restore'}`
  | 'settings.change'
  | 'privacy.get'
  | 'history.clear'
  | `diagnostics.${'preview' | 'save'}`
  | 'sync.check'
  | `panel.${'hide' | 'pin' | 'busy'}`
>;

/** The panel itself: its state, settings, and what it tells about itself. */
export function panelRoutes(deps: PanelRouteDeps): PanelRoutes {
  const { feed, state, settings, outbox, journey, usage, notes, panel, diagnostics } = deps;
  return {
    'snapshot.get': async () => {
      await deps.firstGuides;
      return ok(feed.get());
    },
    'suggestion.open': () => {
      usage.count('suggestionsOpened');
      return ok({});
    },
    'welcome.putAway': () => {
      const returned = returnedAtMs(state.get().activity);
      if (returned !== undefined) state.update((s) => ({ ...s, welcomePutAway: returned }));
      return ok({});
    },
    'welcome.restore': () => {
      state.update(({ welcomePutAway: _putAway, ...rest }) => rest);
      return ok({});
    },
    'settings.change': async ({ change }) => {
      const forced = Object.keys(change).find((key) => Object.hasOwn(settings.forced(), key));
      if (forced) return refuse<Refusal>({ kind: 'set-by-organisation', detail: forced });
      const changed = await settings.change(change);
      return changed.ok ? ok(feed.get()) : changed;
    },
    'privacy.get': () =>
      ok({
        requestsSent: outbox.list().filter(({ state: at }) => at.kind === 'sent' || isWithHub(at)).length,
        usage: usage.days(),
        ...(deps.hasHub() && { reports: reportsOf(usage.days(), notes.all()) }),
      }),
    'history.clear': async () => {
      journey.clear();
      await Promise.all([usage.clear(), notes.clear()]);
      state.update((s) => ({ ...s, recent: [], progress: {}, solvedAtMs: {}, askedForRating: {} }));
      return ok({});
    },
    'diagnostics.preview': async () => ok({ text: await diagnostics.preview() }),
    'diagnostics.save': async ({ text }) => {
      panel.setBusy('dialog');
      try {
        const saved = await diagnostics.save(text);
        return saved.ok ? ok({ outcome: saved.value }) : saved;
      } finally {
        panel.setBusy('none');
      }
    },
    'sync.check': async () => {
      const checked = await deps.checkForGuides();
      return checked.ok ? ok({ health: checked.value }) : checked;
    },
    'panel.hide': () => {
      panel.hide();
      return ok({});
    },
    'panel.pin': ({ pinned }) => {
      panel.setPinned(pinned);
      return ok({});
    },
    'panel.busy': ({ busy }) => {
      panel.setBusy(busy);
      return ok({});
    },
  };
}
