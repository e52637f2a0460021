import { release } from 'node:os';
import type { Os } from '../../shared/os.ts';
import { textOf } from './signals/source.ts';

/** Windows 11 still calls itself 10.0; its builds begin at 22000. */
function windowsName(version: string): string {
  const build = Number(version.split('.')[2] ?? 0);
  return build >= 22_000 ? 'Windows 11' : 'Windows 10';
}

/** The system as its maker names it, with its version, for requests and diagnostics. */
export async function readSystemName(
  os: Os,
  systemVersion: string,
): Promise<{ osName: string; osVersion: string }> {
  if (os === 'windows') return { osName: windowsName(release()), osVersion: release() };
  if (os === 'macos') return { osName: 'macOS', osVersion: systemVersion };
  const pretty = /^PRETTY_NAME="?([^"\n]+)"?$/m.exec((await textOf('/etc/os-release')) ?? '')?.[1];
  return { osName: pretty ?? 'Linux', osVersion: release() };
}
