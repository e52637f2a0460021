export interface MarkedPart {
  start: number;
  part: string;
  isMatch: boolean;
}

/** A text cut along half-open ranges; ranges that overlap, are empty or lie outside do no harm. */
export function markedParts(text: string, ranges: readonly (readonly [number, number])[]): MarkedPart[] {
  const parts: MarkedPart[] = [];
  let at = 0;
  const add = (to: number, isMatch: boolean): void => {
    if (to > at) parts.push({ start: at, part: text.slice(at, to), isMatch });
    at = Math.max(at, to);
  };
  for (const [from, to] of [...ranges].sort(([a], [b]) => a - b)) {
    add(Math.min(from, text.length), false);
    add(Math.min(to, text.length), true);
  }
  add(text.length, false);
  return parts;
}
