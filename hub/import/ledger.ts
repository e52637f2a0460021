import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { guideIdSchema } from '../../shared/guides/action.ts';
import { ok, refuse, toError, type Result } from '../../shared/result.ts';

/** Beside `organisation.yaml`; belongs into version control with the guides. */
export const ledgerFile = 'imports.json';

const sha256Schema = z.string().regex(/^[a-f0-9]{64}$/);
const entrySchema = z.strictObject({
  guide: guideIdSchema,
  /** The source's revision that the guide was made of; empty while a run is writing it. */
  revision: z.string(),
  /** Of the file as it was written: another hash today means that an editor changed it. */
  sha256: sha256Schema,
  /** Of the file that the unfinished run is replacing; absent when it is new, or was not as an import left it. */
  before: sha256Schema.optional(),
  /** Names in `images/`. */
  images: z.array(z.string().regex(/^[\w.-]+$/)),
});
export type LedgerEntry = z.infer<typeof entrySchema>;

const ledgerSchema = z.strictObject({
  format: z.literal(1),
  /** Source, as `sourceKey` names it -> id in the source -> guide. */
  sources: z.record(z.string(), z.record(z.string(), entrySchema)),
});
export type Ledger = z.infer<typeof ledgerSchema>;

export interface LedgerRefusal {
  kind: 'ledger-unreadable';
  detail: string;
}

/** What was imported so far; nothing when there is no ledger yet. */
export async function readLedger(kbFolder: string): Promise<Result<Ledger, LedgerRefusal>> {
  const file = join(kbFolder, ledgerFile);
  try {
    const parsed = ledgerSchema.safeParse(JSON.parse(await readFile(file, 'utf8')));
    if (parsed.success) return ok(parsed.data);
    const [issue] = parsed.error.issues;
    const detail = `${ledgerFile}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`;
    return refuse({ kind: 'ledger-unreadable', detail });
  } catch (thrown) {
    const error = toError(thrown) as NodeJS.ErrnoException;
    if (error.code === 'ENOENT') return ok({ format: 1, sources: {} });
    return refuse({ kind: 'ledger-unreadable', detail: `${ledgerFile}: ${error.message}` });
  }
}

/** The ledger as text, the same for the same content: it is compared in version control. */
export function ledgerText({ format, sources }: Ledger): string {
  const sorted = Object.entries(sources).map(([source, entries]) => [source, sortedByKey(entries)] as const);
  return `${JSON.stringify({ format, sources: sortedByKey(Object.fromEntries(sorted)) }, undefined, 2)}\n`;
}

const sortedByKey = <T>(record: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
