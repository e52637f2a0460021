import type { Language } from '../language.ts';
import { createByteWriter } from './bytes.ts';
import { fold } from './fold.ts';
import { isFunctionWord } from './function-words.ts';
import { inSummary, inTitle, inWords, shortFields, writePosting, type Posting } from './posting.ts';
import type { SearchText } from './search-text.ts';
import { wordsOf } from './words.ts';

/** About a paragraph or a step: words of a question that are near each other say more than words pages apart. */
const passageWords = 150;

/** One guide as its terms, before it is put into an index. */
export interface AnalysedGuide {
  id: string;
  title: string;
  /** How many words there are in title, words and summary. */
  shortLengths: Uint16Array;
  /** How many words with a meaning there are in each passage of the body. */
  passageLengths: number[];
  /** Written terms, and where each one's posting begins; the end of the last one is the end of all. */
  terms: string[];
  starts: Uint32Array;
  postings: Uint8Array;
}

const lengthMax = 0xffff;

export function analyseGuide({ id, language, title, words, summary, body }: SearchText): AnalysedGuide {
  const found = new Map<string, Posting>();
  const shortLengths = new Uint16Array(shortFields);
  const addShort = (text: string, place: number, field: number, keepsAll: boolean): void => {
    const terms = termsOf(text, language, keepsAll);
    shortLengths[place] = Math.min(terms.length, lengthMax);
    for (const term of terms) postingOf(found, term).fields |= field;
  };
  // Whoever asks with function words only is answered by titles.
  addShort(title, 0, inTitle, true);
  addShort(words.join('\n'), 1, inWords, true);
  addShort(summary, 2, inSummary, false);
  const passageLengths = addBody(body, language, found);
  const writer = createByteWriter(found.size * 2);
  const starts = new Uint32Array(found.size + 1);
  let place = 0;
  for (const posting of found.values()) {
    writePosting(writer, posting);
    starts[++place] = writer.length;
  }
  const postings = writer.done();
  return { id, title, shortLengths, passageLengths, terms: [...found.keys()], starts, postings };
}

function postingOf(found: Map<string, Posting>, term: string): Posting {
  const known = found.get(term);
  if (known) return known;
  const posting: Posting = { fields: 0, passages: [] };
  found.set(term, posting);
  return posting;
}

/** A joined word counts whole and by its parts. */
function termsOf(text: string, language: Language, keepsAll = false): string[] {
  const terms: string[] = [];
  for (const { written, folded, parts } of wordsOf(text)) {
    if (keepsAll || !isFunctionWord(folded, language)) terms.push(written);
    for (const part of parts) if (!isFunctionWord(fold(part), language)) terms.push(part);
  }
  return terms;
}

function addBody(body: string, language: Language, found: Map<string, Posting>): number[] {
  const terms = termsOf(body, language);
  const passageLengths: number[] = [];
  for (let start = 0; start < terms.length; start += passageWords) {
    const passage = passageLengths.length;
    const those = terms.slice(start, start + passageWords);
    passageLengths.push(those.length);
    for (const term of those) {
      const { passages } = postingOf(found, term);
      const last = passages.at(-1);
      if (last?.passage === passage) last.times += 1;
      else passages.push({ passage, times: 1 });
    }
  }
  return passageLengths;
}
