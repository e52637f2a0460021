import type { Snapshot } from '../../shared/ipc/views.ts';

/** What a snapshot is made of. Read anew each time: nothing shown is latched. */
export interface SnapshotParts {
  compute(): Omit<Snapshot, 'revision'>;
}

export interface SnapshotFeed {
  /** The state now, under the revision last announced. */
  get(): Snapshot;
  /** Says that something changed; everything of one turn of the event loop goes out as one push. */
  changed(): void;
  onChange(listener: (snapshot: Snapshot) => void): void;
}

/** Main's single source of what the panel and the tray show. */
export function createSnapshotFeed(parts: SnapshotParts): SnapshotFeed {
  const listeners: ((snapshot: Snapshot) => void)[] = [];
  let revision = 1;
  let announced = true;
  const get = (): Snapshot => ({ revision, ...parts.compute() });
  return {
    get,
    changed() {
      if (!announced) return;
      announced = false;
      setImmediate(() => {
        announced = true;
        revision += 1;
        const snapshot = get();
        for (const listener of listeners) listener(snapshot);
      });
    },
    onChange: (listener) => void listeners.push(listener),
  };
}
