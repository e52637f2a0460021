import { expect, it } from 'vitest';
import type { SignalId } from '../../../../shared/context/signal.ts';
import { known } from '../../../../electron/adapters/signals/source.ts';
import { withoutSwitchedOff } from '../../../../electron/adapters/signals/switched-off.ts';

function battery(off: () => readonly SignalId[]) {
  let asked = 0;
  const source = { source: '/sys', ids: ['battery.percent', 'battery.charging'] as const };
  const read = withoutSwitchedOff(
    source,
    (nowMs) => {
      asked += 1;
      return Promise.resolve(
        source.ids.map((id) => ({
          id,
          reading: known(true),
          source: source.source,
          observedAtMs: nowMs - 5,
        })),
      );
    },
    off,
  );
  const readings = async () => new Map((await read(100)).map(({ id, reading }) => [id, reading]));
  return { readings, asked: () => asked };
}

const off = { kind: 'unknown', reason: 'switched-off' };

it('does not ask a source of which nothing is wanted', async () => {
  const { readings, asked } = battery(() => ['battery.percent', 'battery.charging', 'vpn.up']);
  expect([...(await readings()).values()]).toEqual([off, off]);
  expect(asked()).toBe(0);
});

it('throws away the one fact that is switched off', async () => {
  const { readings } = battery(() => ['battery.percent']);
  const found = await readings();
  expect(found.get('battery.percent')).toEqual(off);
  expect(found.get('battery.charging')).toEqual(known(true));
  expect(found.size).toBe(2);
});

it('follows the policy as it changes', async () => {
  let policy: SignalId[] = ['battery.percent', 'battery.charging'];
  const { readings, asked } = battery(() => policy);
  await readings();
  policy = [];
  expect([...(await readings()).values()]).toEqual([known(true), known(true)]);
  expect(asked()).toBe(1);
});
