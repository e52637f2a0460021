import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeptAttachment, Request } from '../../shared/requests/request.ts';
import type { Attachment } from '../../shared/requests/wire.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { AttachmentFiles } from '../services/ports.ts';
import { sha256 } from './digest.ts';
import type { Disk } from './disk.ts';
import { replaceFile, saving } from './durable-write.ts';

/** The bytes of attachments in a folder beside the outbox, each file named after its content. */
export function attachmentFiles(folder: string, disk: Disk): AttachmentFiles {
  const pathOf = (hash: string): string => join(folder, hash);

  async function read({ sha256: hash, name, type }: KeptAttachment): Promise<Attachment | undefined> {
    const bytes = await disk.readWhole(pathOf(hash)).catch(() => undefined);
    if (!bytes || sha256(bytes) !== hash) return undefined;
    return { name, type, base64: Buffer.from(bytes).toString('base64') };
  }

  return {
    async keep(bytes) {
      const hash = sha256(bytes);
      const saved = await saving(pathOf(hash), () => replaceFile(disk, pathOf(hash), bytes));
      return saved.ok ? ok(hash) : saved;
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

    async removeAllBut(requests) {
      const wanted = new Set(
        requests.flatMap(({ attachments = [] }) => attachments.map((kept) => kept.sha256)),
      );
      const names = await readdir(folder).catch((): string[] => []);
      for (const name of names) if (!wanted.has(name)) await disk.remove(pathOf(name));
    },
  };
}
