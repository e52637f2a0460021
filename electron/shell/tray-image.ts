import type { TrayView } from './tray-view.ts';

/** What decides which drawing of the icon can be seen on a bar. */
export interface BarLook {
  platform: NodeJS.Platform;
  /** `XDG_CURRENT_DESKTOP`. */
  desktop: string;
  darkApps: boolean;
  /** Windows has a theme of its own for the task bar; older runtimes don't tell it. */
  darkSystem: boolean | undefined;
}

// These draw their bar dark whatever the theme of programs is.
const alwaysDarkBars = ['gnome', 'unity', 'x-cinnamon', 'budgie'];

function barIsDark({ platform, desktop, darkApps, darkSystem }: BarLook): boolean {
  if (platform === 'win32') return darkSystem ?? darkApps;
  const names = desktop.toLowerCase().split(':');
  return darkApps || alwaysDarkBars.some((name) => names.includes(name));
}

/** The file of an icon: light ink for dark bars, dark ink for light ones; macOS paints a template itself. */
export function trayImageFile(icon: TrayView['icon'], look: BarLook): string {
  const badge = icon === 'badge' ? '-badge' : '';
  if (look.platform === 'darwin') return `tray${badge}Template.png`;
  const name = `tray-${barIsDark(look) ? 'dark' : 'light'}${badge}`;
  // Windows takes the size that fits its task bar out of an .ico, and would blur a PNG.
  return look.platform === 'win32' ? `${name}.ico` : `${name}.png`;
}
