import { toError } from '../../shared/result.ts';
import type { DesktopMessage, DesktopNotifications, PressListener } from '../services/ports.ts';

/** The part of Electron's `Notification` that is used here. */
export interface NotificationLike {
  on(event: 'show' | 'click' | 'close', listener: () => void): unknown;
  on(event: 'failed', listener: (event: unknown, error: string) => void): unknown;
  on(event: 'action', listener: (event: unknown, index: number) => void): unknown;
  show(): void;
  close(): void;
}

export interface NotificationOptions {
  title: string;
  body: string;
  /** macOS and Windows show them; Linux does not. */
  actions: { type: 'button'; text: string }[];
}

export interface OsNotificationDeps {
  isSupported(): boolean;
  create(options: NotificationOptions): NotificationLike;
  /** Linux: the desktop's own service, which has buttons. Where it can't be reached, Electron's way is tried. */
  desktop?: DesktopNotifications;
}

export type NotificationOutcome =
  | { kind: 'shown'; close(): void }
  | { kind: 'not-sent'; reason: 'unsupported' | 'no-answer' }
  | { kind: 'error'; detail: string };

/** Messages of the operating system's own kind, with what became of each. */
export interface OsNotification {
  show(message: DesktopMessage, onPressed: PressListener): Promise<NotificationOutcome>;
}

/** A desktop without a notification service says neither that it showed something nor that it failed. */
const answerWithinMs = 3_000;

export function createOsNotification({ isSupported, create, desktop }: OsNotificationDeps): OsNotification {
  // One that nothing holds on to is collected, and its click with it.
  const open = new Set<NotificationLike>();

  function showByElectron(
    { title, body, buttons }: DesktopMessage,
    onPressed: PressListener,
  ): Promise<NotificationOutcome> {
    if (!isSupported()) return Promise.resolve({ kind: 'not-sent', reason: 'unsupported' });
    return new Promise((resolve) => {
      const waiting = setTimeout(() => resolve({ kind: 'not-sent', reason: 'no-answer' }), answerWithinMs);
      const settle = (outcome: NotificationOutcome): void => {
        clearTimeout(waiting);
        resolve(outcome);
      };
      try {
        const actions = buttons.map(({ label }) => ({ type: 'button' as const, text: label }));
        const notification = create({ title, body, actions });
        const pressed = (button: string | undefined): void => {
          open.delete(notification);
          onPressed(button);
        };
        open.add(notification);
        notification.on('show', () => settle({ kind: 'shown', close: () => notification.close() }));
        notification.on('failed', (_event, detail) => {
          open.delete(notification);
          settle({ kind: 'error', detail });
        });
        notification.on('close', () => open.delete(notification));
        notification.on('click', () => pressed(undefined));
        notification.on('action', (_event, index) => pressed(buttons[index]?.id));
        notification.show();
      } catch (thrown) {
        settle({ kind: 'error', detail: toError(thrown).message });
      }
    });
  }

  return {
    async show(message, onPressed) {
      if (!desktop) return showByElectron(message, onPressed);
      try {
        return { kind: 'shown', ...(await desktop.show(message, onPressed)) };
      } catch {
        return showByElectron(message, onPressed);
      }
    },
  };
}
