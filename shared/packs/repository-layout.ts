import type { Language } from '../language.ts';

/**
 * Where what is under the address of a knowledge base: plain files for any web server. Only `timestampPath` ever
 * changes; every other file is written once and may be cached for ever.
 */
export const metadataFolder = 'metadata';
export const targetsFolder = 'targets';
export const timestampPath = `${metadataFolder}/timestamp.json`;

/** TUF targets. A catalog also lies, compressed, at `blobPath` of its hash: that is where machines take it from. */
export const catalogTarget = (language: Language): string => `catalog-${language}.json`;

/** Notices and incidents are signed by a role of their own, so that others than the guides' editors can publish them. */
export const campaignsRole = 'campaigns';
export type CampaignFile = 'notices' | 'incidents';
export const campaignTarget = (file: CampaignFile, language: Language): string =>
  `${campaignsRole}/${file}-${language}.json`;

/** Brotli of the bytes that have this sha256. */
export const blobPath = (sha256: string): string => `blobs/${sha256.slice(0, 2)}/${sha256}`;

/** Brotli of what leads from one catalog to another, both named by the sha256 of their text. */
export const deltaPath = (from: string, to: string): string =>
  `deltas/${from.slice(0, 32)}-${to.slice(0, 32)}`;

/**
 * Brotli of what machines want with a new snapshot, so that they need one request: a JSON object of texts by their path.
 * It is not signed. Each text is verified as the file that it stands for, and that file is there by itself.
 */
export const newsPath = (snapshotVersion: number | string): string => `news/${snapshotVersion}`;
/** Before compression. Every machine fetches each of them: long notices are left to those that need them. */
export const newsBytesMax = 32_000;

/** Brotli may grow what can't be compressed by a few bytes in each 16 MB block and at the end. */
export const compressedBytesMax = (sizeBytes: number): number =>
  sizeBytes + 1024 + Math.ceil(sizeBytes / 1024);
