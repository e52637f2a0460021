import { describe, expect, it } from 'vitest';
import { createHeartbeat } from '../../../electron/services/heartbeat.ts';

function machine() {
  const world = { wallMs: 1_000_000, steadyMs: 0, visible: false, locked: false };
  const seen: string[] = [];
  let beat = (): void => undefined;
  const heartbeat = createHeartbeat({
    clock: { nowMs: () => world.wallMs },
    steadyMs: () => world.steadyMs,
    every(_periodMs, callback) {
      beat = callback;
      return () => void seen.push('stopped');
    },
    isPanelVisible: () => world.visible,
    isLocked: () => world.locked,
    onAlive: (nowMs) => void seen.push(`alive ${nowMs}`),
    onLook: () => void seen.push('look'),
    onJump: () => void seen.push('jump'),
  });
  seen.length = 0;
  const minutes = (count: number): void => {
    for (let n = 0; n < count; n += 1) {
      world.wallMs += 60_000;
      world.steadyMs += 60_000;
      beat();
    }
  };
  return { world, seen, minutes, beat: () => beat(), heartbeat };
}

describe('the heartbeat', () => {
  it('looks every quarter of an hour while nobody watches', () => {
    const { seen, minutes } = machine();
    minutes(14);
    expect(seen).toEqual([]);
    minutes(1);
    expect(seen).toEqual(['alive 1900000', 'look']);
  });

  it('looks every minute while the panel is open', () => {
    const { world, seen, minutes } = machine();
    world.visible = true;
    minutes(3);
    expect(seen.filter((event) => event === 'look')).toHaveLength(3);
  });

  it('computes everything again when the clock jumped, in either direction', () => {
    for (const jumpMs of [6 * 3_600_000, -6 * 3_600_000]) {
      const { world, seen, beat, minutes } = machine();
      world.wallMs += jumpMs;
      world.steadyMs += 60_000;
      beat();
      expect(seen).toContain('jump');
      seen.length = 0;
      minutes(3);
      expect(seen).not.toContain('jump');
    }
  });

  it('takes a wake-up that comes twice for what it is', () => {
    const { seen, heartbeat } = machine();
    heartbeat.wake();
    heartbeat.wake();
    expect(seen).toEqual(['alive 1000000', 'jump', 'look', 'alive 1000000', 'jump', 'look']);
  });

  it('does not count a locked machine as a person at work', () => {
    const { world, seen, minutes } = machine();
    world.locked = true;
    minutes(15);
    expect(seen).toEqual(['look']);
  });
});
