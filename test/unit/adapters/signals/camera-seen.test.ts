import { expect, it } from 'vitest';
import { withCameraMemory } from '../../../../electron/adapters/signals/camera-seen.ts';
import { known, unknown, type SignalSource } from '../../../../electron/adapters/signals/source.ts';
import { said } from './fixture.ts';

const dayMs = 24 * 60 * 60_000;

/** A machine whose camera comes and goes, with what it remembers. */
function machine(lastSeenMs?: number) {
  const state = { isThere: false, lastSeenMs, writes: 0 };
  const source: SignalSource = {
    source: 'a camera',
    ids: ['camera.present', 'camera.inUse'],
    read: () =>
      Promise.resolve({ 'camera.present': known(state.isThere), 'camera.inUse': unknown('not-present') }),
  };
  const { read } = withCameraMemory(source, {
    lastSeenMs: () => state.lastSeenMs,
    saw: (nowMs) => Object.assign(state, { lastSeenMs: nowMs, writes: state.writes + 1 }),
  });
  return { state, at: async (day: number) => said((await read(day * dayMs))['camera.present']) };
}

it('a machine that never had a camera misses none', async () => {
  const { at, state } = machine();
  expect(await at(100)).toBe('? not-present');
  expect(state.writes).toBe(0);
});

it('a camera that was there of late is missed, also after a restart of the app', async () => {
  const { at, state } = machine();
  state.isThere = true;
  expect(await at(100)).toBe(true);
  state.isThere = false;
  expect(await at(101)).toBe(false);
  const again = machine(state.lastSeenMs);
  expect(await again.at(102)).toBe(false);
  expect(await again.at(129.9)).toBe(false);
  expect(await again.at(130)).toBe('? not-present');
});

it('remembers once a day, and a clock that ran ahead for no longer than others', async () => {
  const { at, state } = machine();
  state.isThere = true;
  for (const day of [100, 100.2, 100.9, 101]) await at(day);
  expect(state.writes).toBe(2);
  const ahead = machine(400 * dayMs);
  expect(await ahead.at(100)).toBe('? not-present');
  ahead.state.isThere = true;
  await ahead.at(100);
  expect(ahead.state.lastSeenMs).toBe(100 * dayMs);
});

it('leaves other sources, and what could not be read, as they are', async () => {
  const memory = { lastSeenMs: () => undefined, saw: () => undefined };
  const other: SignalSource = { source: 'x', ids: ['vpn.up'], read: () => Promise.resolve({}) };
  expect(withCameraMemory(other, memory)).toBe(other);
  const failed: SignalSource = {
    ...{ source: 'x', ids: ['camera.present'] },
    read: () => Promise.resolve({ 'camera.present': unknown('failed') }),
  };
  expect(said((await withCameraMemory(failed, memory).read(0))['camera.present'])).toBe('? failed');
});
