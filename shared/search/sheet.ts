import { readNumber } from './bytes.ts';
import {
  bodyKind,
  bodyKindMask,
  bodyKindShift,
  firstTimesShift,
  inSummary,
  inTitle,
  inWords,
} from './posting.ts';
import { shortPlace, type Section } from './section.ts';

/** Below this weight, a term is something else than what was typed. */
export const sureWeight = 0.89;

/** What one word of a question found so far. */
export interface Sheet {
  /** By guide: how much is in its short fields, and the best weight of a term that is there. */
  short: Float32Array;
  best: Float32Array;
  /** 1 where a title has the word itself. */
  title: Uint8Array;
  /** By passage. */
  body: Float32Array;
  guides: number[];
  passages: number[];
}

export const createSheet = ({ ids, passageGuides }: Section): Sheet => ({
  short: new Float32Array(ids.length),
  best: new Float32Array(ids.length),
  title: new Uint8Array(ids.length),
  body: new Float32Array(passageGuides.length),
  guides: [],
  passages: [],
});

export function clearSheet(sheet: Sheet): void {
  for (const guide of sheet.guides) {
    sheet.short[guide] = 0;
    sheet.best[guide] = 0;
    sheet.title[guide] = 0;
  }
  for (const passage of sheet.passages) sheet.body[passage] = 0;
  sheet.guides = [];
  sheet.passages = [];
}

interface TermToAdd {
  term: number;
  weight: number;
  inShortFieldsOnly: boolean;
}

/** Reads the postings of a term; `posting.ts` has their form. */
export function addTerm(
  sheet: Sheet,
  section: Section,
  { term, weight, inShortFieldsOnly }: TermToAdd,
): void {
  const { postings, postingStarts, passageStarts, shortWeights, passageWeights } = section;
  const end = postingStarts[term + 1] ?? 0;
  let guide = -1;
  const cursor = { at: postingStarts[term] ?? 0 };

  function addPassage(passage: number, times: number): void {
    const before = sheet.body[passage] ?? 0;
    if (before === 0) sheet.passages.push(passage);
    sheet.body[passage] = before + weight * times * (passageWeights[passage] ?? 0);
  }

  while (cursor.at < end) {
    guide += readNumber(postings, cursor) + 1;
    const head = postings[cursor.at++] ?? 0;
    const kind = (head >> bodyKindShift) & bodyKindMask;
    const firstPassage = passageStarts[guide] ?? 0;
    const fields = head & (inTitle | inWords | inSummary);
    const isIn = fields !== 0 || !inShortFieldsOnly;
    if (isIn) {
      const best = sheet.best[guide] ?? 0;
      if (best === 0) sheet.guides.push(guide);
      if (best < weight) sheet.best[guide] = weight;
      if (fields !== 0) {
        const place = shortPlace(guide);
        let found = 0;
        if (fields & inTitle) {
          found += shortWeights[place] ?? 0;
          if (weight >= sureWeight) sheet.title[guide] = 1;
        }
        if (fields & inWords) found += shortWeights[place + 1] ?? 0;
        if (fields & inSummary) found += shortWeights[place + 2] ?? 0;
        sheet.short[guide] = (sheet.short[guide] ?? 0) + weight * found;
      }
    }
    if (kind === bodyKind.none) continue;
    if (kind === bodyKind.first) {
      if (isIn && !inShortFieldsOnly) addPassage(firstPassage, (head >> firstTimesShift) + 1);
      continue;
    }
    let passage = firstPassage;
    const passages = kind === bodyKind.several ? readNumber(postings, cursor) : 1;
    for (let left = passages; left > 0 && cursor.at < end; left -= 1) {
      const found = readNumber(postings, cursor);
      passage += found >> 2;
      if (isIn && !inShortFieldsOnly) addPassage(passage, (found & 3) + 1);
    }
  }
}
