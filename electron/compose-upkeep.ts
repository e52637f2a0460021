import { networkInterfaces } from 'node:os';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { net, powerMonitor } from 'electron';
import { reachingInterfaces } from './adapters/signals/network.ts';
import { trayHost } from './adapters/tray-host.ts';
import type { HubTraffic } from './compose-hub.ts';
import type { Services } from './compose-services.ts';
import type { Stores } from './compose-stores.ts';
import { createHeartbeat } from './services/heartbeat.ts';
import type { Interrupter } from './services/interrupter.ts';
import { watchMachine } from './services/machine-watch.ts';
import type { PackSync } from './services/pack-sync.ts';

/** Right after a login the tray may still be on its way. */
const askTrayAgainAfterMs = 20_000;

function every(periodMs: number, work: () => void): () => void {
  const timer = setInterval(work, periodMs);
  return () => clearInterval(timer);
}

const idleMs = (): number => powerMonitor.getSystemIdleTime() * 1000;

/** The timers that look at the machine, and the events of sleep and lock that they can't see. */
export function composeHeartbeat(
  stores: Stores,
  services: Services,
  updates: PackSync,
  interrupter: Interrupter,
  isPanelVisible: () => boolean,
  hub: HubTraffic,
): { stop(): void } {
  let locked = false;
  const isLocked = (): boolean => locked;
  const watch = watchMachine({
    ...{ every, idleMs, isLocked },
    isOnline: () => net.isOnline(),
    networks: () => JSON.stringify(reachingInterfaces(networkInterfaces())),
    onEvent(event) {
      updates.happened(event);
      if (event === 'network-back') hub.wake();
    },
    onNetworkChanged() {
      hub.wake();
      services.signals.forget();
      void services.suggestions.refresh();
    },
  });
  const heartbeat = createHeartbeat({
    clock: stores.clock,
    steadyMs: () => performance.now(),
    ...{ every, isPanelVisible, isLocked },
    // A machine left on and unlocked over a holiday is not somebody at work.
    onAlive: (nowMs) => services.recordActivity(nowMs - idleMs()),
    onLook: () => void services.suggestions.refresh(),
    onJump() {
      services.signals.forget();
      services.campaigns.recompute();
      interrupter.look();
    },
  });
  powerMonitor.on('resume', () => {
    updates.happened('woke');
    hub.wake();
    heartbeat.wake();
  });
  powerMonitor.on('lock-screen', () => (locked = true));
  powerMonitor.on('unlock-screen', () => {
    locked = false;
    heartbeat.wake();
  });
  return {
    stop() {
      heartbeat.stop();
      watch.stop();
    },
  };
}

/** Whether this desktop shows no tray icons at all, asked twice before it is believed. */
export async function isTrayMissing(): Promise<boolean> {
  if ((await trayHost(process.platform, process.env)) !== 'missing') return false;
  await sleep(askTrayAgainAfterMs, undefined, { ref: false });
  return (await trayHost(process.platform, process.env)) === 'missing';
}
