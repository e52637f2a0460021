import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Notification, powerMonitor } from 'electron';
import { trayHost } from './adapters/tray-host.ts';
import type { Services } from './compose-services.ts';
import type { Stores } from './compose-stores.ts';
import { createHeartbeat, type Heartbeat } from './services/heartbeat.ts';
import { createOsNotification, type OsNotification } from './shell/os-notification.ts';

/** Right after a login the tray may still be on its way. */
const askTrayAgainAfterMs = 20_000;

/** The one timer, and the events of sleep and lock that it can't see. */
export function composeHeartbeat(
  stores: Stores,
  services: Services,
  isPanelVisible: () => boolean,
): Heartbeat {
  let locked = false;
  const heartbeat = createHeartbeat({
    clock: stores.clock,
    steadyMs: () => performance.now(),
    every(periodMs, beat) {
      const timer = setInterval(beat, periodMs);
      return () => clearInterval(timer);
    },
    isPanelVisible,
    isLocked: () => locked,
    // A machine left on and unlocked over a holiday is not somebody at work.
    onAlive: (nowMs) => services.recordActivity(nowMs - powerMonitor.getSystemIdleTime() * 1000),
    onLook: () => void services.suggestions.refresh(),
    onJump: () => services.campaigns.recompute(),
  });
  powerMonitor.on('resume', heartbeat.wake);
  powerMonitor.on('lock-screen', () => (locked = true));
  powerMonitor.on('unlock-screen', () => {
    locked = false;
    heartbeat.wake();
  });
  return heartbeat;
}

/** Whether this desktop shows no tray icons at all, asked twice before it is believed. */
export async function isTrayMissing(): Promise<boolean> {
  if ((await trayHost(process.platform, process.env)) !== 'missing') return false;
  await sleep(askTrayAgainAfterMs, undefined, { ref: false });
  return (await trayHost(process.platform, process.env)) === 'missing';
}

/** Messages of the operating system's own kind. */
export const composeNotification = (): OsNotification =>
  createOsNotification({
    isSupported: () => Notification.isSupported(),
    create: (options) => new Notification(options),
  });
