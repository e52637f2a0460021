import { fallbackLanguage, type Language } from '../language.ts';
import { readQuestion, questionCharsMax, type Meant, type Reading } from './concepts.ts';
import { meaningful } from './function-words.ts';
import { gramsOf, likeness } from './grams.ts';
import type { GuideIndex } from './guide-index.ts';
import { scoreGuides } from './score.ts';
import { shortPlace, type Section } from './section.ts';
import { stemOf } from './stem.ts';
import type { SynonymTable } from './synonyms.ts';
import { termsFolded } from './terms.ts';
import { titleRanges } from './title-ranges.ts';
import { bestOf } from './top.ts';
import { wordsOf } from './words.ts';

export interface Question {
  /** Whatever was typed or pasted; without a space after it, its last word is taken for unfinished. */
  text: string;
  /** The person's: its guides come first, English ones below. */
  language: Language;
  limit: number;
  synonyms?: SynonymTable | undefined;
  isShown?: (id: string) => boolean;
  /** What else speaks for a guide, by id: 1 for nothing, `liftMax` at most. */
  lifts?: ReadonlyMap<string, number>;
}

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

/** Context breaks ties; it never carries a guide past one that answers clearly better. */
export const liftMax = 1.2;

/** How much a title that looks like the question is worth, at most. */
const likenessWorth = 0.5;
/** A title that says all that was asked and nothing else can't be lifted past. */
const sameTitleWorth = 1.5;
const titledMax = 10;
/** What scores less than this share of the best is there by chance, and only hides what comes below. */
const shownShare = 0.1;
/** Guides that are compared in full; the others are far behind. */
const comparedMin = 50;
/** Sums of the same scores in another order differ in their last digits; they must not decide which comes first. */
const scoreSteps = 1e6;

/** One section's part of an answer. */
export interface SectionAnswer extends Reading {
  section: Section;
  found: { guide: number; score: number; coverage: number }[];
}

/** The guides for some words: every word counts and none is required. */
export function search(index: GuideIndex, question: Question): Answer {
  const parts = answerParts(index, question);
  return {
    hits: parts.flatMap(toHits),
    meant: parts.find(({ section }) => section.language === question.language)?.meant ?? [],
  };
}

/** Own language first, then English with what is left of the limit. */
export function answerParts(index: GuideIndex, question: Question): SectionAnswer[] {
  const parts: SectionAnswer[] = [];
  let left = question.limit;
  for (const language of new Set([question.language, fallbackLanguage])) {
    const section = index.sections.get(language);
    if (!section || left <= 0) continue;
    const part = answerIn(section, question, { limit: left, fallback: index.sections.get(fallbackLanguage) });
    left -= part.found.length;
    parts.push(part);
  }
  return parts;
}

function answerIn(
  section: Section,
  question: Question,
  { limit, fallback }: { limit: number; fallback: Section | undefined },
): SectionAnswer {
  const isOwn = section.language === question.language;
  const { own, english } = question.synonyms ?? {};
  const reading = readQuestion(question.text, section, {
    language: question.language,
    synonyms: isOwn ? own : english,
    repairs: isOwn,
    isWord: ({ written, folded }) =>
      question.synonyms?.words.has(stemOf(written, question.language)) === true ||
      (fallback !== undefined && fallback !== section && hasTerm(fallback, folded)),
  });
  const { guides, score, coverage, titled } = scoreGuides(section, reading.concepts);
  const { isShown } = question;
  const accepts = (guide: number): boolean => isShown === undefined || isShown(section.ids[guide] ?? '');
  const best = bestOf(guides, (guide) => score[guide] ?? 0, {
    count: Math.max(comparedMin, limit * 2),
    accepts,
  });
  // However many guides say the words everywhere: the one that is called just so is looked at.
  const briefness = (guide: number): number => -(section.shortLengths[shortPlace(guide)] ?? 0);
  const candidates = new Set([...best, ...bestOf(titled, briefness, { count: titledMax, accepts })]);
  const asked = askedWords(question.text, section.language);
  const grams = gramsOf(asked);
  const found = Array.from(candidates, (guide) => {
    const id = section.ids[guide] ?? '';
    const title = meaningful(wordsOf(section.titles[guide] ?? ''), section.language).map(
      ({ folded }) => folded,
    );
    const isSame = title.join(' ') === asked.join(' ');
    const lift = isSame ? liftMax : Math.min(liftMax, Math.max(1, question.lifts?.get(id) ?? 1));
    const worth = (1 + likenessWorth * likeness(grams, gramsOf(title))) * (isSame ? sameTitleWorth : 1);
    const exact = (score[guide] ?? 0) * worth * lift;
    return { guide, score: Math.round(exact * scoreSteps) / scoreSteps, coverage: coverage[guide] ?? 0 };
  });
  found.sort((a, b) => b.score - a.score || a.guide - b.guide);
  const least = (found[0]?.score ?? 0) * shownShare;
  return { ...reading, section, found: found.slice(0, limit).filter(({ score: points }) => points >= least) };
}

function hasTerm({ terms }: Section, folded: string): boolean {
  const [start, end] = termsFolded(terms, folded);
  return end > start;
}

const askedWords = (text: string, language: Language): string[] =>
  meaningful(wordsOf(text.slice(0, questionCharsMax)), language).map(({ folded }) => folded);

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
