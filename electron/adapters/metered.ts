import type { Os } from '../../shared/os.ts';
import type { RunCommand } from './signals/source.ts';

/** NetworkManager's word for yes, and for its guess of yes (a phone's hotspot). */
const meteredInNetworkManager = new Set(['1', '3']);
const networkManager = 'org.freedesktop.NetworkManager';
const networkManagerPath = '/org/freedesktop/NetworkManager';

/** `u 4` from busctl, `(<uint32 4>,)` from gdbus. */
export const isMeteredInLinux = (printed: string): boolean =>
  meteredInNetworkManager.has(/\b(?:u|uint32) (\d+)/.exec(printed)?.[1] ?? '');

/** Values of WinRT's NetworkCostType: 2 is fixed, 3 is variable; then whether it is roaming. */
export const isMeteredInWindows = (printed: string): boolean => /^\s*(?:[23] |\d+ True)/.test(printed);

const windowsScript = [
  '$type = [Windows.Networking.Connectivity.NetworkInformation, Windows, ContentType = WindowsRuntime]',
  '$cost = $type::GetInternetConnectionProfile().GetConnectionCost()',
  '"$([int]$cost.NetworkCostType) $($cost.Roaming)"',
].join('; ');

async function ask(os: Os, run: RunCommand): Promise<boolean> {
  if (os === 'windows') {
    const words = ['-NoProfile', '-NonInteractive', '-Command', windowsScript];
    return isMeteredInWindows(await run('powershell.exe', words, 5_000));
  }
  // macOS tells programs only through a framework, which a script cannot reach.
  if (os === 'macos') return false;
  const busctl = ['--system', 'get-property', networkManager, networkManagerPath, networkManager, 'Metered'];
  const gdbus = ['call', '--system', '--dest', networkManager, '--object-path', networkManagerPath];
  const property = ['--method', 'org.freedesktop.DBus.Properties.Get', networkManager, 'Metered'];
  return isMeteredInLinux(await run('busctl', busctl).catch(() => run('gdbus', [...gdbus, ...property])));
}

const keptMs = 5 * 60_000;

/** Whether the connection costs by volume. What can't be found out counts as not: guides matter more. */
export function meteredReader(os: Os, run: RunCommand, steadyMs: () => number): () => Promise<boolean> {
  let kept: { atMs: number; answer: Promise<boolean> } | undefined;
  return () => {
    if (!kept || steadyMs() - kept.atMs >= keptMs) {
      kept = { atMs: steadyMs(), answer: ask(os, run).catch(() => false) };
    }
    return kept.answer;
  };
}
