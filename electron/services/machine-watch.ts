import type { MachineEvent } from './pack-sync.ts';

export interface MachineWatchDeps {
  every(periodMs: number, look: () => void): () => void;
  /** Whether any network is there at all. */
  isOnline(): boolean;
  /** The same text as long as the machine is on the same networks. */
  networks(): string;
  /** How long nobody has touched the machine. */
  idleMs(): number;
  isLocked(): boolean;
  onEvent(event: MachineEvent): void;
  /** Another network, a VPN that came or went, a cable. */
  onNetworkChanged(): void;
}

const lookEveryMs = 20_000;
const awayAfterMs = 4 * 60_000;

/** Sees somebody come to the machine and leave it, and networks come and go: nothing tells of these by itself. */
export function watchMachine(deps: MachineWatchDeps): { stop(): void } {
  let isUsed = false;
  let wasOnline = deps.isOnline();
  let lastNetworks = deps.networks();

  function look(): void {
    const isOnline = deps.isOnline();
    if (isOnline && !wasOnline) deps.onEvent('network-back');
    wasOnline = isOnline;
    const networks = deps.networks();
    if (networks !== lastNetworks) deps.onNetworkChanged();
    lastNetworks = networks;
    const isUsedNow = !deps.isLocked() && deps.idleMs() < awayAfterMs;
    if (isUsedNow !== isUsed) deps.onEvent(isUsedNow ? 'used' : 'left');
    isUsed = isUsedNow;
  }

  look();
  return { stop: deps.every(lookEveryMs, look) };
}
