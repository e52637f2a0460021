/** What Electron tells of a source, as far as it is needed to find one. */
interface Source {
  id: string;
  /** Of the display that it shows; empty where the desktop doesn't say. */
  display_id: string;
}

export const isDisplay = ({ id }: Pick<Source, 'id'>): boolean => id.startsWith('screen:');

/**
 * Displays with the sources that show them. Where the desktop doesn't say which is which, both lists are in the same
 * order; a picture of another display is better than none, since the person sees it and can choose.
 */
export function pairedDisplays<D extends { id: number }, S extends Source>(
  displays: readonly D[],
  sources: readonly S[],
): { display: D; source: S }[] {
  const screens = sources.filter(isDisplay);
  return displays.flatMap((display, n) => {
    const named = screens.find(({ display_id: id }) => id === String(display.id));
    const source = named ?? screens[n] ?? screens[0];
    return source ? [{ display, source }] : [];
  });
}
