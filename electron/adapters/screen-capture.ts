import {
  desktopCapturer,
  screen,
  systemPreferences,
  type DesktopCapturerSource,
  type Display,
  type NativeImage,
} from 'electron';
import type { ScreenSource, Taken } from '../../shared/ipc/screenshot.ts';
import { isBlank } from '../../shared/requests/picture-pixels.ts';
import { busReader } from './dbus/properties.ts';

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

const isDisplay = ({ id }: DesktopCapturerSource): boolean => id.startsWith('screen:');

/** Not every desktop says which display a source is; they come in the same order then. */
function sourceOf(display: Display, sources: readonly DesktopCapturerSource[]) {
  const screens = sources.filter(isDisplay);
  const named = screens.find(({ display_id: id }) => id === String(display.id));
  return named ?? screens[screen.getAllDisplays().findIndex(({ id }) => id === display.id)] ?? screens[0];
}

function pictureOf(image: NativeImage): Taken {
  if (image.isEmpty() || isBlank(image.toBitmap())) return { kind: 'not-possible' };
  const png = new Uint8Array(image.toPNG());
  return png.length > pictureBytesMax ? { kind: 'not-possible' } : { kind: 'taken', png };
}

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
      const display = screen.getDisplayMatching(near);
      const found = await desktopCapturer.getSources({
        types: [wanted?.startsWith('window:') ? 'window' : 'screen'],
        thumbnailSize: pixelsOf(display),
      });
      const source = wanted === undefined ? sourceOf(display, found) : found.find(({ id }) => id === wanted);
      return source ? pictureOf(source.thumbnail) : { kind: 'gone' };
    },
  };
}
