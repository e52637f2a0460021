import { metadataFolder } from '../../shared/packs/repository-layout.ts';

/** Files that never change are read by version. */
export const versionedPath = (name: 'root' | 'targets' | 'snapshot' | 'campaigns', version: number): string =>
  `${metadataFolder}/${version}.${name}.json`;

/** More than any metadata of ours: 50 targets take 10 kB. */
export const metadataBytesMax = 512 * 1024;
