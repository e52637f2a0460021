import { watch, type FSWatcher } from 'node:fs';
import { dirname } from 'node:path';

export interface PolicyWatchDeps {
  paths: readonly string[];
  onChange(): void;
  /** How long a file has to be left alone: tools that write it do so in several steps. */
  settleMs?: number;
  /** For what no file system tells of. */
  askAgainMs?: number;
}

const hourMs = 60 * 60_000;

/**
 * Watches the folders of the policy files, since a tool replaces a file rather than writing into it. Where a folder is
 * missing its parent is watched until it comes. All are looked at again every hour.
 */
export function watchPolicy(deps: PolicyWatchDeps): { stop(): void } {
  const { settleMs = 500, askAgainMs = hourMs } = deps;
  let watchers: FSWatcher[] = [];
  let settling: NodeJS.Timeout | undefined;

  function lookAgain(): void {
    clearTimeout(settling);
    settling = setTimeout(() => {
      watchAll();
      deps.onChange();
    }, settleMs).unref();
  }

  function watchFolder(folder: string): FSWatcher | undefined {
    try {
      const watcher = watch(folder, { persistent: false }, lookAgain);
      // The folder itself was removed: the next look finds its parent.
      watcher.once('error', lookAgain);
      return watcher;
    } catch {
      return undefined;
    }
  }

  function watchAll(): void {
    for (const watcher of watchers) watcher.close();
    const folders = new Set(deps.paths.map(dirname));
    watchers = [...folders].flatMap((folder) => watchFolder(folder) ?? watchFolder(dirname(folder)) ?? []);
  }

  watchAll();
  const hourly = setInterval(lookAgain, askAgainMs).unref();
  return {
    stop() {
      clearInterval(hourly);
      clearTimeout(settling);
      for (const watcher of watchers) watcher.close();
      watchers = [];
    },
  };
}
