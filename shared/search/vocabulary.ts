/** The words an index knows, for telling a misspelt word from a rare one. */
export interface Vocabulary {
  has(term: string): boolean;
  /** Whether a known word begins like this. */
  hasPrefix(prefix: string): boolean;
}

/** A vocabulary of `terms`, which may repeat. */
export function vocabularyOf(terms: Iterable<string>): Vocabulary {
  const known = new Set(terms);
  const sorted = [...known].sort();
  return {
    has: (term) => known.has(term),
    hasPrefix: (prefix) => sorted[firstAtOrAfter(sorted, prefix)]?.startsWith(prefix) === true,
  };
}

function firstAtOrAfter(sorted: readonly string[], term: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < term) low = middle + 1;
    else high = middle;
  }
  return low;
}
