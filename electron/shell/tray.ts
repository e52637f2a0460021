import { join } from 'node:path';
import { Menu, nativeTheme, screen, Tray, type MenuItemConstructorOptions } from 'electron';
import { trayImageFile } from './tray-image.ts';
import type { TrayCommand, TrayView } from './tray-view.ts';
import { whereClicked, type Rectangle } from './window-placement.ts';

export interface TrayDeps {
  iconsDir: string;
  platform: NodeJS.Platform;
  onClick(bounds: Rectangle): void;
  onCommand(command: TrayCommand): void;
}

export interface TrayIcon {
  /** Draws a view; the same one again does nothing. */
  render(view: TrayView): void;
  destroy(): void;
}

type OlderTheme = Pick<Electron.NativeTheme, 'shouldUseDarkColors'> &
  Partial<Pick<Electron.NativeTheme, 'shouldUseDarkColorsForSystemIntegratedUI'>>;

/** The icon in the task bar, panel or menu bar. */
export function createTray({ iconsDir, platform, onClick, onCommand }: TrayDeps): TrayIcon {
  function image(icon: TrayView['icon']): string {
    const { shouldUseDarkColors, shouldUseDarkColorsForSystemIntegratedUI: darkSystem }: OlderTheme =
      nativeTheme;
    const desktop = process.env.XDG_CURRENT_DESKTOP ?? '';
    return join(
      iconsDir,
      trayImageFile(icon, { platform, desktop, darkApps: shouldUseDarkColors, darkSystem }),
    );
  }

  let drawn: TrayView | undefined;
  const tray = new Tray(image('plain'));
  tray.on('click', (_event, bounds) =>
    onClick(whereClicked(bounds, screen.getCursorScreenPoint(), screen.getAllDisplays())),
  );

  const menuOf = (view: TrayView): Menu => {
    const groups = view.menu.map((group) =>
      group.map(({ label, command }): MenuItemConstructorOptions => {
        return command ? { label, click: () => onCommand(command) } : { label, enabled: false };
      }),
    );
    return Menu.buildFromTemplate(
      groups.flatMap((group, n) => (n === 0 ? group : [{ type: 'separator' }, ...group])),
    );
  };

  function render(view: TrayView): void {
    if (JSON.stringify(view) === JSON.stringify(drawn)) return;
    if (view.icon !== drawn?.icon) tray.setImage(image(view.icon));
    tray.setToolTip(view.tooltip);
    // On macOS and Windows a set menu would take the left click too; there it is opened by the right one.
    if (platform === 'linux') tray.setContextMenu(menuOf(view));
    drawn = view;
  }

  if (platform !== 'linux') {
    tray.on('right-click', () => {
      if (drawn) tray.popUpContextMenu(menuOf(drawn));
    });
  }
  const repaint = (): void => {
    if (drawn) tray.setImage(image(drawn.icon));
  };
  nativeTheme.on('updated', repaint);

  return {
    render,
    destroy() {
      nativeTheme.off('updated', repaint);
      tray.destroy();
    },
  };
}
