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
      const inode = statSync(path, { throwIfNoEntry: false })?.ino;
      const before = watched.get(path);
      if (before?.inode === inode) continue;
      before?.watcher.close();
      watched.delete(path);
      if (inode === undefined) continue;
      const watcher = watch(path, changed);
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
