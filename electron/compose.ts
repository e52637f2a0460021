import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { app, globalShortcut, ipcMain } from 'electron';
import { defaultHotkey, judgeHotkey, labelOfHotkey } from '../shared/hotkeys.ts';
import { ageOfGuides } from '../shared/i18n/format.ts';
import type { Language } from '../shared/language.ts';
import type { Place, Problem, Snapshot } from '../shared/ipc/views.ts';
import { nodeDisk } from './adapters/disk.ts';
import { replaceFile } from './adapters/durable-write.ts';
import { saveTextAs } from './adapters/save-dialog.ts';
import { screenCapture } from './adapters/screen-capture.ts';
import { composeGuides, type GuideOrigin } from './compose-guides.ts';
import { composeHub } from './compose-hub.ts';
import { composeServices } from './compose-services.ts';
import { composeStores, inApp, newId, type TriedPolicy } from './compose-stores.ts';
import { composeInterrupter, composeNotification, waitingNotices } from './compose-notices.ts';
import { composeHeartbeat, isTrayMissing } from './compose-upkeep.ts';
import { handleCalls } from './ipc/handle.ts';
import { pushTo } from './ipc/push.ts';
import { attachmentRoutes } from './ipc/routes/attachments.ts';
import { guideRoutes } from './ipc/routes/guides.ts';
import { noticeRoutes } from './ipc/routes/notices.ts';
import { panelRoutes } from './ipc/routes/panel.ts';
import { ratingRoutes } from './ipc/routes/ratings.ts';
import { requestRoutes } from './ipc/routes/requests.ts';
import { signInRoutes } from './ipc/routes/sign-in.ts';
import { screenshotRoutes } from './ipc/routes/screenshot.ts';
import { waysOutRoutes } from './ipc/routes/ways-out.ts';
import { computeSnapshot } from './services/compute-snapshot.ts';
import { buildDiagnostics } from './services/diagnostics.ts';
import { createSettingsKeeper } from './services/settings-keeper.ts';
import { createSnapshotFeed } from './services/snapshot-feed.ts';
import { createAutostart } from './shell/autostart.ts';
import { pinnedBy } from './shell/blur.ts';
import type { Asked } from './shell/deep-link.ts';
import { createGlobalHotkey } from './shell/global-hotkey.ts';
import { isOwnPanel } from './shell/own-panel.ts';
import { panelOrigin } from './shell/panel-origin.ts';
import { createPanelWindow } from './shell/panel-window.ts';
import { lockDown } from './shell/session-lockdown.ts';
import { trayView, type TrayCommand } from './shell/tray-view.ts';
import { createTray } from './shell/tray.ts';

export interface Zeroline {
  /** Does what a start, a second start or a deep link asked for. */
  act(asked: Asked): void;
  /** Lets go of the desktop and brings everything to the disk. */
  stop(): Promise<void>;
}

/** Told once, since the person can do nothing about it. */
const toldOnce: readonly Problem['kind'][] = ['no-tray-host'];

