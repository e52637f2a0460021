/** How much of a line the next one may share with it: one byte says it. */
const sharedMax = 255;
const lineFeed = 10;

/**
 * Texts in order as bytes: how many bytes each shares with the one before, then what follows those, line by line.
 * Words in order share half of their letters with their neighbours.
 */
export function writeSorted(texts: readonly string[]): { shared: Uint8Array; rests: Uint8Array } {
  const encoder = new TextEncoder();
  const shared = new Uint8Array(texts.length);
  const rests: number[] = [];
  let before: Uint8Array = new Uint8Array(0);
  texts.forEach((text, place) => {
    const line = encoder.encode(text);
    const most = Math.min(before.length, line.length, sharedMax);
    let length = 0;
    while (length < most && before[length] === line[length]) length += 1;
    shared[place] = length;
    for (let at = length; at < line.length; at += 1) rests.push(line[at] ?? 0);
    rests.push(lineFeed);
    before = line;
  });
  return { shared, rests: Uint8Array.from(rests) };
}

/** The texts again. A RangeError when the two do not fit each other. */
export function readSorted(shared: Uint8Array, rests: Uint8Array): string[] {
  const total = shared.reduce((sum, length) => sum + length, rests.length);
  const lines = new Uint8Array(total);
  let from = 0;
  let to = 0;
  let before = 0;
  for (const length of shared) {
    const start = to;
    if (length > Math.max(0, start - before - 1)) throw new RangeError('a line shares more than there is');
    lines.copyWithin(to, before, before + length);
    to += length;
    while (from < rests.length && rests[from] !== lineFeed) lines[to++] = rests[from++] ?? 0;
    if (from >= rests.length) throw new RangeError('a line is missing');
    lines[to++] = lineFeed;
    from += 1;
    before = start;
  }
  if (from !== rests.length) throw new RangeError('there are more lines than that');
  if (shared.length === 0) return [];
  return new TextDecoder('utf-8', { fatal: true }).decode(lines.subarray(0, to - 1)).split('\n');
}
