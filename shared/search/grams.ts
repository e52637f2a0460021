const gramLetters = 4;

/** All runs of four letters of some folded words, each word with its ends marked. */
export function gramsOf(folded: readonly string[]): Set<string> {
  const text = ` ${folded.join(' ')} `;
  const grams = new Set<string>();
  for (let at = 0; at + gramLetters <= text.length; at += 1) grams.add(text.slice(at, at + gramLetters));
  return grams;
}

/** Dice's coefficient: 1 for the same runs, 0 for none in common. */
export function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size === 0 || other.size === 0) return 0;
  let common = 0;
  for (const gram of one) if (other.has(gram)) common += 1;
  return (2 * common) / (one.size + other.size);
}
