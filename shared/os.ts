/** The operating systems a guide, a step or a notice can be meant for. */
export const osNames = ['windows', 'macos', 'linux'] as const;
export type Os = (typeof osNames)[number];

/** Our name for Node's `process.platform`; every unlisted platform is treated as Linux. */
export function osOfPlatform(platform: string): Os {
  if (platform === 'win32') return 'windows';
  return platform === 'darwin' ? 'macos' : 'linux';
}

/** Whether something marked for `targets` concerns a machine; no mark means everyone. */
export const isForOs = (targets: readonly Os[] | undefined, os: Os): boolean =>
  targets === undefined || targets.length === 0 || targets.includes(os);
