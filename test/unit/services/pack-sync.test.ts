import { describe, expect, it } from 'vitest';
import { createPackSync, type PackSyncDeps } from '../../../electron/services/pack-sync.ts';
import type { SyncOutcome } from '../../../electron/services/ports.ts';
import type { Language } from '../../../shared/language.ts';
import type { SyncRecord } from '../../../shared/packs/sync-health.ts';
import { ok, refuse } from '../../../shared/result.ts';
import { fakeEngine, sameGuides } from '../../fakes/fake-engine.ts';
import { manualClock } from './fakes.ts';

const minuteMs = 60_000;

/** A machine whose time a test moves: `pass` runs what is due on the way. */
function machine(over: Partial<PackSyncDeps> = {}) {
  const clock = manualClock();
  const startMs = clock.nowMs();
  const engine = fakeEngine({});
  let remembered: SyncRecord = {};
  let timer: { atMs: number; wake: () => void } | undefined;
  const told: string[] = [];
  const here = { language: 'en' as Language, isMetered: false, isEmpty: false, reloads: 0 };
  const steadyMs = () => clock.nowMs() - startMs;
  const sync = createPackSync({
    ...{ engine, clock, steadyMs },
    random: () => 0.5,
    language: () => here.language,
    isEmpty: () => here.isEmpty,
    isMetered: () => Promise.resolve(here.isMetered),
    reload: () => Promise.resolve(void (here.reloads += 1)),
    record: { get: () => remembered, set: (record) => (remembered = record) },
    schedule(delayMs, wake) {
      const own = { atMs: steadyMs() + delayMs, wake };
      timer = own;
      return () => void (timer = timer === own ? undefined : timer);
    },
    log: {
      info: (event) => void told.push(event),
      warn: (event, { kind }) => void told.push(`${event} ${kind}`),
    },
    ...over,
  });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    ...{ engine, sync, here, told, settled },
    record: () => remembered,
    depths: () => engine.asked.map(({ depth }) => depth),
    async pass(minutes: number) {
      const endMs = steadyMs() + minutes * minuteMs;
      while (timer && timer.atMs <= endMs) {
        const due = timer;
        timer = undefined;
        clock.advanceMs(Math.max(0, due.atMs - steadyMs()));
        due.wake();
        await settled();
      }
      clock.advanceMs(endMs - steadyMs());
    },
  };
}

const newGuides: SyncOutcome = { ...sameGuides, guides: 'new' };
const offline = refuse({ kind: 'offline' as const, detail: 'timestamp.json: ENETUNREACH' });

describe('its own times', () => {
  it('asks within the first hour, then every hour, and looks for incidents while somebody is there', async () => {
    const { sync, pass, depths } = machine();
    sync.start();
    await pass(29);
    expect(depths()).toEqual([]);
    await pass(2);
    expect(depths()).toEqual(['everything']);
    await pass(60);
    expect(depths()).toEqual(['everything', 'everything']);
    sync.happened('used');
    await pass(50);
    expect(depths().slice(2)).toEqual(Array.from({ length: 5 }, () => 'incidents'));
    sync.happened('left');
    await pass(60);
    expect(depths().slice(7)).toEqual(['everything']);
  });

  it('comes back after a refusal, and remembers what was wrong until all is well', async () => {
    const { sync, engine, pass, record, depths, told } = machine();
    engine.outcomes = [offline, ok(sameGuides)];
    sync.start();
    await pass(30);
    expect(sync.view()).toEqual({ state: 'idle', health: 'offline' });
    expect(record().refusal?.kind).toBe('offline');
    await pass(1);
    expect(depths()).toHaveLength(2);
    expect(sync.view()).toMatchObject({ health: 'good', checkedAtMs: record().lastGoodMs });
    expect(told).toEqual(['sync-refused offline', 'sync-done']);
  });

  it('waits as long as the server asks', async () => {
    const { sync, engine, pass, depths } = machine();
    engine.outcomes = [
      refuse({ kind: 'server-error', detail: '429', retryAfterMs: 40 * minuteMs }),
      ok(sameGuides),
    ];
    sync.start();
    await pass(69);
    expect(depths()).toHaveLength(1);
    await pass(2);
    expect(depths()).toHaveLength(2);
  });

  it('goes on after the thread broke off, without telling the person of a trouble that is not theirs', async () => {
    const { sync, engine, pass, record, depths } = machine();
    const answer = engine.sync.bind(engine);
    engine.sync = () => Promise.reject(new Error('the thread ended'));
    sync.start();
    await pass(30);
    expect(record()).toEqual({});
    engine.sync = answer;
    await pass(1);
    expect(depths()).toHaveLength(1);
  });

  it('does nothing after it was stopped', async () => {
    const { sync, pass, depths } = machine();
    sync.start();
    sync.stop();
    await pass(300);
    expect(depths()).toEqual([]);
  });
});

