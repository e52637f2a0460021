import type { Catalog } from '../../shared/packs/catalog.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Digest, PieceBytes } from './fetch-pieces.ts';
import type { CouldNotSave, ImageStore, PackSlots, Seed } from './ports.ts';

/** The images of all languages, on the disk or come with the app. */
export interface ImagesAtHand {
  /** Hashes of the catalog's images that need not be fetched. */
  soundOf(catalog: Catalog): Promise<Set<string>>;
  /** Writes those of the catalog's images that are among the pieces. */
  keep(catalog: Catalog, pieces: PieceBytes): Promise<Result<void, CouldNotSave>>;
  /** Removes images that no slot needs any more; none while a slot can't be read. */
  forgetUnused(): Promise<void>;
}

/** Each image is read once in the life of the process, so that a damaged one is fetched again. */
export function imagesAtHand({
  images,
  seed,
  slots,
  digest,
}: {
  images: ImageStore;
  seed: Seed;
  slots: PackSlots;
  digest: Digest;
}): ImagesAtHand {
  const sound = new Set<string>();

  async function isSound(file: string, sha256: string): Promise<boolean> {
    const bytes = (await images.read(file)) ?? (await seed.readImage(file));
    return bytes !== undefined && digest(bytes) === sha256;
  }

  return {
    async soundOf(catalog) {
      for (const [file, sha256] of catalog.images) {
        if (!sound.has(sha256) && (await isSound(file, sha256))) sound.add(sha256);
      }
      return new Set(sound);
    },

    async keep(catalog, pieces) {
      for (const [file, sha256] of catalog.images) {
        const bytes = pieces.get(sha256);
        if (!bytes || sound.has(sha256)) continue;
        const written = await images.write(file, bytes);
        if (!written.ok) return written;
        sound.add(sha256);
      }
      return ok(undefined);
    },

    async forgetUnused() {
      const used = await slots.imagesInUse();
      if (used === 'unknown') return;
      for (const file of await images.names()) {
        if (used.has(file)) continue;
        await images.remove(file);
        for (const sha256 of sound) if (sha256.startsWith(file.slice(0, 16))) sound.delete(sha256);
      }
    },
  };
}
