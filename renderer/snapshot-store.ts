import type { Refusal } from '../shared/ipc/contract.ts';
import type { Snapshot } from '../shared/ipc/views.ts';
import type { Result } from '../shared/result.ts';
import type { Client } from './zeroline-client.ts';

/** Main's state as last heard, for `useSyncExternalStore`. */
export interface SnapshotStore {
  /** Undefined until the first `load`. */
  get(): Snapshot | undefined;
  /** Asks main; the answer is taken like a push. */
  load(): Promise<Result<Snapshot, Refusal>>;
  /** Takes a snapshot that a call answered with, unless a newer one is here already. */
  accept(snapshot: Snapshot): void;
  subscribe(listener: () => void): () => void;
}

/** Keeps the newest snapshot: answers and pushes may overtake each other, revisions tell which one is older. */
export function createSnapshotStore(client: Client): SnapshotStore {
  const listeners = new Set<() => void>();
  let current: Snapshot | undefined;

  function accept(snapshot: Snapshot): void {
    if (current && snapshot.revision < current.revision) return;
    current = snapshot;
    for (const listener of listeners) listener();
  }

  client.on('snapshot.changed', accept);
  return {
    get: () => current,
    async load() {
      const answer = await client.call('snapshot.get', {});
      if (answer.ok) accept(answer.value);
      return answer;
    },
    accept,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
