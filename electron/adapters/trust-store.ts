import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { KnowledgeBase } from '../../shared/packs/knowledge-base.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { CouldNotSave } from '../services/ports.ts';
import { atomicFile } from './atomic-file.ts';
import { nodeDisk, type Disk } from './disk.ts';

/** The text of every signed file that was verified, by the name of its role. */
export type TrustedRoles = Record<string, string>;

const anchorSchema = z.string();
const trustSchema = z.object({ anchor: anchorSchema, roles: z.record(z.string(), z.string()) });
const rootSeenSchema = z.object({ anchor: anchorSchema, version: z.number().int().positive() });

/** What a machine trusts, between two refreshes. */
export interface TrustStore {
  /** `roles` without a `root` when there is nothing, or nothing that can be read. */
  read(): Promise<{ roles: TrustedRoles; rootVersionSeen: number }>;
  /** Both are on the disk when this resolves. The version never goes down. */
  write(roles: TrustedRoles, rootVersion: number): Promise<Result<void, CouldNotSave>>;
}

/**
 * All trusted metadata in one file, so that no crash leaves half of it; and the highest root version ever seen in a
 * file of its own, so that damage to the first one does not let anybody turn the keys back.
 */
export function createTrustStore(
  folder: string,
  root: KnowledgeBase['root'],
  disk: Disk = nodeDisk(),
): TrustStore {
  // Who is given another root to start from was told so by the administrator: what was seen before says nothing.
  const anchor = createHash('sha256').update(JSON.stringify(root)).digest('hex');
  const trustFile = atomicFile(join(folder, 'trust.json'), disk);
  const rootSeenFile = atomicFile(join(folder, 'root-seen.json'), disk);

  /** The version in that file; nothing before it was read. */
  let seenVersion: number | undefined;

  async function readSeenVersion(): Promise<number> {
    seenVersion ??= (await readParsed(rootSeenFile, rootSeenSchema))?.version ?? 0;
    return seenVersion;
  }

  async function readParsed<T extends { anchor: string }>(
    file: typeof trustFile,
    schema: z.ZodType<T>,
  ): Promise<T | undefined> {
    const reading = await file.read();
    const parsed = reading.kind === 'read' ? schema.safeParse(reading.value) : undefined;
    return parsed?.data?.anchor === anchor ? parsed.data : undefined;
  }

  return {
    async read() {
      const [trust, rootVersionSeen] = await Promise.all([
        readParsed(trustFile, trustSchema),
        readSeenVersion(),
      ]);
      return { roles: trust?.roles ?? {}, rootVersionSeen };
    },

    async write(roles, rootVersion) {
      // The version first: a machine that knows a newer root than it holds asks for it again; the other way round
      // it could lose the newer one and not know.
      if ((await readSeenVersion()) < rootVersion) {
        const raised = await rootSeenFile.write({ anchor, version: rootVersion });
        if (!raised.ok) return raised;
        seenVersion = rootVersion;
      }
      const written = await trustFile.write({ anchor, roles });
      return written.ok ? ok(undefined) : written;
    },
  };
}
