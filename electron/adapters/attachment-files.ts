import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeptAttachment, Request } from '../../shared/requests/request.ts';
import type { Attachment } from '../../shared/requests/wire.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { createSerialQueue } from '../../shared/serial-queue.ts';
import type { AttachmentFiles } from '../services/ports.ts';
import { sha256 } from './digest.ts';
import type { Disk } from './disk.ts';
import { errorCode, replaceFile, saving, unlessBusy } from './durable-write.ts';

/** The bytes of attachments in a folder beside the outbox, each file named after its content. */
export function attachmentFiles(folder: string, disk: Disk): AttachmentFiles {
  const serially = createSerialQueue();
  const pathOf = (hash: string): string => join(folder, hash);
  /** No request named them when it was last looked. */
  let unnamed = new Set<string>();

  async function namesBut(requests: readonly Request[]): Promise<string[]> {
    const wanted = new Set(
      requests.flatMap(({ attachments = [] }) => attachments.map((kept) => kept.sha256)),
    );
    const names = await readdir(folder).catch((): string[] => []);
    return names.filter((name) => !wanted.has(name));
  }

  /** Answers what could not be removed: it is nobody's trouble, and is tried again at the next start. */
  async function remove(names: readonly string[]): Promise<string[]> {
    const left: string[] = [];
    for (const name of names) {
      await unlessBusy(disk, () => disk.remove(pathOf(name))).catch((thrown: unknown) =>
        left.push(errorCode(thrown)),
      );
    }
    return left;
  }

  async function read({ sha256: hash, name, type }: KeptAttachment): Promise<Attachment | undefined> {
    const bytes = await disk.readWhole(pathOf(hash)).catch(() => undefined);
    if (!bytes || sha256(bytes) !== hash) return undefined;
    return { name, type, base64: Buffer.from(bytes).toString('base64') };
  }

  return {
    async keep(bytes) {
      const hash = sha256(bytes);
      return serially(async () => {
        const saved = await saving(pathOf(hash), () => replaceFile(disk, pathOf(hash), bytes));
        unnamed.delete(hash);
        return saved.ok ? ok(hash) : saved;
      });
    },

    async of({
      attachments = [],
    }: Request): Promise<Result<Attachment[], { kind: 'missing'; detail: string }>> {
      const files: Attachment[] = [];
      for (const kept of attachments) {
        const file = await read(kept);
        if (!file) return refuse({ kind: 'missing', detail: kept.name });
        files.push(file);
      }
      return ok(files);
    },

    removeAllBut: (requests) => serially(async () => remove(await namesBut(requests))),

    sweep: (requests) =>
      serially(async () => {
        const names = await namesBut(requests);
        const left = await remove(names.filter((name) => unnamed.has(name)));
        const isNew = names.some((name) => !unnamed.has(name));
        unnamed = new Set(names);
        return { left, isNew };
      }),
  };
}
