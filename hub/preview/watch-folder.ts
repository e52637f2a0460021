import { statSync, watch, type FSWatcher } from 'node:fs';
import { join } from 'node:path';

/** An editor saves in several steps, and a script touches many files at once. */
const quietMs = 120;

export interface FolderWatch {
  close(): void;
}

/** Calls `onChange` after files of the knowledge base changed; its folders may come, go and be replaced. */
export function watchFolder(folder: string, onChange: () => void): FolderWatch {
  const watched = new Map<string, { watcher: FSWatcher; inode: number }>();
  let timer: NodeJS.Timeout | undefined;

  function changed(): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      watchAll();
      onChange();
    }, quietMs);
  }

  function watchAll(): void {
    for (const path of [folder, join(folder, 'guides'), join(folder, 'images')]) {
      const inode = inodeOf(path);
      const before = watched.get(path);
      if (before?.inode === inode) continue;
      before?.watcher.close();
      watched.delete(path);
      if (inode === undefined) continue;
      const watcher = startWatch(path, changed);
      if (!watcher) continue;
      // A folder that goes away ends its watch; the one around it tells when it is back.
      watcher.on('error', () => {
        watcher.close();
        watched.delete(path);
      });
      watched.set(path, { watcher, inode });
    }
  }

  watchAll();
  return {
    close() {
      clearTimeout(timer);
      for (const { watcher } of watched.values()) watcher.close();
    },
  };
}

/** Nothing where there is no folder now, or none that may be looked at. */
function inodeOf(path: string): number | undefined {
  try {
    const found = statSync(path);
    return found.isDirectory() ? found.ino : undefined;
  } catch {
    return undefined;
  }
}

/** A folder may go away between the look and the watch; the one around it tells when it is back. */
function startWatch(path: string, onChange: () => void): FSWatcher | undefined {
  try {
    return watch(path, onChange);
  } catch {
    return undefined;
  }
}
