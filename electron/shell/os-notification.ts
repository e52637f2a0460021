import { toError } from '../../shared/result.ts';

/** The part of Electron's `Notification` that is used here. */
export interface NotificationLike {
  on(event: 'show' | 'click' | 'close', listener: () => void): unknown;
  on(event: 'failed', listener: (event: unknown, error: string) => void): unknown;
  show(): void;
}

export interface OsNotificationDeps {
  isSupported(): boolean;
  create(options: { title: string; body: string }): NotificationLike;
}

export type NotificationOutcome =
  | { kind: 'shown' }
  | { kind: 'not-sent'; reason: 'unsupported' | 'no-answer' }
  | { kind: 'error'; detail: string };

export interface OsNotification {
  show(title: string, body: string, onClick: () => void): Promise<NotificationOutcome>;
}

/** A desktop without a notification service says neither that it showed something nor that it failed. */
const answerWithinMs = 3_000;

/** Messages of the operating system's own kind, with what became of each. */
export function createOsNotification({ isSupported, create }: OsNotificationDeps): OsNotification {
  // One that nothing holds on to is collected, and its click with it.
  const open = new Set<NotificationLike>();

  return {
    show(title, body, onClick) {
      if (!isSupported()) return Promise.resolve({ kind: 'not-sent', reason: 'unsupported' });
      return new Promise((resolve) => {
        const waiting = setTimeout(() => resolve({ kind: 'not-sent', reason: 'no-answer' }), answerWithinMs);
        const settle = (outcome: NotificationOutcome): void => {
          clearTimeout(waiting);
          resolve(outcome);
        };
        try {
          const notification = create({ title, body });
          open.add(notification);
          notification.on('show', () => settle({ kind: 'shown' }));
          notification.on('failed', (_event, detail) => {
            open.delete(notification);
            settle({ kind: 'error', detail });
          });
          notification.on('close', () => open.delete(notification));
          notification.on('click', () => {
            open.delete(notification);
            onClick();
          });
          notification.show();
        } catch (thrown) {
          settle({ kind: 'error', detail: toError(thrown).message });
        }
      });
    },
  };
}
