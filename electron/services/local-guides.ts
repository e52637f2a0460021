import { ok, refuse, type Result } from '../../shared/result.ts';
import type { LoadRefusal } from './guide-library.ts';
import type { PackSync } from './pack-sync.ts';
import type { Clock } from './ports.ts';

export interface LocalGuidesDeps {
  clock: Clock;
  load(): Promise<Result<void, LoadRefusal>>;
}

/** In place of the sync where no central knowledge base is set up: a check reads the files on this machine again. */
export function createLocalGuides({ clock, load }: LocalGuidesDeps): PackSync {
  const listeners: (() => void)[] = [];
  let checkedAtMs: number | undefined;
  let isChecking = false;
  const announce = (): void => listeners.forEach((listener) => listener());

  return {
    start: () => void (checkedAtMs = clock.nowMs()),
    async checkNow() {
      isChecking = true;
      announce();
      const loaded = await load();
      isChecking = false;
      if (loaded.ok) checkedAtMs = clock.nowMs();
      announce();
      return loaded.ok ? ok('good') : refuse({ kind: 'failed', detail: loaded.error.detail });
    },
    languageChanged: () => undefined,
    happened: () => undefined,
    view: () => ({
      state: isChecking ? 'checking' : 'idle',
      ...(checkedAtMs !== undefined && { checkedAtMs }),
      health: 'good',
    }),
    stop: () => undefined,
    onChange: (listener) => void listeners.push(listener),
  };
}