describe('what a check brings', () => {
  it('is shown when it is new, and when notices are', async () => {
    const { sync, engine, here } = machine();
    engine.outcomes = [ok(newGuides), ok({ ...sameGuides, campaigns: 'new' }), ok(sameGuides)];
    for (let turn = 0; turn < 3; turn += 1) expect(await sync.checkNow()).toEqual(ok('good'));
    expect(here.reloads).toBe(2);
  });

  it('is a good check also when it can not be shown, and another language is asked for all the same', async () => {
    const here = { language: 'en' as Language };
    const { sync, engine, record, told, pass } = machine({
      language: () => here.language,
      reload() {
        here.language = 'de';
        return Promise.reject(new Error('the thread ended'));
      },
    });
    engine.outcomes = [ok(newGuides), ok(sameGuides)];
    expect(await sync.checkNow()).toEqual(ok('good'));
    expect(record().lastGoodMs).toBeDefined();
    expect(told).toContain('reload-failed undefined');
    await pass(0);
    expect(engine.asked.map(({ language }) => language)).toEqual(['en', 'de']);
  });

  it('of a short look leaves what is wrong with the guides as it is', async () => {
    const { sync, engine, pass, depths } = machine();
    const old = refuse({ kind: 'rollback' as const, detail: 'snapshot.json' });
    const answer = engine.sync.bind(engine);
    engine.sync = async (ask, onProgress) => {
      const outcome = await answer(ask, onProgress);
      return ask.depth === 'everything' ? old : outcome;
    };
    sync.start();
    sync.happened('used');
    await pass(50);
    expect(depths()).toContain('incidents');
    expect(sync.view().health).toBe('not-genuine');
  });

  it('waits on a metered network, unless a person asks', async () => {
    const { sync, engine, here, pass, depths } = machine();
    here.isMetered = true;
    engine.outcomes = [ok({ ...sameGuides, guides: 'waiting' }), ok(newGuides)];
    sync.start();
    await pass(31);
    expect(sync.view().health).toBe('waiting-for-network');
    await sync.checkNow();
    expect(depths()).toEqual(['metadata', 'everything']);
    expect(sync.view().health).toBe('good');
  });

  it('of a short look says nothing about the age of the guides', async () => {
    const { sync, pass, record } = machine();
    sync.start();
    sync.happened('used');
    await pass(31);
    const { lastGoodMs } = record();
    await pass(20);
    expect(record().lastGoodMs).toBe(lastGoodMs);
  });
});

describe('a person who asks', () => {
  it('gets the answer of the check that runs', async () => {
    const { sync, engine, here, depths, settled } = machine();
    let open: () => void = () => undefined;
    engine.gate = new Promise((resolve) => (open = resolve));
    engine.outcomes = [ok(newGuides)];
    const first = sync.checkNow();
    await settled();
    expect(sync.view().state).toBe('checking');
    const second = sync.checkNow();
    open();
    expect(await Promise.all([first, second])).toEqual([ok('good'), ok('good')]);
    expect(depths()).toEqual(['everything']);
    expect(here.reloads).toBe(1);
    expect(sync.view().state).toBe('idle');
  });

  it('gets everything after a check that did not fetch guides', async () => {
    const { sync, engine, here, depths, pass, settled } = machine();
    here.isMetered = true;
    let open: () => void = () => undefined;
    engine.gate = new Promise((resolve) => (open = resolve));
    sync.start();
    await pass(30);
    const asked = sync.checkNow();
    open();
    await asked;
    await settled();
    expect(depths()).toEqual(['metadata', 'everything']);
  });

  it('is told why there is nothing new', async () => {
    const { sync, engine } = machine();
    engine.outcomes = [offline];
    expect(await sync.checkNow()).toEqual(ok('offline'));
    engine.sync = () => Promise.reject(new Error('the thread ended'));
    expect(await sync.checkNow()).toEqual(refuse({ kind: 'failed', detail: 'the thread ended' }));
  });
});

describe('another language', () => {
  it('is asked for at once, also when it is chosen during a check, whose guides are not shown', async () => {
    const { sync, engine, here, pass, settled } = machine();
    sync.start();
    here.language = 'de';
    sync.languageChanged();
    await pass(0);
    expect(engine.asked).toEqual([{ language: 'de', depth: 'everything' }]);

    let open: () => void = () => undefined;
    engine.gate = new Promise((resolve) => (open = resolve));
    engine.outcomes = [ok(newGuides), ok(sameGuides)];
    const asked = sync.checkNow();
    await settled();
    here.language = 'hu';
    sync.languageChanged();
    open();
    await asked;
    await pass(0);
    expect(engine.asked.map(({ language }) => language)).toEqual(['de', 'de', 'hu']);
    expect(here.reloads).toBe(0);
  });
});

describe('a long check', () => {
  it('shows how far it is after a second, a few times a second at most', async () => {
    let atMs = 0;
    const { sync, engine } = machine({ steadyMs: () => atMs });
    const shown: unknown[] = [];
    sync.onChange(() => shown.push(sync.view().progress));
    engine.sync = async (_ask, onProgress) => {
      for (; atMs < 2_000; atMs += 50) onProgress(atMs, 2_000);
      await Promise.resolve();
      return ok(sameGuides);
    };
    await sync.checkNow();
    expect(shown.filter(Boolean)).toEqual(
      [1_000, 1_250, 1_500, 1_750].map((doneBytes) => ({ doneBytes, totalBytes: 2_000 })),
    );
    expect(sync.view().progress).toBeUndefined();
  });
});
