import { MessageChannel } from 'node:worker_threads';
import { expect, it, onTestFinished } from 'vitest';
import { connect } from '../../../electron/adapters/worker-rpc.ts';
import { ok, type Result } from '../../../shared/result.ts';

interface Near {
  name(): Promise<string>;
}
interface Far {
  double(n: number): Promise<number>;
  fetch(path: string): Promise<Result<Uint8Array, never>>;
  count(to: number, onStep: (done: number, total: number) => void): Promise<string>;
  askBack(): Promise<string>;
  fail(): Promise<void>;
  never(): Promise<void>;
}

function twoEnds() {
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => port1.close());
  const far: Far = {
    double: (n) => Promise.resolve(2 * n),
    fetch: (path) => Promise.resolve(ok(new TextEncoder().encode(path.repeat(3)))),
    async count(to, onStep) {
      for (let done = 1; done <= to; done += 1) onStep(done, to);
      return Promise.resolve('counted');
    },
    askBack: async () => `hello ${await back.call('name')}`,
    fail: () => {
      throw new Error('the disk is on fire');
    },
    never: () => new Promise(() => undefined),
  };
  const near: Near = { name: () => Promise.resolve('main') };
  const back = connect<Near, Far>(port2, far);
  return connect<Far, Near>(port1, near);
}

it('answers each call, whatever the order', async () => {
  const peer = twoEnds();
  expect(await Promise.all([1, 2, 3].map((n) => peer.call('double', n)))).toEqual([2, 4, 6]);
});

it('calls back in the other direction while a call runs', async () => {
  expect(await twoEnds().call('askBack')).toBe('hello main');
});

it('tells a listener on the way, in order and before the answer', async () => {
  const told: number[][] = [];
  const answer = await twoEnds().call('count', 3, (...step) => void told.push(step));
  expect([answer, told]).toEqual([
    'counted',
    [
      [1, 3],
      [2, 3],
      [3, 3],
    ],
  ]);
});

it('hands bytes over', async () => {
  const answer = await twoEnds().call('fetch', 'ab');
  expect(answer.ok && new TextDecoder().decode(answer.value)).toBe('ababab');
});

it('rejects with what the other side threw', async () => {
  await expect(twoEnds().call('fail')).rejects.toThrow('the disk is on fire');
});

it('tells everybody who waits when the line is cut', async () => {
  const peer = twoEnds();
  const waiting = [peer.call('never'), peer.call('never')];
  peer.cut(new Error('the thread ended'));
  for (const call of waiting) await expect(call).rejects.toThrow('the thread ended');
});
