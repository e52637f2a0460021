import { changedMeanwhile, type Destination } from '../../hub/destination/destination.ts';
import { ok, refuse } from '../../shared/result.ts';

export interface MemoryDestination extends Destination {
  files: Map<string, Uint8Array>;
  /** Paths in the order in which they were written. */
  written: string[];
}

/** A destination in memory. */
export function memoryDestination(): MemoryDestination {
  const files = new Map<string, Uint8Array>();
  const written: string[] = [];
  return {
    name: 'memory',
    files,
    written,
    read(path, bytesMax) {
      const bytes = files.get(path);
      if (!bytes) return Promise.resolve(refuse({ kind: 'missing', detail: `${path} is not there` }));
      if (bytes.byteLength > bytesMax) return Promise.resolve(refuse({ kind: 'too-big', detail: path }));
      return Promise.resolve(ok(bytes));
    },
    has: (path) => Promise.resolve(ok(files.has(path))),
    write(path, bytes, lifetime) {
      const there = files.get(path);
      if (lifetime === 'once' && there && Buffer.compare(there, bytes) !== 0)
        return Promise.resolve(refuse(changedMeanwhile(path, 'memory')));
      files.set(path, bytes);
      written.push(path);
      return Promise.resolve(ok(undefined));
    },
  };
}
