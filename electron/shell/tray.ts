import { join } from 'node:path';
import { Menu, nativeImage, nativeTheme, Tray, type MenuItemConstructorOptions, type NativeImage } from 'electron';
import type { TrayCommand, TrayView } from './tray-view.ts';
import type { Rectangle } from './window-placement.ts';

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

/** The icon in the task bar, panel or menu bar. */
export function createTray({ iconsDir, platform, onClick, onCommand }: TrayDeps): TrayIcon {
  // macOS paints a template itself; elsewhere the icon has to stand out from a light or a dark bar.
  function image(icon: TrayView['icon']): NativeImage {
    const suffix = icon === 'badge' ? '-badge' : '';
    const tone = platform === 'darwin' ? 'Template' : nativeTheme.shouldUseDarkColors ? '-dark' : '-light';
    const file = platform === 'darwin' ? `tray${suffix}${tone}.png` : `tray${tone}${suffix}.png`;
    return nativeImage.createFromPath(join(iconsDir, file));
  }

  let drawn: TrayView | undefined;
  const tray = new Tray(image('plain'));
  tray.on('click', (_event, bounds) => onClick(bounds));

  const menuOf = (view: TrayView): Menu => {
    const groups = view.menu.map((group) =>
      group.map(({ label, command }): MenuItemConstructorOptions => {
        return command ? { label, click: () => onCommand(command) } : { label, enabled: false };
      }),
    );
    return Menu.buildFromTemplate(groups.flatMap((group, n) => (n === 0 ? group : [{ type: 'separator' }, ...group])));
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
