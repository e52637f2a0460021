import { describe, expect, it } from 'vitest';
import type { Policy } from '../../../shared/policy/policy.ts';
import { createPolicyKeeper } from '../../../electron/services/policy-keeper.ts';

const found = (policy: Partial<Policy>) => ({
  policy: { forced: {}, defaults: {}, ...policy },
  ...{ places: {}, problems: [] },
});

/** A machine whose policy answers when the test says so. */
async function machine() {
  const answers: ((policy: Partial<Policy>) => void)[] = [];
  let changed = (): void => undefined;
  let stopped = false;
  const starting = createPolicyKeeper({
    read: () =>
      new Promise((resolve) => {
        answers.push((policy) => resolve(found(policy)));
      }),
    watch(onChange) {
      changed = onChange;
      return () => void (stopped = true);
    },
  });
  answers.shift()?.({ site: 'Oslo' });
  const keeper = await starting;
  const told: (string | undefined)[] = [];
  keeper.onChange(() => told.push(keeper.policy().site));
  return { keeper, told, answers, changed: () => changed(), stopped: () => stopped };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the policy keeper', () => {
  it('knows the policy before anything rests on it', async () => {
    const { keeper } = await machine();
    expect(keeper.policy().site).toBe('Oslo');
  });

  it('tells of another policy, and not of the same again', async () => {
    const { told, answers, changed } = await machine();
    changed();
    answers.shift()?.({ site: 'Oslo' });
    await settled();
    expect(told).toEqual([]);
    changed();
    answers.shift()?.({ site: 'Bergen' });
    await settled();
    expect(told).toEqual(['Bergen']);
  });

  it('never lets a slow answer undo a newer one', async () => {
    const { keeper, told, answers, changed } = await machine();
    changed();
    changed();
    const [slow, quick] = answers.splice(0);
    quick?.({ site: 'Tromsø' });
    await settled();
    slow?.({ site: 'Bergen' });
    await settled();
    expect([keeper.policy().site, ...told]).toEqual(['Tromsø', 'Tromsø']);
  });

  it('stops watching', async () => {
    const { keeper, stopped } = await machine();
    keeper.stop();
    expect(stopped()).toBe(true);
  });
});
