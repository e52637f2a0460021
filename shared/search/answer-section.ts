import type { Language } from '../language.ts';
import { questionCharsMax, readQuestion, type Meant, type Reading, type ReadingOptions } from './concepts.ts';
import { fold } from './fold.ts';
import { meaningful } from './function-words.ts';
import { gramsOf, likeness } from './grams.ts';
import { liftMax, type Question } from './question.ts';
import { scoreGuides } from './score.ts';
import { shortPlace, type Section } from './section.ts';
import { bestOf } from './top.ts';
import { wordsOf } from './words.ts';

/** How much a title that looks like the question is worth, at most. */
const likenessWorth = 0.5;
/** A title that says all that was asked and nothing else can't be lifted past. */
const sameTitleWorth = 1.5;
/** What scores less than this share of the best is there by chance, and only hides what comes below. */
const shownShare = 0.1;
/** Guides that are compared in full; the others are far behind. */
const comparedMin = 50;
const titledMax = 10;
/** Sums of the same scores in another order differ in their last digits; they must not decide which comes first. */
const scoreSteps = 1e6;
const inSteps = (score: number): number => Math.round(score * scoreSteps) / scoreSteps;

export interface FoundGuide {
  guide: number;
  score: number;
  /** Without what else speaks for it: what was asked alone decides whether a guide is in the answer. */
  ownScore: number;
  /** Of what was asked, the share that the guide knows. */
  coverage: number;
}

/** One section's answer, best first. */
export interface SectionAnswer extends Reading {
  section: Section;
  found: FoundGuide[];
}

export function answerSection(section: Section, question: Question, options: ReadingOptions): SectionAnswer {
  const { isShown, limit, lifts } = question;
  const reading = readQuestion(question.text, section, options);
  const { guides, score, coverage, titled } = scoreGuides(section, reading.concepts);
  const accepts = (guide: number): boolean => isShown === undefined || isShown(section.ids[guide] ?? '');
  const scoreOf = (guide: number): number => score[guide] ?? 0;
  const best = bestOf(guides, scoreOf, { count: Math.max(comparedMin, limit * 2), accepts });
  // However many guides say the words everywhere: the one that is called just so is looked at.
  const briefness = (guide: number): number => -(section.shortLengths[shortPlace(guide)] ?? 0);
  const candidates = new Set([...best, ...bestOf(titled, briefness, { count: titledMax, accepts })]);
  const asked = askedText(question.text, section.language, reading.meant);
  const found = Array.from(candidates, (guide): FoundGuide => {
    const title = askedText(section.titles[guide] ?? '', section.language, []);
    const isSame = areSame(asked, title);
    const lift = lifts?.get(section.ids[guide] ?? '') ?? 1;
    const worth = (1 + likenessWorth * likeness(asked.grams, title.grams)) * (isSame ? sameTitleWorth : 1);
    const own = scoreOf(guide) * worth * (isSame ? liftMax : 1);
    const lifted = isSame ? own : own * Math.min(liftMax, Math.max(1, lift));
    return { guide, score: inSteps(lifted), ownScore: inSteps(own), coverage: coverage[guide] ?? 0 };
  });
  found.sort((a, b) => b.score - a.score || a.guide - b.guide);
  const least = bestOwnScore(found) * shownShare;
  return { ...reading, section, found: found.filter(({ ownScore }) => ownScore >= least).slice(0, limit) };
}

/** The best score that what was asked gives by itself. */
export const bestOwnScore = (found: readonly FoundGuide[]): number =>
  found.reduce((best, { ownScore }) => Math.max(best, ownScore), 0);

/** A question or a title, for comparing the two. */
interface ComparedText {
  words: string[];
  /** Of its words, how many say nothing. */
  dropped: number;
  grams: Set<string>;
}

function askedText(text: string, language: Language, meant: readonly Meant[]): ComparedText {
  const all = wordsOf(text.slice(0, questionCharsMax));
  const repaired = new Map(meant.map((word) => [folded(word.typed), folded(word.meant)]));
  const words = meaningful(all, language).map((word) => repaired.get(word.folded) ?? word.folded);
  return { words, dropped: all.length - words.length, grams: gramsOf(words) };
}

const folded = (text: string): string => fold(text.toLowerCase());

/** What is left of two sentences does not make them the same: "I can't hear anything", "they can't hear me". */
function areSame(asked: ComparedText, title: ComparedText): boolean {
  const isWhole = ({ words, dropped }: ComparedText): boolean => dropped <= words.length;
  return isWhole(asked) && isWhole(title) && asked.words.join(' ') === title.words.join(' ');
}
