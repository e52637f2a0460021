import type { Concept } from './concept.ts';
import type { Section } from './section.ts';
import { addTerm, clearSheet, createSheet, sureWeight, type Sheet } from './sheet.ts';

/** BM25's saturation: whether a word is there three times or thirty says much the same. */
const saturation = 1.2;
/** The usual value of k1 + 1 makes a full match of one word worth its rarity. */
const saturated = (times: number): number => (times * (saturation + 1)) / (times + saturation);

export interface Scores {
  /** Guides that know some of the words, by number. */
  guides: number[];
  /** Of each guide; 0 where there is none of the words. */
  score: Float64Array;
  /** Of what was asked, the share that the guide knows in its short fields and its best passage, by rarity. */
  coverage: Float64Array;
  /** Guides whose titles have all of the words. */
  titled: number[];
}

/**
 * How well the guides of a section answer, by BM25F over short fields and the best passage of the body: words that
 * stand together answer together.
 */
export function scoreGuides(section: Section, concepts: readonly Concept[]): Scores {
  const guideCount = section.ids.length;
  const { passageGuides } = section;
  const sheet = createSheet(section);
  const totals = createTotals(section);
  let rarities = 0;
  const codesLast = [...concepts].sort((a, b) => Number(a.isCode) - Number(b.isCode));
  for (const concept of codesLast) {
    for (const { term, weight } of concept.alternatives) {
      addTerm(sheet, section, { term, weight, inShortFieldsOnly: concept.inShortFieldsOnly });
    }
    const rarity = rarityOf(surelyMeant(sheet), guideCount);
    const worth = concept.isCode ? rarity + codeWorth(rarity, guideCount) * rarities : rarity;
    rarities += worth;
    addConcept(totals, sheet, worth, passageGuides);
    clearSheet(sheet);
  }
  const { guides, passages, short, shortCoverage, body, bodyCoverage } = totals;
  const score = new Float64Array(guideCount);
  const coverage = new Float64Array(guideCount);
  for (const guide of guides) coverage[guide] = (shortCoverage[guide] ?? 0) / rarities;
  for (const passage of passages) {
    const guide = passageGuides[passage] ?? 0;
    const here = body[passage] ?? 0;
    if (here <= (score[guide] ?? 0)) continue;
    score[guide] = here;
    coverage[guide] = ((shortCoverage[guide] ?? 0) + (bodyCoverage[passage] ?? 0)) / rarities;
  }
  for (const guide of guides) score[guide] = (short[guide] ?? 0) + (score[guide] ?? 0);
  const titled = guides.filter((guide) => totals.titles[guide] === concepts.length);
  return { guides, score, coverage, titled };
}

/** What all words found so far, in short fields by guide and in bodies by passage. */
interface Totals {
  short: Float64Array;
  shortCoverage: Float64Array;
  body: Float64Array;
  bodyCoverage: Float64Array;
  isFound: Uint8Array;
  /** How many of the words the title has. */
  titles: Uint8Array;
  guides: number[];
  passages: number[];
}

const createTotals = ({ ids, passageGuides }: Section): Totals => ({
  short: new Float64Array(ids.length),
  shortCoverage: new Float64Array(ids.length),
  body: new Float64Array(passageGuides.length),
  bodyCoverage: new Float64Array(passageGuides.length),
  isFound: new Uint8Array(ids.length),
  titles: new Uint8Array(ids.length),
  guides: [],
  passages: [],
});

function addConcept(totals: Totals, sheet: Sheet, rarity: number, passageGuides: Uint32Array): void {
  for (const guide of sheet.guides) {
    if (totals.isFound[guide] === 0) totals.guides.push(guide);
    totals.isFound[guide] = 1;
    totals.titles[guide] = (totals.titles[guide] ?? 0) + (sheet.title[guide] ?? 0);
    const inShort = sheet.short[guide] ?? 0;
    if (inShort === 0) continue;
    const worth = rarity * (sheet.best[guide] ?? 0);
    totals.short[guide] = (totals.short[guide] ?? 0) + worth * saturated(inShort);
    totals.shortCoverage[guide] = (totals.shortCoverage[guide] ?? 0) + worth;
  }
  for (const passage of sheet.passages) {
    const guide = passageGuides[passage] ?? 0;
    const inShort = sheet.short[guide] ?? 0;
    const worth = rarity * (sheet.best[guide] ?? 0);
    const more = worth * (saturated(inShort + (sheet.body[passage] ?? 0)) - saturated(inShort));
    if (totals.body[passage] === 0) totals.passages.push(passage);
    totals.body[passage] = (totals.body[passage] ?? 0) + more;
    if (inShort === 0) totals.bodyCoverage[passage] = (totals.bodyCoverage[passage] ?? 0) + worth;
  }
}

/**
 * How many guides have what was most surely meant. A rare word stays rare though a frequent one is among its synonyms.
 */
function surelyMeant({ guides, best }: Sheet): number {
  let most = 0;
  for (const guide of guides) most = Math.max(most, best[guide] ?? 0);
  let count = 0;
  for (const guide of guides) if ((best[guide] ?? 0) >= most * sureWeight) count += 1;
  return count;
}

/** Robertson and Sparck Jones' inverse document frequency, never below 0. */
const rarityOf = (guides: number, all: number): number => Math.log(1 + (all - guides + 0.5) / (guides + 0.5));

/** Words beside a code that are all in a title must not hide a guide that only mentions the code. */
const besideWords = 2;

/** What a code is worth beside all words before it: much when few guides have it, nothing when it is everywhere. */
const codeWorth = (rarity: number, guides: number): number =>
  besideWords * (rarity / rarityOf(1, guides)) ** 2;
