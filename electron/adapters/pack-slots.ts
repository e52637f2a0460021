import { join } from 'node:path';
import { parseCatalog, type Piece } from '../../shared/packs/catalog.ts';
import { languages, type Language } from '../../shared/language.ts';
import type { PackSlots, SlotContent, StoredSlot } from '../services/ports.ts';
import { sha256 } from './digest.ts';
import { nodeDisk, type FolderDisk } from './disk.ts';
import { saving, unlessBusy, writeAll } from './durable-write.ts';
import { parseSlotFile, slotFileName, slotFiles, slotText, type SlotFile } from './slot-file.ts';

const slotNames = ['a', 'b'] as const;
type SlotName = (typeof slotNames)[number];
const parts = ['catalog', 'head', 'guides', 'index'] as const;
type Part = (typeof parts)[number];

export interface PackSlotsOptions {
  /** Holds a folder for each language. */
  folder: string;
  appVersion: string;
  disk?: FolderDisk;
}

/**
 * Two slots for each language. A new one is written whole beside them and then takes the place of the one that is not
 * in use, so that there is a whole copy at any moment, whenever the process or the power goes.
 */
export function packSlots({ folder, appVersion, disk = nodeDisk() }: PackSlotsOptions): PackSlots {
  const pathOf = (language: Language, slot: SlotName | 'next'): string => join(folder, language, slot);

  /** A file's bytes, or nothing when it can't be read: a slot that can't be read is as good as none. */
  const readOr = (path: string): Promise<Uint8Array | undefined> =>
    unlessBusy(disk, () => disk.readWhole(path)).catch(() => undefined);

  async function described(language: Language): Promise<{ name: SlotName; file: SlotFile }[]> {
    const found = await Promise.all(
      slotNames.map(async (name) => {
        const bytes = await readOr(join(pathOf(language, name), slotFileName));
        const file = bytes && parseSlotFile(bytes);
        return file ? [{ name, file }] : [];
      }),
    );
    return found.flat().sort((a, b) => b.file.sequence - a.file.sequence);
  }

  async function readPart(language: Language, name: SlotName, part: Part, { files }: SlotFile) {
    const bytes = await readOr(join(pathOf(language, name), slotFiles[part]));
    const isWhole = bytes?.length === files[part].size && sha256(bytes) === files[part].sha256;
    return isWhole ? bytes : undefined;
  }

  async function readSlot(
    language: Language,
    name: SlotName,
    file: SlotFile,
  ): Promise<StoredSlot | undefined> {
    const [catalog, head, guides, index] = await Promise.all(
      parts.map((part) => readPart(language, name, part, file)),
    );
    if (!catalog || !head || !guides || !index) return undefined;
    const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');
    return {
      ...{ catalog: text(catalog), head: text(head), guides, index, checkedBy: file.checkedBy },
      ...{ catalogSha256: file.files.catalog.sha256, indexSha256: file.files.index.sha256 },
    };
  }

  /** Makes a folder with this content beside the slots, down to the platter. */
  async function writeNext(next: string, content: SlotContent, sequence: number): Promise<void> {
    await unlessBusy(disk, () => disk.removeFolder(next));
    await disk.makeFolder(next);
    const writeSynced = async (name: string, bytes: Uint8Array): Promise<Piece> => {
      const file = await unlessBusy(disk, () => disk.open(join(next, name), 'replace'));
      try {
        await writeAll(file, bytes, 0);
        await file.sync();
      } finally {
        await file.close();
      }
      return { sha256: sha256(bytes), size: bytes.length };
    };
    const files = {
      catalog: await writeSynced(slotFiles.catalog, Buffer.from(content.catalog)),
      head: await writeSynced(slotFiles.head, Buffer.from(content.head)),
      guides: await writeSynced(slotFiles.guides, content.guides),
      index: await writeSynced(slotFiles.index, content.index),
    };
    await writeSynced(slotFileName, Buffer.from(slotText({ sequence, checkedBy: appVersion, files })));
    await disk.syncFolder(next);
  }

  async function* whole(language: Language): AsyncIterable<StoredSlot> {
    for (const { name, file } of await described(language)) {
      const slot = await readSlot(language, name, file);
      if (slot) yield slot;
    }
  }

  /** The slot to do without: never the newest whole one. */
  async function otherThanNewest(language: Language): Promise<SlotName> {
    for (const { name, file } of await described(language)) {
      if (await readSlot(language, name, file)) return name === 'a' ? 'b' : 'a';
    }
    return 'a';
  }

  async function write(language: Language, content: SlotContent): Promise<void> {
    const sequence = 1 + Math.max(0, ...(await described(language)).map(({ file }) => file.sequence));
    const old = pathOf(language, await otherThanNewest(language));
    const next = pathOf(language, 'next');
    try {
      await writeNext(next, content, sequence);
      await unlessBusy(disk, () => disk.removeFolder(old));
      await unlessBusy(disk, () => disk.rename(next, old));
    } catch (thrown) {
      // The first error is the one to tell; what stays is removed by the next write.
      await disk.removeFolder(next).catch(() => undefined);
      throw thrown;
    }
    await disk.syncFolder(join(folder, language));
    await disk.syncFolder(folder);
  }

  async function imagesInUse(): Promise<Set<string> | 'unknown'> {
    const images = new Set<string>();
    for (const language of languages) {
      for (const name of slotNames) {
        const path = pathOf(language, name);
        if (!(await disk.exists(join(path, slotFileName)))) continue;
        const bytes = await readOr(join(path, slotFiles.catalog));
        const catalog = bytes && parseCatalog(Buffer.from(bytes).toString('utf8'));
        // A file that a virus scanner holds is there again in a moment; its images must be too.
        if (!catalog?.ok) return 'unknown';
        for (const [image] of catalog.value.images) images.add(image);
      }
    }
    return images;
  }

  return {
    whole,
    write: (language, content) => saving(join(folder, language), () => write(language, content)),
    imagesInUse,
  };
}
