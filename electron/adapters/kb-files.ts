import { basename, join } from 'node:path';
import { z } from 'zod';
import { sha256Schema } from '../../shared/packs/catalog.ts';
import type { CampaignStore, ImageStore } from '../services/ports.ts';
import { sha256 } from './digest.ts';
import { nodeDisk, type FolderDisk } from './disk.ts';
import { replaceFile, saving, unlessBusy } from './durable-write.ts';

const campaignsSchema = z.strictObject({ version: z.literal(1), sha256: sha256Schema, text: z.string() });

/** Notices and incidents beside the slots of their language; what is damaged is as good as not there. */
export function campaignStore(folder: string, disk: FolderDisk = nodeDisk()): CampaignStore {
  const pathOf = (language: string, file: string): string => join(folder, language, `${file}.json`);
  return {
    async read(language, file) {
      try {
        const bytes = await unlessBusy(disk, () => disk.readWhole(pathOf(language, file)));
        const stored = campaignsSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
        return sha256(Buffer.from(stored.text)) === stored.sha256 ? stored : undefined;
      } catch {
        return undefined;
      }
    },
    write(language, file, text) {
      const path = pathOf(language, file);
      const stored = { version: 1, sha256: sha256(Buffer.from(text)), text };
      return saving(path, () => replaceFile(disk, path, Buffer.from(JSON.stringify(stored))));
    },
  };
}

/** Whether an image's bytes are those that its name promises. */
export const isImageNamed = (file: string, bytes: Uint8Array): boolean =>
  sha256(bytes).startsWith(file.slice(0, 16));

/** Images of the central knowledge base. */
export function imageStore(folder: string, disk: FolderDisk = nodeDisk()): ImageStore {
  const pathOf = (file: string): string => join(folder, basename(file));
  return {
    names: () => disk.namesIn(folder).catch(() => []),
    async read(file) {
      const bytes = await unlessBusy(disk, () => disk.readWhole(pathOf(file))).catch(() => undefined);
      return bytes && isImageNamed(file, bytes) ? bytes : undefined;
    },
    write: (file, bytes) => saving(pathOf(file), () => replaceFile(disk, pathOf(file), bytes)),
    remove: (file) => disk.remove(pathOf(file)).catch(() => undefined),
  };
}
