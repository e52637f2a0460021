import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { signalReader } from '../../../../electron/adapters/signals/signal-reader.ts';
import { known, type SignalSource } from '../../../../electron/adapters/signals/source.ts';
import { startInTurn } from '../../../../electron/adapters/signals/start-in-turn.ts';
import type { SignalId } from '../../../../shared/context/signal.ts';
import { notInstalled, said } from './fixture.ts';

const nowMs = Date.UTC(2026, 10, 16, 8, 0);
const quiet = { warn: () => undefined };
const good: SignalSource = {
  source: 'good',
  ids: ['os.family'],
  read: () => Promise.resolve({ 'os.family': known('linux') }),
};
const never = new Promise<never>(() => undefined);

/** Answers when it is told to, with how often it was asked. */
function slowSource(more: Partial<SignalSource> = {}) {
  const state = { asked: 0, answer: (): void => undefined };
  const source: SignalSource = {
    ...good,
    ...more,
    read() {
      const value = (state.asked += 1);
      return new Promise((resolve) => (state.answer = () => resolve({ 'os.family': known(`${value}`) })));
    },
  };
  return { source, state };
}

describe('the reader', () => {
  it('keeps one bad source from the others, and names it in the log once', async () => {
    const warned: unknown[] = [];
    const sources: SignalSource[] = [
      {
        source: 'throws at once',
        ids: ['vpn.up'],
        read: () => {
          throw new Error('no');
        },
      },
      { source: 'rejects', ids: ['uptime.days'], read: () => Promise.reject(new Error('no')) },
      { source: 'not there', ids: ['proxy.kind'], read: () => Promise.reject(notInstalled('gsettings')) },
      { source: 'hangs', ids: ['disk.freeGb'], read: () => never, timeoutMs: 20 },
      { source: 'lacks', ids: ['battery.percent'], read: () => Promise.resolve({}) },
      good,
    ];
    const { read } = signalReader(sources, { warn: (...line: unknown[]) => warned.push(line) });
    await read(nowMs);
    const signals = await read(nowMs + 1);
    expect(signals.map(({ id, reading }) => [id, said(reading)])).toEqual([
      ['vpn.up', '? failed'],
      ['uptime.days', '? failed'],
      ['proxy.kind', '? not-supported'],
      ['disk.freeGb', '? timed-out'],
      ['battery.percent', '? not-supported'],
      ['os.family', 'linux'],
    ]);
    expect(warned).toEqual([
      ['signal-failed', { source: 'throws at once' }],
      ['signal-failed', { source: 'rejects' }],
    ]);
  });

  it('asks a source that hangs once, and takes its answer when it comes', async () => {
    const { source, state } = slowSource({ timeoutMs: 5 });
    const { read } = signalReader([source], quiet);
    for (const later of [0, 1, 2]) expect(said((await read(nowMs + later))[0]?.reading)).toBe('? timed-out');
    expect(state.asked).toBe(1);
    state.answer();
    await wait(0);
    // Its age is that of the question.
    expect((await read(nowMs + 60_000))[0]).toMatchObject({ reading: known('1'), observedAtMs: nowMs });
    expect(state.asked).toBe(1);
  });

  it('uses an answer again for as long as its source says, with its true age', async () => {
    let asked = 0;
    const source: SignalSource = {
      ...good,
      keepMs: 60_000,
      read: () => Promise.resolve({ 'os.family': known(`${(asked += 1)}`) }),
    };
    const { read } = signalReader([source], quiet);
    await read(nowMs);
    expect((await read(nowMs + 59_999))[0]).toMatchObject({ reading: known('1'), observedAtMs: nowMs });
    expect((await read(nowMs + 60_000))[0]).toMatchObject({
      reading: known('2'),
      observedAtMs: nowMs + 60_000,
    });
    // The clock was set back: nothing says how old the answer is.
    expect((await read(nowMs))[0]).toMatchObject({ reading: known('3') });
  });
});

