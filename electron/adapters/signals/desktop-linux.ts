/** Desktops that keep GNOME's settings, by `XDG_CURRENT_DESKTOP`. */
export const hasGsettings = (desktop: string): boolean =>
  /gnome|unity|cinnamon|mate|budgie|pantheon/i.test(desktop);

/** A value of one of KDE's files of settings: `[Group]`, then `Key=value`. */
export function kdeValue(file: string, group: string, key: string): string | undefined {
  let isIn = false;
  for (const line of file.split('\n')) {
    if (line.startsWith('[')) isIn = line.trim() === `[${group}]`;
    else if (isIn && line.startsWith(`${key}=`)) return line.slice(key.length + 1).trim();
  }
  return undefined;
}
