import { fold } from './fold.ts';
import type { Section } from './section.ts';
import { termsFolded } from './terms.ts';
import { wordsOf } from './words.ts';

/** The words of a title that answer a question, whatever their form: half-open character ranges in order. */
export function titleRanges(
  title: string,
  section: Section,
  matched: ReadonlySet<number>,
): [number, number][] {
  const isMatched = (written: string): boolean => {
    const [start, end] = termsFolded(section.terms, fold(written));
    for (let term = start; term < end; term += 1) {
      if (section.terms.written[term] === written) return matched.has(term);
    }
    return false;
  };
  return wordsOf(title)
    .filter(({ written, parts }) => [written, ...parts].some(isMatched))
    .map(({ start, end }) => [start, end]);
}
