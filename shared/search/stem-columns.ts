/** Stems as bytes: nearly each is the beginning of the first term that has it. */
export interface StemColumns {
  /** How much of that term it is; 0 for a stem that is none of it. */
  lengths: Uint8Array;
  /** The others, in order. */
  others: string[];
}

const lengthMax = 255;

export function writeStems(
  stems: readonly string[],
  folded: readonly string[],
  stemOf: Uint32Array,
): StemColumns {
  const firsts = firstTerms(stems.length, folded, stemOf);
  const others: string[] = [];
  const lengths = Uint8Array.from(stems, (stem, number) => {
    if (stem.length > 0 && stem.length <= lengthMax && firsts[number]?.startsWith(stem)) return stem.length;
    others.push(stem);
    return 0;
  });
  return { lengths, others };
}

export function readStems(
  { lengths, others }: StemColumns,
  folded: readonly string[],
  stemOf: Uint32Array,
): string[] {
  const firsts = firstTerms(lengths.length, folded, stemOf);
  let other = 0;
  return Array.from(lengths, (length, number) => {
    if (length > 0) return (firsts[number] ?? '').slice(0, length);
    const stem = others[other++];
    if (stem === undefined) throw new RangeError('a stem is missing');
    return stem;
  });
}

/** Stem -> the first term that has it. */
function firstTerms(stemCount: number, folded: readonly string[], stemOf: Uint32Array): string[] {
  const firsts: string[] = Array.from({ length: stemCount });
  for (let term = stemOf.length - 1; term >= 0; term -= 1) firsts[stemOf[term] ?? 0] = folded[term] ?? '';
  return firsts;
}
