import { metadataFolder } from '../../shared/packs/repository-layout.ts';

/** Files that never change are read by version. */
export const versionedPath = (name: 'root' | 'targets' | 'snapshot' | 'campaigns', version: number): string =>
  `${metadataFolder}/${version}.${name}.json`;

/**
 * Where versions begin: the minutes since 1970, so that a place that lost its timestamp, or an empty one, goes on above
 * all that machines have seen; nobody publishes once a minute for years.
 */
export const firstVersion = (nowMs: number): number => Math.floor(nowMs / 60_000);

/** More than any metadata of ours: 50 targets take 10 kB. */
export const metadataBytesMax = 512 * 1024;