describe('a source that fails', () => {
  const minuteMs = 60_000;
  const failing = () => {
    const state = { asked: 0, isGood: false };
    const source: SignalSource = {
      ...good,
      read: () =>
        state.isGood
          ? Promise.resolve({ 'os.family': known(`${(state.asked += 1)}`) })
          : Promise.reject(new Error(`${(state.asked += 1)}`)),
    };
    const reader = signalReader([source], quiet);
    const at = async (minutes: number) => said((await reader.read(nowMs + minutes * minuteMs))[0]?.reading);
    return { state, reader, at };
  };

  it('is left alone for longer each time, and for ten minutes at most', async () => {
    const { state, at } = failing();
    const asked: number[] = [];
    for (let minutes = 0; minutes < 60; minutes += 0.25) {
      const before = state.asked;
      expect(await at(minutes)).toBe('? failed');
      if (state.asked > before) asked.push(minutes);
    }
    expect(asked).toEqual([0, 0.5, 1.5, 3.5, 7.5, 15.5, 25.5, 35.5, 45.5, 55.5]);
  });

  it('is asked at once after a wake-up, and as usual when it works again', async () => {
    const { state, reader, at } = failing();
    for (const minutes of [0, 0.5, 1.5]) await at(minutes);
    state.isGood = true;
    expect(await at(2)).toBe('? failed');
    reader.forget();
    expect(await at(2)).toBe('4');
    expect(await at(2.1)).toBe('5');
  });
});

describe('a slow source', () => {
  const patient = { patienceMs: 10 };

  it('keeps nobody waiting: first it is not read yet, then what it said last, and late answers are told of', async () => {
    const { source, state } = slowSource();
    const reader = signalReader([source, { ...good, ids: ['vpn.up'] }], quiet, patient);
    const told = new Promise<void>((resolve) => reader.onLate(resolve));
    const startMs = performance.now();
    expect((await reader.read(nowMs)).map(({ reading }) => said(reading))).toEqual([
      '? not-read-yet',
      '? not-supported',
    ]);
    expect(performance.now() - startMs).toBeLessThan(1_000);
    state.answer();
    await told;
    expect((await reader.read(nowMs + 500))[0]).toMatchObject({ reading: known('1'), observedAtMs: nowMs });
    expect(state.asked).toBe(1);
  });

  it('is waited for by whoever asks for it alone', async () => {
    const { source, state } = slowSource();
    const reader = signalReader([source, { ...good, ids: ['vpn.up'] }], quiet, patient);
    const reading = reader.read(nowMs, ['os.family']);
    await wait(40);
    state.answer();
    expect((await reading).map(({ id, reading: value }) => [id, said(value)])).toEqual([['os.family', '1']]);
  });
});

describe('a wake-up', () => {
  it('makes everything be asked anew, but what sleep does not change', async () => {
    const asked: string[] = [];
    const source = (id: SignalId, more: Partial<SignalSource>): SignalSource => ({
      ...{ source: id, ids: [id], keepMs: 60_000, ...more },
      read: () => Promise.resolve(void asked.push(id)).then(() => ({})),
    });
    let told = 0;
    const reader = signalReader(
      [
        source('password.state', { forget: () => (told += 1) }),
        source('updates.pending', { keepsOverWake: true }),
      ],
      quiet,
    );
    await reader.read(nowMs);
    await reader.read(nowMs + 1);
    reader.forget();
    await reader.read(nowMs + 2);
    expect(asked).toEqual(['password.state', 'updates.pending', 'password.state']);
    expect(told).toBe(1);
  });

  it('makes an answer that was on its way one from before, whoever waits for it', async () => {
    const { source, state } = slowSource({ keepMs: 60_000 });
    const reader = signalReader([source], quiet);
    const reading = reader.read(nowMs);
    await wait(0);
    reader.forget();
    state.answer();
    await wait(0);
    expect(state.asked).toBe(2);
    state.answer();
    expect(said((await reading)[0]?.reading)).toBe('2');
  });
});

it('asks nothing of what IT has switched off', async () => {
  let asked = 0;
  const source: SignalSource = { ...good, read: () => Promise.resolve(void (asked += 1)).then(() => ({})) };
  const reader = signalReader([source], quiet, { signalsOff: () => ['os.family'] });
  expect((await reader.read(nowMs)).map(({ reading }) => said(reading))).toEqual(['? switched-off']);
  expect(asked).toBe(0);
});

it('starts programs one after another, and lets them run beside each other', async () => {
  const started: string[] = [];
  let isBetween = false;
  const run = startInTurn((file) => {
    started.push(file);
    return file === 'fails' ? Promise.reject(new Error('no')) : never;
  });
  const failed = run('fails', []);
  void run('hangs', []);
  void run('last', []);
  setImmediate(() => (isBetween = started.length < 3));
  await expect(failed).rejects.toThrow('no');
  await expect.poll(() => started).toEqual(['fails', 'hangs', 'last']);
  expect(isBetween).toBe(true);
});
