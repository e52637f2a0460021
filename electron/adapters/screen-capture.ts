import { setTimeout as sleep } from 'node:timers/promises';
import {
  desktopCapturer,
  screen,
  systemPreferences,
  type DesktopCapturerSource,
  type Display,
} from 'electron';
import type { ScreenSource, Taken } from '../../shared/ipc/screenshot.ts';
import { isBlank } from '../../shared/requests/picture-pixels.ts';
import { busReader } from './dbus/properties.ts';
import { isDisplay, pairedDisplays } from './screen-source.ts';

export interface ScreenCapture {
  /** What could be taken a picture of, each with a small picture of it; `ownWindow` is left out. */
  sources(ownWindow: string): Promise<ScreenSource[]>;
  /** Why there can be no picture, known without trying. */
  obstacle(): Promise<Exclude<Taken['kind'], 'taken'> | undefined>;
  /** A picture of a source, or of the display that most of the rectangle is on. */
  take(source: string | undefined, near: Electron.Rectangle): Promise<Taken>;
}

const thumbnailSize = { width: 320, height: 200 };
const sourcesMax = 40;
const nameMaxChars = 120;
/** Of an encoded picture; a screen that is not noise stays far below. */
const pictureBytesMax = 64 * 1024 * 1024;

const pixelsOf = ({ size, scaleFactor }: Display): Electron.Size => ({
  width: Math.round(size.width * scaleFactor),
  height: Math.round(size.height * scaleFactor),
});

function takenOf(source: DesktopCapturerSource | undefined): Taken {
  if (!source) return { kind: 'not-possible' };
  const { thumbnail } = source;
  if (thumbnail.isEmpty() || isBlank(thumbnail.toBitmap())) return { kind: 'not-possible' };
  const png = new Uint8Array(thumbnail.toPNG());
  return png.length > pictureBytesMax ? { kind: 'not-possible' } : { kind: 'taken', png };
}

/** A desktop's portal asks the person, who needs a while; one that never answers must not keep the panel away. */
const answerWithinMs = 60_000;

const sourcesOf = (
  type: 'window' | 'screen',
  size: Electron.Size,
): Promise<DesktopCapturerSource[] | undefined> =>
  Promise.race([
    desktopCapturer.getSources({ types: [type], thumbnailSize: size }),
    sleep(answerWithinMs, undefined, { ref: false }),
  ]);

/** Pictures of the screen, by what Electron has for all systems. */
export function screenCapture(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): ScreenCapture {
  const isWayland = environment['XDG_SESSION_TYPE'] === 'wayland' || Boolean(environment['WAYLAND_DISPLAY']);

  /** Under Wayland programs see the screen only through the desktop's portal, which asks the person. */
  async function hasPortal(): Promise<boolean> {
    const read = busReader(environment);
    const found = await read({
      ...{ bus: 'session', service: 'org.freedesktop.portal.Desktop' },
      ...{ path: '/org/freedesktop/portal/desktop', interface: 'org.freedesktop.portal.ScreenCast' },
      names: ['version'],
    }).catch(() => undefined);
    return found !== undefined && found.length > 0;
  }

  return {
    async sources(ownWindow) {
      const found = await desktopCapturer.getSources({ types: ['screen', 'window'], thumbnailSize });
      return found
        .filter(({ id, thumbnail }) => id !== ownWindow && !thumbnail.isEmpty())
        .slice(0, sourcesMax)
        .map((source) => ({
          id: source.id,
          kind: isDisplay(source) ? 'display' : 'window',
          name: source.name.slice(0, nameMaxChars),
          thumbnail: source.thumbnail.toDataURL(),
        }));
    },

    async obstacle() {
      if (platform === 'darwin') {
        const access = systemPreferences.getMediaAccessStatus('screen');
        return access === 'denied' || access === 'restricted' ? 'not-permitted' : undefined;
      }
      return platform === 'linux' && isWayland && !(await hasPortal()) ? 'not-possible' : undefined;
    },

    async take(wanted, near) {
      const nearest = screen.getDisplayMatching(near);
      if (wanted?.startsWith('window:')) {
        const windows = await sourcesOf('window', pixelsOf(nearest));
        const window = windows?.find(({ id }) => id === wanted);
        return windows && !window ? { kind: 'gone' } : takenOf(window);
      }
      // Each display has a size of its own, and is to be taken in it.
      const known = wanted === undefined ? [] : await sourcesOf('screen', { width: 0, height: 0 });
      const chosen = pairedDisplays(screen.getAllDisplays(), known ?? []).find(
        ({ source }) => source.id === wanted,
      );
      const display = chosen?.display ?? nearest;
      const found = await sourcesOf('screen', pixelsOf(display));
      const shown = pairedDisplays(screen.getAllDisplays(), found ?? []).find(
        (pair) => pair.display.id === display.id,
      );
      return takenOf(shown?.source);
    },
  };
}
