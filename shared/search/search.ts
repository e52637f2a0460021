import { fallbackLanguage, type Language } from '../language.ts';
import { answerSection, bestOwnScore, type SectionAnswer } from './answer-section.ts';
import type { Meant, ReadingOptions } from './concepts.ts';
import type { GuideIndex } from './guide-index.ts';
import type { Question } from './question.ts';
import type { Section } from './section.ts';
import { stemOf } from './stem.ts';
import { fieldsOf } from './term-in-guide.ts';
import { termsFolded } from './terms.ts';
import { titleRanges } from './title-ranges.ts';

export interface Hit {
  id: string;
  language: Language;
  /** For comparing hits of one language in one answer; it means nothing else. */
  score: number;
  /** Half-open character ranges of the title that matched, in order. */
  titleRanges: [number, number][];
}

export interface Answer {
  /** Best first; guides in the person's own language before English ones. */
  hits: Hit[];
  /** Words that no guide knows, and what they were taken for. */
  meant: Meant[];
}

/** A guide in one's own language that merely mentions a word does not hide the English one about it. */
const besideEnglishShare = 0.5;
/** English guides that answer nearly as well as the best own one keep a third of the places. */
const asGoodShare = 0.6;
const englishPlaces = 3;

/** The guides for some words: every word counts and none is required. */
export const search = (index: GuideIndex, question: Question): Answer =>
  answerOf(answerParts(index, question));

export function answerOf(parts: readonly SectionAnswer[]): Answer {
  return {
    hits: parts.flatMap(toHits),
    meant: parts.flatMap((part) => part.meant.filter(({ typed }) => isRepaired(part, typed))),
  };
}

/** Own language first, then English. When nothing at all is found, words that are no slips may be some after all. */
export function answerParts(index: GuideIndex, question: Question): SectionAnswer[] {
  const parts = partsOf(index, question, (word) => isWord(index, question, word));
  if (parts.some(({ found }) => found.length > 0)) return parts;
  return partsOf(index, question, () => false);
}

function partsOf(index: GuideIndex, question: Question, isNoSlip: ReadingOptions['isWord']): SectionAnswer[] {
  const { language, limit, synonyms } = question;
  const own = index.sections.get(language);
  const english = language === fallbackLanguage ? undefined : index.sections.get(fallbackLanguage);
  const options = { language, isWord: isNoSlip };
  const ownPart = own && answerSection(own, question, { ...options, synonyms: synonyms?.own, repairs: true });
  const englishPart =
    english && answerSection(english, question, { ...options, synonyms: synonyms?.english, repairs: !own });
  if (!ownPart || !englishPart) return [ownPart ?? englishPart ?? []].flat();

  const bestOwn = bestOwnScore(ownPart.found);
  const bestEnglish = bestOwnScore(englishPart.found);
  const isAsGood = bestEnglish > 0 && bestEnglish >= bestOwn * asGoodShare;
  const kept = isAsGood ? Math.min(englishPlaces, Math.floor(limit / 3), englishPart.found.length) : 0;
  const ownFound = ownPart.found
    .filter(({ ownScore }) => ownScore >= bestEnglish * besideEnglishShare)
    .slice(0, limit - kept);
  const englishFound = englishPart.found.slice(0, limit - ownFound.length);
  return [
    { ...ownPart, found: ownFound },
    { ...englishPart, found: englishFound },
  ];
}

/** Whether a word is one, though no guide in the person's language has it. */
function isWord(
  { sections }: GuideIndex,
  { synonyms, language }: Question,
  { written, folded }: { written: string; folded: string },
): boolean {
  if (synonyms?.words.has(stemOf(written, language))) return true;
  const english = language === fallbackLanguage ? undefined : sections.get(fallbackLanguage);
  return english !== undefined && hasTerm(english, folded);
}

function hasTerm({ terms }: Section, folded: string): boolean {
  const [start, end] = termsFolded(terms, folded);
  return end > start;
}

/** Whether a guide in the answer has what a word was taken for. */
function isRepaired({ section, concepts, found }: SectionAnswer, typed: string): boolean {
  const repaired = concepts
    .filter(({ word }) => word === typed)
    .flatMap(({ alternatives }) => alternatives.filter(({ how }) => how === 'repaired'));
  return found.some(({ guide }) => repaired.some(({ term }) => fieldsOf(section, term, guide).length > 0));
}

function toHits({ section, concepts, found }: SectionAnswer): Hit[] {
  const { language, ids, titles } = section;
  const matched = new Set(concepts.flatMap(({ alternatives }) => alternatives.map(({ term }) => term)));
  return found.map(({ guide, score }) => ({
    id: ids[guide] ?? '',
    language,
    score,
    titleRanges: titleRanges(titles[guide] ?? '', section, matched),
  }));
}
