import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOsNotification, type NotificationLike } from '../../../electron/shell/os-notification.ts';

class FakeNotification extends EventEmitter implements NotificationLike {
  show(): void {
    this.emit('asked-to-show');
  }
}

function notifier(isSupported = true) {
  const made: FakeNotification[] = [];
  const create = () => {
    const notification = new FakeNotification();
    made.push(notification);
    return notification;
  };
  return { made, notification: createOsNotification({ isSupported: () => isSupported, create }) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a notification', () => {
  it('was shown when the desktop says so, and tells of a click', async () => {
    const { made, notification } = notifier();
    const clicks: string[] = [];
    const outcome = notification.show('Mail is slow', 'IT is on it.', () => clicks.push('x'));
    made[0]?.emit('show');
    expect(await outcome).toEqual({ kind: 'shown' });
    made[0]?.emit('click');
    expect(clicks).toHaveLength(1);
  });

  it('failed, with what the desktop says', async () => {
    const { made, notification } = notifier();
    const outcome = notification.show('a', 'b', () => undefined);
    made[0]?.emit('failed', {}, 'not allowed');
    expect(await outcome).toEqual({ kind: 'error', detail: 'not allowed' });
  });

  it('was not sent on a desktop without such a service, which never answers', async () => {
    const outcome = notifier().notification.show('a', 'b', () => undefined);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await outcome).toEqual({ kind: 'not-sent', reason: 'no-answer' });
    const none = notifier(false);
    expect(await none.notification.show('a', 'b', () => undefined)).toEqual({
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
    expect(await broken.show('a', 'b', () => undefined)).toEqual({ kind: 'error', detail: 'no bus' });
  });
});
