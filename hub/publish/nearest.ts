/** Pairs of neighbouring letters; a mistyped word shares most of them with what was meant. */
function pairsOf(text: string): Set<string> {
  const padded = ` ${text.toLowerCase()} `;
  return new Set(Array.from({ length: padded.length - 1 }, (_, at) => padded.slice(at, at + 2)));
}

const alikeMin = 0.5;

/** The values that look like `written`, most alike first; none that share less than half of their letters' pairs. */
export function nearest(values: readonly string[], written: string): string[] {
  const own = pairsOf(written);
  return values
    .map((value) => {
      const theirs = pairsOf(value);
      const shared = [...theirs].filter((pair) => own.has(pair)).length;
      return { value, alike: (2 * shared) / (own.size + theirs.size) };
    })
    .filter(({ alike }) => alike >= alikeMin)
    .sort((a, b) => b.alike - a.alike)
    .map(({ value }) => value);
}
