import type { Os } from '../../shared/os.ts';
import type { ReadBus } from './dbus/properties.ts';
import type { RunCommand } from './signals/source.ts';

/** NetworkManager's word for yes, and for its guess of yes (a phone's hotspot). */
const meteredInNetworkManager = new Set<unknown>([1, 3]);
const networkManager = 'org.freedesktop.NetworkManager';

/** Values of WinRT's NetworkCostType: 2 is fixed, 3 is variable; then whether it is roaming. */
export const isMeteredInWindows = (printed: string): boolean => /^\s*(?:[23] |\d+ True)/.test(printed);

export interface MeteredDeps {
  run: RunCommand;
  readBus: ReadBus;
  steadyMs(): number;
}

const windowsScript = [
  '$type = [Windows.Networking.Connectivity.NetworkInformation, Windows, ContentType = WindowsRuntime]',
  '$cost = $type::GetInternetConnectionProfile().GetConnectionCost()',
  '"$([int]$cost.NetworkCostType) $($cost.Roaming)"',
].join('; ');

async function ask(os: Os, { run, readBus }: MeteredDeps): Promise<boolean> {
  if (os === 'windows') {
    const words = ['-NoProfile', '-NonInteractive', '-Command', windowsScript];
    return isMeteredInWindows(await run('powershell.exe', words, 5_000));
  }
  // macOS tells programs only through a framework, which a script cannot reach.
  if (os === 'macos') return false;
  const values = await readBus({
    ...{ bus: 'system', service: networkManager, path: '/org/freedesktop/NetworkManager' },
    ...{ interface: networkManager, names: ['Metered'] },
  });
  return meteredInNetworkManager.has(values?.[0]);
}

const keptMs = 5 * 60_000;

/** Whether the connection costs by volume. What can't be found out counts as not: guides matter more. */
export function meteredReader(os: Os, deps: MeteredDeps): () => Promise<boolean> {
  let kept: { atMs: number; answer: Promise<boolean> } | undefined;
  return () => {
    if (!kept || deps.steadyMs() - kept.atMs >= keptMs) {
      kept = { atMs: deps.steadyMs(), answer: ask(os, deps).catch(() => false) };
    }
    return kept.answer;
  };
}
