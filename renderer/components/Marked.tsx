import { markedParts } from '../marked-parts.ts';

/** A title with the words that a search matched. */
export function Marked({ text, ranges }: { text: string; ranges: readonly (readonly [number, number])[] }) {
  return markedParts(text, ranges).map(({ start, part, isMatch }) =>
    isMatch ? <mark key={start}>{part}</mark> : <span key={start}>{part}</span>,
  );
}
