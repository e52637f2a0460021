import { campaignsRole, newsBytesMax, newsPath } from '../../shared/packs/repository-layout.ts';
import type { Destination } from '../destination/destination.ts';
import { metadataBytesMax, versionedPath } from '../sign/metadata-paths.ts';
import { targetsOf, type SignedFile } from '../sign/signed-state.ts';
import { parseMetadata } from '../sign/tuf-metadata.ts';
import { compress } from './compress.ts';
import { targetFilePath } from './history.ts';

/**
 * The signed files that are to be written, with the bundle of the new snapshot among them: before the timestamp, after
 * the snapshot, whose version it takes. Without a new snapshot the bundle that lies there stays the right one. Content
 * must be at the destination already.
 */
export async function withNews(
  destination: Destination,
  files: readonly SignedFile[],
): Promise<readonly SignedFile[]> {
  const at = files.findIndex(({ path }) => path.endsWith('.snapshot.json'));
  const file = files[at];
  const snapshot = file && parseMetadata('snapshot', file.bytes);
  if (!file || !snapshot) return files;
  const { meta, version } = snapshot.signed;
  const fresh = new Map(files.map(({ path, bytes }) => [path, bytes]));

  /** What can't be read is left out: machines fetch it by itself, or tell that it is missing. */
  async function bytesAt(path: string, bytesMax: number): Promise<Uint8Array | undefined> {
    const read = fresh.get(path) ?? (await destination.read(path, bytesMax));
    return read instanceof Uint8Array ? read : read.ok ? read.value : undefined;
  }
  const listed = async (name: 'targets' | typeof campaignsRole) => {
    const path = versionedPath(name, meta[`${name}.json`]?.version ?? 0);
    return { path, bytes: await bytesAt(path, metadataBytesMax) };
  };
  const [campaigns, targets] = [await listed(campaignsRole), await listed('targets')];
  const named = campaigns.bytes && parseMetadata('targets', campaigns.bytes);
  // Incidents come first, for what is last may have no room.
  const content = [...(named ? targetsOf(named) : [])]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(async ([target, { sha256, sizeBytes }]) => {
      const path = targetFilePath(target, sha256);
      return { path, bytes: await bytesAt(path, Math.min(sizeBytes, newsBytesMax)) };
    });
  const bytes = await compress(bundleOf([file, campaigns, targets, ...(await Promise.all(content))]));
  const bundle = { path: newsPath(version), bytes, lifetime: file.lifetime };
  return [...files.slice(0, at + 1), bundle, ...files.slice(at + 1)];
}

/** As many texts by their path as have room. */
function bundleOf(files: readonly { path: string; bytes: Uint8Array | undefined }[]): Uint8Array {
  let bundle: Uint8Array = Buffer.from('{}');
  const texts: Record<string, string> = {};
  for (const { path, bytes } of files) {
    if (!bytes) continue;
    const larger = Buffer.from(JSON.stringify({ ...texts, [path]: Buffer.from(bytes).toString('utf8') }));
    if (larger.length > newsBytesMax) continue;
    texts[path] = Buffer.from(bytes).toString('utf8');
    bundle = larger;
  }
  return bundle;
}
