import type { Clock } from './ports.ts';

export interface HeartbeatDeps {
  clock: Clock;
  /** Milliseconds that no change of the clock moves. */
  steadyMs(): number;
  every(periodMs: number, beat: () => void): () => void;
  isPanelVisible(): boolean;
  isLocked(): boolean;
  /** A sign of life of the person's machine. */
  onAlive(nowMs: number): void;
  /** Time to look at the machine again. */
  onLook(): void;
  /** The clock moved, or the machine slept: everything that depends on time is to be computed again. */
  onJump(): void;
}

export interface Heartbeat {
  /** The machine woke up or was unlocked; may come twice for one time. */
  wake(): void;
  stop(): void;
}

const beatMs = 60_000;
const quietBeats = 15;
const jumpToleranceMs = 30_000;

/** The one timer: looks every minute while the panel is open, else every quarter of an hour, and notices clock jumps. */
export function createHeartbeat(deps: HeartbeatDeps): Heartbeat {
  const offset = (): number => deps.clock.nowMs() - deps.steadyMs();
  let lastOffset = offset();
  let quiet = 0;

  function alive(): void {
    if (!deps.isLocked()) deps.onAlive(deps.clock.nowMs());
  }

  function jump(): void {
    lastOffset = offset();
    quiet = 0;
    alive();
    deps.onJump();
    deps.onLook();
  }

  function beat(): void {
    if (Math.abs(offset() - lastOffset) > jumpToleranceMs) {
      jump();
      return;
    }
    quiet += 1;
    if (deps.isPanelVisible() || quiet >= quietBeats) {
      quiet = 0;
      alive();
      deps.onLook();
    }
  }

  const stop = deps.every(beatMs, beat);
  alive();
  return { wake: jump, stop };
}