/** Builds every part and connects them. With compose-stores and compose-services the only place that knows all rooms. */
export async function compose(tried: GuideOrigin & TriedPolicy): Promise<Zeroline> {
  const language = (): Language => settings.language();
  const stores = await composeStores(language, tried);
  const { os, clock, log, policy, state, outbox, usage, notes } = stores;
  const guides = await composeGuides(stores, tried, language);
  const { library, updates, server } = guides;
  const devServerUrl = app.isPackaged ? undefined : process.env.VITE_DEV_SERVER_URL;
  lockDown({
    rendererDir: inApp('dist', 'renderer'),
    kbImage: (file) => guides.kbImage(file),
    ...(devServerUrl === undefined ? {} : { devServerUrl }),
  });

  const hotkey = createGlobalHotkey({
    globalShortcut,
    isSupported: process.env.XDG_SESSION_TYPE !== 'wayland',
    onPressed: () => panel.toggle(),
  });
  const autostart = createAutostart({
    app,
    platform: process.platform,
    // An AppImage runs from a mount that is gone after it; the file itself is in the variable.
    ...(app.isPackaged ? { executable: process.env.APPIMAGE ?? app.getPath('exe') } : {}),
    configDir: process.env.XDG_CONFIG_HOME || join(homedir(), '.config'),
    writeFile: (path, text) => replaceFile(nodeDisk(), path, Buffer.from(text)),
  });
  const settings = createSettingsKeeper({
    state,
    policy: () => policy.merged(),
    preferredLocales: () => app.getPreferredSystemLanguages(),
    defaultHotkey: defaultHotkey(os),
    isAcceptableHotkey: (accelerator) => judgeHotkey(accelerator, os) === 'ok',
    applyHotkey: (accelerator) => hotkey.apply(accelerator),
    applyStartAtLogin: (on) => autostart.apply(on),
    applyLanguage: async () => {
      await guides.load();
      updates.languageChanged();
    },
    applyTextSize: () => panel.resize(),
  });
  const panel = createPanelWindow({
    url: devServerUrl ?? `${panelOrigin}/index.html`,
    preloadPath: inApp('dist', 'preload', 'index.cjs'),
    textSizePercent: () => settings.current().textSizePercent,
    isPackaged: app.isPackaged,
    log,
  });
  const services = await composeServices(stores, guides, language);
  const { journey, opener, desk, suggestions, campaigns, t } = services;

  let trayMissing = false;
  const problems = (): Problem[] => {
    const all: Problem[] = [
      ...stores.problems(),
      ...guides.problems,
      ...library.problems(),
      ...(settings.hotkey().status === 'refused'
        ? [{ kind: 'hotkey-refused' as const, detail: settings.hotkey().accelerator }]
        : []),
      ...(trayMissing ? [{ kind: 'no-tray-host' as const, detail: '' }] : []),
    ];
    return all.filter(({ kind }) => !state.get().told.includes(kind));
  };
  function tell(kinds: readonly Problem['kind'][]): void {
    if (kinds.length > 0) state.update((s) => ({ ...s, told: [...new Set([...s.told, ...kinds])] }));
  }
  const feed = createSnapshotFeed({
    compute: () =>
      computeSnapshot({
        ...{ os, clock, state, settings, library, suggestions, campaigns, outbox, problems },
        ...{ hub: () => hub.view(), affectedBy: (notice: string) => hub.affectedBy(notice) },
        policy: () => policy.merged(),
        version: app.getVersion(),
        defaultHotkey: defaultHotkey(os),
        sync: () => ({ ...updates.view(), ...(server !== undefined && { server }) }),
        panel: (): Snapshot['panel'] => ({
          pinned: panel.hold().pinned,
          pinnedBy: pinnedBy(panel.hold()),
        }),
      }),
  });
  const notification = composeNotification(process.platform);
  const push = pushTo(() => panel.contents);

  async function diagnostics(): Promise<string> {
    const { revision: _revision, ...shown } = feed.get();
    const { electron, chrome, node } = process.versions;
    return buildDiagnostics(
      {
        ...shown,
        runtime: { Electron: electron, Chromium: chrome, Node: node },
        system: services.systemName,
        signals: suggestions.signals(),
        silentRules: suggestions.others(),
        waitingNotices: waitingNotices(interrupter, campaigns),
        logLines: await log.lastLines(100),
      },
      t(),
    );
  }

  function goTo(place: Place): void {
    panel.show();
    push('panel.navigate', place);
  }
  const interrupter = composeInterrupter(stores, services, {
    ...{ library, language, notification, goTo },
    isPanelVisible: () => panel.isVisible(),
  });
  const hub = composeHub(stores, services, {
    ...{ notification, goTo, isPanelVisible: () => panel.isVisible() },
    sendsCounts: () => settings.current().sendCounts,
  });
  const commands: Record<TrayCommand, () => void> = {
    open: () => panel.show(),
    check: () => void updates.checkNow(),
    requests: () => goTo({ screen: 'requests' }),
    settings: () => goTo({ screen: 'settings' }),
    privacy: () => goTo({ screen: 'privacy' }),
    quit: () => app.quit(),
  };
  const firstGuides = guides.load();
  handleCalls(
    {
      ...guideRoutes({
        ...{ library, state, journey, usage, notes, clock, os },
        lifts: () => suggestions.lifts(),
      }),
      ...ratingRoutes({ library, ratings: hub.ratings }),
      ...waysOutRoutes({ library, opener, clipboard: services.clipboard, journeyNotes: () => desk.notes() }),
      ...requestRoutes({ ...{ outbox, desk, usage, library, campaigns, opener, newId }, language }),
      ...attachmentRoutes({ outbox, files: stores.files, newId }),
      ...screenshotRoutes({ capture: screenCapture(process.platform, process.env), panel }),
      ...signInRoutes(services),
      ...noticeRoutes({ campaigns, interrupter, outbox, isPanelVisible: () => panel.isVisible() }),
      ...panelRoutes({
        ...{ feed, state, settings, outbox, journey, usage, notes, panel, firstGuides },
        hasHub: () => services.hub.place() !== undefined,
        checkForGuides: () => updates.checkNow(),
        diagnostics: {
          preview: diagnostics,
          save: (text) => saveTextAs(text, t()('dialog.saveDiagnostics'), 'zeroline-diagnostics.txt'),
        },
      }),
    },
    { ipcMain, isOwnPanel: (event) => isOwnPanel(event, panel.contents, devServerUrl), log },
  );

  feed.onChange((snapshot) => push('snapshot.changed', snapshot));
  for (const part of [state, outbox, suggestions, campaigns, panel, updates, hub])
    part.onChange(() => feed.changed());
  policy.onChange(() => {
    log.info('policy-changed', { keys: Object.keys(policy.merged().places).join(' ') });
    void settings.policyChanged().then(() => feed.changed());
    campaigns.recompute();
    interrupter.look();
    hub.wake();
    void suggestions.refresh();
  });
  library.onChange(() => {
    campaigns.recompute();
    hub.wake();
    feed.changed();
  });
  panel.onShown(() => {
    settings.retryHotkey();
    push('panel.shown', { focusSearch: true });
    suggestions.refreshIfOlderThan(5_000);
    updates.happened('panel-shown');
    hub.panelShown();
    if (!state.get().panelOpenedOnce) state.update((s) => ({ ...s, panelOpenedOnce: true }));
  });
  panel.onHidden(() => {
    tell(problems().flatMap(({ kind }) => (toldOnce.includes(kind) ? [kind] : [])));
    interrupter.look();
    hub.panelHidden();
  });

  const heartbeat = composeHeartbeat(stores, services, updates, interrupter, () => panel.isVisible(), hub);

  await Promise.all([panel.load(), firstGuides]);
  // What talks to the desktop waits until the panel has its page: it would keep the page waiting otherwise.
  const tray = createTray({
    iconsDir: inApp('resources', 'icons'),
    platform: process.platform,
    onClick: (bounds) => panel.toggle(bounds),
    onCommand: (command) => commands[command](),
  });
  feed.onChange((snapshot) => {
    const { key, when } = ageOfGuides(snapshot.sync.contentFromMs, snapshot.nowMs, snapshot.language);
    tray.render(trayView(snapshot, t(), t()(key, { when })));
  });
  await settings.applyAll();
  campaigns.recompute();
  updates.start();
  void suggestions.refresh();
  void isTrayMissing().then((missing) => {
    if (!missing || state.get().told.includes('no-tray-host')) return;
    trayMissing = true;
    feed.changed();
    const { accelerator, status } = settings.hotkey();
    const words =
      status === 'registered'
        ? t()('panel.problem.no-tray-host', { keys: labelOfHotkey(accelerator, os, settings.language()) })
        : t()('panel.problem.no-tray-hostNoKeys');
    void notification
      .show({ title: 'Zeroline', body: words, clickLabel: t()('tray.open'), buttons: [] }, () => panel.show())
      .then(({ kind }) => {
        if (kind === 'shown') tell(['no-tray-host']);
      });
  });
  feed.changed();

  return {
    act(asked) {
      if (asked.kind === 'toggle') panel.toggle();
      else if (asked.kind === 'show') panel.show();
      else if (asked.kind === 'guide') goTo({ screen: 'guide', id: asked.id });
    },
    async stop() {
      heartbeat.stop();
      campaigns.stop();
      hub.stop();
      interrupter.stop();
      policy.stop();
      hotkey.release();
      tray.destroy();
      // A home on a dead network drive must not keep the machine from shutting down.
      await Promise.race([Promise.all([stores.flush(), guides.stop()]), sleep(3_000)]).finally(() =>
        panel.destroy(),
      );
    },
  };
}
