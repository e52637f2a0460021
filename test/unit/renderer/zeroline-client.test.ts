import { describe, expect, it } from 'vitest';
import { createSnapshotStore } from '../../../renderer/snapshot-store.ts';
import { createClient } from '../../../renderer/zeroline-client.ts';
import { fakeMain } from '../../fakes/fake-client.ts';
import { fakeSnapshot } from '../../fakes/fake-snapshot.ts';

describe('the client', () => {
  it('turns a call that main never answers into a refusal', async () => {
    const client = createClient({ call: () => Promise.reject(new Error('gone')), on: () => () => undefined });
    expect(await client.call('panel.hide', {})).toEqual({
      ok: false,
      error: { kind: 'failed', detail: 'gone' },
    });
  });
});

describe('the snapshot store', () => {
  const at = (revision: number) => ({ ...fakeSnapshot, revision });

  it('has nothing before the first answer', async () => {
    const store = createSnapshotStore(createClient(fakeMain().bridge));
    expect(store.get()).toBeUndefined();
    await store.load();
    expect(store.get()?.revision).toBe(1);
  });

  it('drops a push that was overtaken, and takes an answer of the same revision', () => {
    const main = fakeMain();
    const store = createSnapshotStore(createClient(main.bridge));
    main.push('snapshot.changed', at(3));
    main.push('snapshot.changed', at(2));
    expect(store.get()?.revision).toBe(3);
    const answered = { ...at(3), guideCount: 1 };
    store.accept(answered);
    expect(store.get()).toBe(answered);
  });

  it('tells its listeners, and only while they listen', () => {
    const main = fakeMain();
    const store = createSnapshotStore(createClient(main.bridge));
    let told = 0;
    const stop = store.subscribe(() => (told += 1));
    main.push('snapshot.changed', at(2));
    main.push('snapshot.changed', at(1));
    expect(told).toBe(1);
    stop();
    main.push('snapshot.changed', at(3));
    expect(told).toBe(1);
  });

  it('passes a refusal on', async () => {
    const refusal = { kind: 'failed' as const, detail: 'starting' };
    const store = createSnapshotStore(createClient(fakeMain({}, { 'snapshot.get': refusal }).bridge));
    expect(await store.load()).toEqual({ ok: false, error: refusal });
    expect(store.get()).toBeUndefined();
  });
});
