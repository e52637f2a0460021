import { z } from 'zod';
import { pieceSchema, sha256Schema } from '../../shared/packs/catalog.ts';
import { sha256 } from './digest.ts';

export const slotFiles = {
  catalog: 'catalog.json',
  head: 'head.json',
  guides: 'guides.jsonl',
  index: 'index.bin',
};
/** Written last: a slot without it was never finished. */
export const slotFileName = 'slot.json';

const slotSchema = z.strictObject({
  /** The slot with the higher one is the newer. */
  sequence: z.number().int().positive(),
  checkedBy: z.string(),
  files: z.strictObject({ catalog: pieceSchema, head: pieceSchema, guides: pieceSchema, index: pieceSchema }),
});
export type SlotFile = z.infer<typeof slotSchema>;

const sealedSchema = z.strictObject({ slot: slotSchema, seal: sha256Schema });
const sealOf = (slot: SlotFile): string => sha256(Buffer.from(JSON.stringify(slot)));

/** What a slot consists of, with a seal: a wrong digit in it would be as bad as one in the files. */
export const slotText = (slot: SlotFile): string => JSON.stringify({ slot, seal: sealOf(slot) });

/** Nothing when a bit of it is wrong. */
export function parseSlotFile(bytes: Uint8Array): SlotFile | undefined {
  try {
    const { slot, seal } = sealedSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    return sealOf(slot) === seal ? slot : undefined;
  } catch {
    return undefined;
  }
}
