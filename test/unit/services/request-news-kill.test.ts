import { describe, expect, it } from 'vitest';
import { createAppState } from '../../../electron/services/app-state.ts';
import type { StateFile } from '../../../electron/services/ports.ts';
import { createRequestNews } from '../../../electron/services/request-news.ts';
import { createRequestOutbox } from '../../../electron/services/request-outbox.ts';
import { emptyState, type State } from '../../../shared/app-state.ts';
import { ok } from '../../../shared/result.ts';
import { aRequest } from '../requests/request-builders.ts';
import { manualClock, memoryJournal } from './fakes.ts';

const id = '019a0000-0000-7000-8000-000000000001';
const other = '019a0000-0000-7000-8000-000000000002';
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

/** A machine whose journal and state file outlive the app: the journal at once, the state file when it is written. */
function machine(stateBefore?: Partial<State>) {
  const clock = manualClock();
  const received = (own: string) =>
    aRequest({ id: own, state: { kind: 'received', atMs: clock.nowMs(), ticket: '4711' } });
  const journal = memoryJournal([id, other].map((own) => ({ kind: 'put', request: received(own) })));
  const shown: string[] = [];
  let written: unknown = stateBefore && { ...emptyState, ...stateBefore };

  async function start() {
    let isAlive = true;
    const file: StateFile = {
      name: 'state.json',
      read: () => Promise.resolve(written ? { kind: 'read', value: written } : { kind: 'missing' }),
      write(value) {
        if (isAlive) written = structuredClone(value);
        return Promise.resolve(ok(undefined));
      },
      keepCopy: () => Promise.resolve(ok('')),
    };
    // Written when a test says so, not by itself.
    const state = await createAppState({ file, clock, writeDelayMs: 3600_000 });
    const outbox = await createRequestOutbox({ journal, clock, newId: () => id });
    const wakes: (() => void)[] = [];
    const news = createRequestNews({
      ...{ clock, state, outbox },
      quietHours: () => ({ from: '00:00', until: '00:00', days: [] }),
      readSignals: () => Promise.resolve(new Map()),
      show(request) {
        shown.push(`${request.id === id ? 'one' : 'other'} ${request.state.kind}`);
        return Promise.resolve(true);
      },
      schedule(_delayMs, wake) {
        wakes.push(wake);
        return () => void wakes.splice(wakes.indexOf(wake) >>> 0, 1);
      },
      log: { info: () => undefined },
    });
    const end = (): void => {
      isAlive = false;
      news.stop();
    };
    return {
      ...{ outbox, kill: end, save: state.flush, told: () => state.get().requestsTold },
      /** The hub's word gets into the journal. */
      async hears(own: string, kind: 'answered' | 'solved'): Promise<void> {
        clock.advanceMs(1000);
        await outbox.move(own, { kind: 'status', state: { kind, number: '4711' }, lost: [] });
      },
      async tells(own: string): Promise<void> {
        const request = outbox.get(own);
        if (request) news.tell(request);
        await settle();
      },
      async aMinuteLater(): Promise<void> {
        wakes.splice(0).forEach((wake) => wake());
        await settle();
      },
      async quit(): Promise<void> {
        await state.flush();
        end();
      },
    };
  }
  return { start, shown, journal, clock };
}

describe('news of a request', () => {
  it('is told after a kill between the line of the journal and the state file', async () => {
    const { start, shown } = machine();
    const first = await start();
    await first.save();
    await first.hears(id, 'answered');
    first.kill();
    const second = await start();
    await second.aMinuteLater();
    expect(shown).toEqual(['one answered']);
    await second.quit();
    await (await start()).aMinuteLater();
    expect(shown).toEqual(['one answered']);
  });

  it('is told once more, not lost, after a kill between the message and the state file', async () => {
    const { start, shown } = machine();
    const first = await start();
    await first.save();
    await first.hears(id, 'answered');
    await first.tells(id);
    first.kill();
    await (await start()).aMinuteLater();
    expect(shown).toEqual(['one answered', 'one answered']);
  });

  it('is told once through any number of ordinary restarts, each state of its own', async () => {
    const { start, shown } = machine();
    for (const [own, kind] of [
      [id, 'answered'] as const,
      [other, 'solved'] as const,
      [id, 'solved'] as const,
    ]) {
      const app = await start();
      await app.aMinuteLater();
      await app.hears(own, kind);
      await app.tells(own);
      await app.quit();
    }
    await (await start()).aMinuteLater();
    expect(shown).toEqual(['one answered', 'other solved', 'one solved']);
  });

  it('is not told again when "Still not solved" is taken back', async () => {
    const { start, shown } = machine();
    const app = await start();
    await app.hears(id, 'answered');
    await app.tells(id);
    await app.outbox.move(id, { kind: 'reopen', id: other, comment: 'It came back' });
    await app.outbox.move(id, { kind: 'sending' });
    await app.outbox.move(id, { kind: 'refused', detail: 'no', newKey: other });
    await app.tells(id);
    await app.outbox.move(id, { kind: 'cancel' });
    expect(app.outbox.get(id)?.state.kind).toBe('answered');
    await app.quit();
    await (await start()).aMinuteLater();
    expect(shown).toEqual(['one answered', 'one needs-attention']);
  });

  it('is told again when IT answers again', async () => {
    const { start, shown } = machine();
    const app = await start();
    await app.hears(id, 'answered');
    await app.tells(id);
    await app.outbox.move(id, { kind: 'status', state: { kind: 'delivered', number: '4711' }, lost: [] });
    await app.save();
    await app.hears(id, 'answered');
    app.kill();
    await (await start()).aMinuteLater();
    expect(shown).toEqual(['one answered', 'one answered']);
  });

  it('of long ago is not told at once after an update; what waited still is', async () => {
    const { start, shown, journal, clock } = machine({ requestNews: { [other]: 'solved' } });
    const put = (own: string, kind: 'answered' | 'solved') =>
      journal.append({ kind: 'put', request: aRequest({ id: own, state: { kind, atMs: clock.nowMs() } }) });
    await put(id, 'answered');
    await put(other, 'solved');
    const updated = await start();
    await updated.aMinuteLater();
    expect(shown).toEqual(['other solved']);
    await updated.quit();
    const next = await start();
    await next.aMinuteLater();
    await next.hears(id, 'solved');
    next.kill();
    await (await start()).aMinuteLater();
    expect(shown).toEqual(['other solved', 'one solved']);
  });

  it('that the person made themselves is none', async () => {
    const { start, shown, journal } = machine({ requestsTold: {} });
    const state = { kind: 'needs-attention', reason: 'not-sent', atMs: 1 } as const;
    await journal.append({ kind: 'put', request: aRequest({ id, state }) });
    await (await start()).aMinuteLater();
    expect(shown).toEqual([]);
  });

  it('of a request that is gone is forgotten', async () => {
    const { start } = machine();
    const app = await start();
    await app.hears(id, 'answered');
    await app.tells(id);
    expect(app.told()).toHaveProperty(id);
    await app.outbox.remove(id);
    await app.quit();
    expect((await start()).told()).toEqual({});
  });
});
