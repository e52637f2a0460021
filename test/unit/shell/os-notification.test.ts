import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DesktopNotifications } from '../../../electron/services/ports.ts';
import {
  createOsNotification,
  type NotificationLike,
  type NotificationOptions,
} from '../../../electron/shell/os-notification.ts';

class FakeNotification extends EventEmitter implements NotificationLike {
  closed = false;
  readonly options: NotificationOptions;

  constructor(options: NotificationOptions) {
    super();
    this.options = options;
  }

  close(): void {
    this.closed = true;
  }

  show(): void {
    this.emit('asked-to-show');
  }
}

function notifier(isSupported = true, desktop?: DesktopNotifications) {
  const made: FakeNotification[] = [];
  const create = (options: NotificationOptions) => {
    const notification = new FakeNotification(options);
    made.push(notification);
    return notification;
  };
  const deps = { isSupported: () => isSupported, create, ...(desktop && { desktop }) };
  return { made, notification: createOsNotification(deps) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const message = {
  ...{ title: 'Mail is slow', body: 'IT is on it.', clickLabel: 'Open' },
  buttons: [
    { id: 'guide', label: 'Open the guide' },
    { id: 'later', label: 'Later, at 14:30' },
  ],
};

describe('a notification', () => {
  it('was shown when the desktop says so, and tells of a click', async () => {
    const { made, notification } = notifier();
    const pressed: (string | undefined)[] = [];
    const outcome = notification.show(message, (button) => pressed.push(button));
    await vi.advanceTimersByTimeAsync(0);
    made[0]?.emit('show');
    expect(await outcome).toMatchObject({ kind: 'shown' });
    made[0]?.emit('click');
    made[0]?.emit('action', {}, 1);
    expect(pressed).toEqual([undefined, 'later']);
    expect(made[0]?.options.actions).toEqual([
      { type: 'button', text: 'Open the guide' },
      { type: 'button', text: 'Later, at 14:30' },
    ]);
  });

  it('can be taken away by who showed it', async () => {
    const { made, notification } = notifier();
    const showing = notification.show(message, () => undefined);
    await vi.advanceTimersByTimeAsync(0);
    made[0]?.emit('show');
    const outcome = await showing;
    if (outcome.kind === 'shown') outcome.close();
    expect(made[0]?.closed).toBe(true);
  });

  it("takes the desktop's own way where there is one, and Electron's where that fails", async () => {
    const shown: string[] = [];
    const { made, notification } = notifier(true, {
      show({ title }) {
        if (shown.length > 0) return Promise.reject(new Error('the bus ended'));
        shown.push(title);
        return Promise.resolve({ close: () => undefined });
      },
    });
    expect(await notification.show(message, () => undefined)).toMatchObject({ kind: 'shown' });
    expect([shown, made]).toEqual([['Mail is slow'], []]);
    void notification.show(message, () => undefined);
    await vi.advanceTimersByTimeAsync(0);
    expect(made).toHaveLength(1);
  });

  it('failed, with what the desktop says', async () => {
    const { made, notification } = notifier();
    const outcome = notification.show(message, () => undefined);
    await vi.advanceTimersByTimeAsync(0);
    made[0]?.emit('failed', {}, 'not allowed');
    expect(await outcome).toEqual({ kind: 'error', detail: 'not allowed' });
  });

  it('was not sent on a desktop without such a service, which never answers', async () => {
    const outcome = notifier().notification.show(message, () => undefined);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await outcome).toEqual({ kind: 'not-sent', reason: 'no-answer' });
    const none = notifier(false);
    expect(await none.notification.show(message, () => undefined)).toEqual({
      kind: 'not-sent',
      reason: 'unsupported',
    });
    expect(none.made).toEqual([]);
  });

  it('is an error when the system throws at it', async () => {
    const broken = createOsNotification({
      isSupported: () => true,
      create: () => {
        throw new Error('no bus');
      },
    });
    expect(await broken.show(message, () => undefined)).toEqual({ kind: 'error', detail: 'no bus' });
  });
});
