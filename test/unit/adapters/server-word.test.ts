import { expect, it } from 'vitest';
import { listenTo, type ServerWord } from '../../../electron/adapters/server-word.ts';
import { withServerWord } from '../../../electron/adapters/signals/server-heard.ts';
import { known, unknown, type SignalSource } from '../../../electron/adapters/signals/source.ts';
import { said } from './signals/fixture.ts';

const startMs = Date.UTC(2026, 10, 16, 8, 0);
const baseUrl = 'https://kb.example.org/zeroline';

/** What one answer taught, on a machine whose clock stands at `startMs` and moves by `tookMs` meanwhile. */
async function after(
  headers: Record<string, string>,
  { status = 200, tookMs = 100 } = {},
): Promise<ServerWord> {
  let nowMs = startMs;
  const { fetch, word } = listenTo(
    () => {
      nowMs += tookMs;
      return Promise.resolve(new Response('', { status, headers }));
    },
    { baseUrl, nowMs: () => nowMs },
  );
  await fetch(`${baseUrl}/timestamp.json`);
  return word;
}
const date = (offsetMs: number): string => new Date(startMs + offsetMs).toUTCString();

it('hears how wrong the clock is from whatever the server answers', async () => {
  expect((await after({ date: date(0) })).skew()?.seconds).toBeCloseTo(-0.45);
  expect((await after({ date: date(-600_000) })).skew()?.seconds).toBeCloseTo(599.55);
  expect((await after({ date: date(90_000) }, { status: 404 })).skew()?.seconds).toBeCloseTo(-90.45);
});

it('learns nothing from what is old, slow, another one, or measured with a clock that moved', async () => {
  for (const [headers, more] of [
    [{ date: date(-600_000), age: '600' }, {}],
    [{ date: date(0) }, { tookMs: 10_001 }],
    [{ date: date(0) }, { tookMs: -5_000 }],
    [{ date: 'yesterday' }, {}],
    [{}, {}],
    [{ date: date(0), 'content-type': 'text/html' }, {}],
  ] as const)
    expect((await after(headers, more)).skew()).toBeUndefined();
});

it('knows a sign-in page from the server', async () => {
  expect((await after({ 'content-type': 'text/html' })).portal()?.isThere).toBe(true);
  expect((await after({}, { status: 511 })).portal()?.isThere).toBe(true);
  const word = await after({});
  expect(word.portal()?.isThere).toBe(false);
  word.forgetNetwork();
  expect(word.portal()).toBeUndefined();
});

const source = (reading: Awaited<ReturnType<SignalSource['read']>> | Error): SignalSource => ({
  source: 'the system',
  ids: ['clock.skewSeconds', 'network.captivePortal'],
  read: () => (reading instanceof Error ? Promise.reject(reading) : Promise.resolve(reading)),
});
const told = async (from: SignalSource, word: ServerWord, nowMs = startMs + 1_000) => {
  const readings = await withServerWord(from, word).read(nowMs);
  return [said(readings['clock.skewSeconds']), said(readings['network.captivePortal'])];
};

it("believes the server's clock first, and the system's look at the network", async () => {
  const system = source({ 'clock.skewSeconds': known(0.001), 'network.captivePortal': known(true) });
  const word = await after({ date: date(-600_000) });
  expect(await told(system, word)).toEqual([expect.closeTo(599.55), true]);
  const silent = source({
    'clock.skewSeconds': unknown('not-read-yet'),
    'network.captivePortal': unknown('not-supported'),
  });
  expect(await told(silent, word)).toEqual([expect.closeTo(599.55), false]);
  expect(await told(source(new Error('no bus')), word)).toEqual([expect.closeTo(599.55), false]);
});

it('does not believe what is long ago, or was heard of another network', async () => {
  const silent = source({ 'clock.skewSeconds': known(0), 'network.captivePortal': unknown('not-supported') });
  const word = await after({ date: date(-600_000) });
  expect(await told(silent, word, startMs + 11 * 60_000)).toEqual([
    expect.closeTo(599.55),
    '? not-supported',
  ]);
  expect(await told(silent, word, startMs + 7 * 60 * 60_000)).toEqual([0, '? not-supported']);
  // Set back by an hour: nothing says how old that word is.
  expect(await told(silent, word, startMs - 60 * 60_000)).toEqual([0, '? not-supported']);
  withServerWord(silent, word).forget?.();
  expect(await told(silent, word)).toEqual([expect.closeTo(599.55), '? not-supported']);
});

it('leaves other sources alone', async () => {
  const other: SignalSource = { source: 'x', ids: ['vpn.up'], read: () => Promise.resolve({}) };
  expect(withServerWord(other, await after({}))).toBe(other);
});
