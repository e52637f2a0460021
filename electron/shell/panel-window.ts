import { performance } from 'node:perf_hooks';
import { BrowserWindow, nativeTheme, screen, type WebContents } from 'electron';
import { blurHides, toggled, type PanelHold } from './blur.ts';
import { outOfSight } from './out-of-sight.ts';
import { panelSize, placePanel, type Rectangle } from './window-placement.ts';

export interface PanelWindowDeps {
  url: string;
  preloadPath: string;
  textSizePercent(): number;
  isPackaged: boolean;
  log: { warn(event: string, fields: Record<string, string>): void };
}

export interface PanelWindow {
  readonly contents: WebContents | undefined;
  isVisible(): boolean;
  /** Shows and focuses the panel; `tray` is where the icon was clicked. */
  show(tray?: Rectangle): void;
  hide(): void;
  /** The tray icon was clicked there, or, without a place, the hotkey was pressed. */
  toggle(tray?: Rectangle): void;
  /** The pin button. */
  setPinned(pinned: boolean): void;
  /** A guide in progress or a dialog keeps the panel open when another window gets the focus. */
  setBusy(busy: PanelHold['busy']): void;
  hold(): PanelHold;
  /** Runs something while the panel can't be seen, with where it was. For everybody else it is there all the time. */
  outOfSight<T>(task: (place: Rectangle) => Promise<T>): Promise<T>;
  /** As the system's list of windows calls it. */
  sourceId(): string;
  /** The text size changed: another size at the same place. */
  resize(): void;
  load(): Promise<void>;
  onShown(listener: () => void): void;
  onHidden(listener: () => void): void;
  onChange(listener: () => void): void;
  destroy(): void;
}

/** A panel that crashes again so soon would crash for ever. */
const reloadEveryMs = 10_000;

const background = (): string => (nativeTheme.shouldUseDarkColors ? '#1b1d22' : '#ffffff');

/** The one window. It is there, hidden, from the start: showing it costs a frame. */
export function createPanelWindow(deps: PanelWindowDeps): PanelWindow {
  const shown: (() => void)[] = [];
  const hidden: (() => void)[] = [];
  const changed: (() => void)[] = [];
  let hold: PanelHold = { pinned: false, busy: 'none' };
  let lastTray: Rectangle | undefined;
  let hiddenByBlurAtMs = Number.NEGATIVE_INFINITY;
  let reloadedAtMs = Number.NEGATIVE_INFINITY;
  let isOutOfSight = false;

  const window = new BrowserWindow({
    ...panelSize(deps.textSizePercent()),
    show: false,
    frame: false,
    resizable: false,
    maximizable: false,
    minimizable: false,
    fullscreenable: false,
    skipTaskbar: true,
    title: 'Zeroline',
    backgroundColor: background(),
    webPreferences: {
      preload: deps.preloadPath,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      devTools: !deps.isPackaged,
      spellcheck: false,
    },
  });

  const announce = (): void => changed.forEach((listener) => listener());

  function place(): void {
    const bounds = placePanel({
      size: panelSize(deps.textSizePercent()),
      pointer: screen.getCursorScreenPoint(),
      displays: screen.getAllDisplays(),
      ...(lastTray ? { tray: lastTray } : {}),
    });
    const now = window.getBounds();
    const same = (['x', 'y', 'width', 'height'] as const).every((side) => now[side] === bounds[side]);
    if (!same) window.setBounds(bounds);
  }

  function show(tray?: Rectangle): void {
    // It comes back by itself, and would be in the picture now.
    if (isOutOfSight) return;
    if (window.webContents.isCrashed()) reload('shown after a crash');
    // What is pinned stays where the person left it.
    if (!(window.isVisible() && hold.pinned)) {
      lastTray = tray;
      place();
    }
    window.show();
    window.focus();
    for (const listener of shown) listener();
  }

  function setHold(next: PanelHold): void {
    hold = next;
    // Steps happen in other windows: the panel stays in sight beside them.
    window.setAlwaysOnTop(!blurHides(hold), 'floating');
    announce();
  }

  function toggle(tray?: Rectangle): void {
    const now = {
      visible: window.isVisible(),
      focused: window.isFocused(),
      hiddenByBlurForMs: performance.now() - hiddenByBlurAtMs,
    };
    const next = toggled(now, tray ? 'tray' : 'hotkey');
    if (next === 'show') show(tray);
    else if (next === 'hide') window.hide();
  }

  /** A new page of the same panel: what the old one held it open for is gone. */
  function reload(reason: string): void {
    deps.log.warn('panel-crashed', { reason });
    if (reason === 'clean-exit' || performance.now() - reloadedAtMs < reloadEveryMs) return;
    reloadedAtMs = performance.now();
    setHold({ ...hold, busy: 'none' });
    window.webContents.reload();
  }

  window.on('blur', () => {
    if (!window.isVisible() || !blurHides(hold)) return;
    hiddenByBlurAtMs = performance.now();
    window.hide();
  });
  window.on('close', (event) => {
    // Closing by the window manager hides: the tray app goes on. `destroy` does not come here.
    event.preventDefault();
    window.hide();
  });
  window.on('hide', () => {
    if (!isOutOfSight) hidden.forEach((listener) => listener());
  });
  const displaysChanged = (): void => {
    if (window.isVisible()) place();
  };
  const themeChanged = (): void => window.setBackgroundColor(background());
  screen.on('display-metrics-changed', displaysChanged);
  screen.on('display-removed', displaysChanged);
  nativeTheme.on('updated', themeChanged);
  window.webContents.on('render-process-gone', (_event, { reason }) => reload(reason));

  return {
    get contents() {
      return window.isDestroyed() ? undefined : window.webContents;
    },
    isVisible: () => !window.isDestroyed() && (isOutOfSight || window.isVisible()),
    show,
    hide: () => window.hide(),
    toggle,
    setPinned: (pinned) => setHold({ ...hold, pinned }),
    setBusy: (busy) => setHold({ ...hold, busy }),
    hold: () => hold,
    async outOfSight(task) {
      if (isOutOfSight) throw new Error('The panel is out of sight already.');
      isOutOfSight = true;
      try {
        const bounds = window.getBounds();
        return await outOfSight(window, () => task(bounds));
      } finally {
        isOutOfSight = false;
      }
    },
    sourceId: () => window.getMediaSourceId(),
    resize: () => place(),
    load: () => window.loadURL(deps.url),
    onShown: (listener) => void shown.push(listener),
    onHidden: (listener) => void hidden.push(listener),
    onChange: (listener) => void changed.push(listener),
    destroy() {
      screen.off('display-metrics-changed', displaysChanged);
      screen.off('display-removed', displaysChanged);
      nativeTheme.off('updated', themeChanged);
      window.destroy();
    },
  };
}
