import { returnedAtMs } from '../../../shared/context/welcome.ts';
import { ok, refuse, type Result } from '../../../shared/result.ts';
import type { Refusal } from '../../../shared/ipc/contract.ts';
import type { SyncHealth } from '../../../shared/packs/sync-health.ts';
import type { AppState } from '../../services/app-state.ts';
import type { JourneyLog } from '../../services/journey-log.ts';
import type { RequestOutbox } from '../../services/request-outbox.ts';
import type { SettingsKeeper } from '../../services/settings-keeper.ts';
import type { SnapshotFeed } from '../../services/snapshot-feed.ts';
import type { UsageLog } from '../../services/usage-log.ts';
import type { Routes } from '../handle.ts';

export interface PanelRouteDeps {
  feed: SnapshotFeed;
  state: AppState;
  settings: SettingsKeeper;
  outbox: RequestOutbox;
  journey: JourneyLog;
  usage: UsageLog;
  panel: { hide(): void; setPinned(pinned: boolean): void; setBusy(busy: 'guide' | 'dialog' | 'none'): void };
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
  const { feed, state, settings, outbox, journey, usage, panel, diagnostics } = deps;
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
        requestsSent: outbox.list().filter((request) => request.state.kind === 'sent').length,
        usage: usage.days(),
      }),
    'history.clear': async () => {
      journey.clear();
      await usage.clear();
      state.update((s) => ({ ...s, recent: [], progress: {}, solvedAtMs: {} }));
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
