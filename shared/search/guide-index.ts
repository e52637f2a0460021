import MiniSearch from 'minisearch';
import type { Guide } from '../guides/guide.ts';
import { blockText, plainText } from '../guides/plain-text.ts';
import { fallbackLanguage, type Language } from '../language.ts';
import { wordsOf, type Word } from './analysis.ts';
import { parseQuery, type QueryTerm } from './query.ts';
import { vocabularyOf, type Vocabulary } from './vocabulary.ts';

export interface Hit {
  id: string;
  score: number;
  /** Half-open character ranges of the title that matched, in order. */
  titleRanges: [number, number][];
}

/** Guides made searchable; the only door to full-text search. */
export interface GuideIndex {
  engine: MiniSearch<IndexedGuide>;
  vocabulary: Vocabulary;
  guides: ReadonlyMap<string, { titleWords: Word[]; weight: number }>;
}

interface IndexedGuide {
  id: string;
  title: string;
  words: string;
  summary: string;
  body: string;
}

/** What the author chose to say in few words says more than the running text. */
const fieldWeights = { title: 4, words: 3, summary: 2, body: 1 };
/** Of two guides that fit as well, the one in the person's own language comes first. */
const fallbackWeight = 0.9;
const prefixWeight = 0.7;
const repairedWeight = 0.45;
/** One or two letters begin half of all words: of those, only titles and the author's words are looked through. */
const bodyPrefixLettersMin = 3;

/** An index in the making. A thousand guides take a second: done in slices, nobody waits for it. */
export interface IndexBuild {
  /** Adds some more guides; false when there were none left. */
  step(): boolean;
  /** The whole index, with whatever was still missing added at once. */
  finish(): GuideIndex;
}

/** Guides that one step adds: a few milliseconds' worth. */
const guidesPerStep = 5;

/** Begins an index over the guides of one pack. */
export function startIndex(guides: readonly Guide[]): IndexBuild {
  const terms = new Set<string>();
  const engine = new MiniSearch<IndexedGuide>({
    fields: Object.keys(fieldWeights),
    tokenize: (text) => {
      const found = wordsOf(text).flatMap((word) => word.terms);
      for (const term of found) terms.add(term);
      return found;
    },
    processTerm: (term) => term,
  });
  const own = ownLanguage(guides);
  let added = 0;
  let finished: GuideIndex | undefined;

  function step(): boolean {
    const slice = guides.slice(added, added + guidesPerStep);
    engine.addAll(slice.map(toIndexed));
    added += slice.length;
    return slice.length > 0;
  }

  function whole(): GuideIndex {
    while (step()) continue;
    const entries = guides.map(
      ({ id, title, language }) =>
        [id, { titleWords: wordsOf(title), weight: language === own ? 1 : fallbackWeight }] as const,
    );
    return { engine, vocabulary: vocabularyOf(terms), guides: new Map(entries) };
  }

  return { step, finish: () => (finished ??= whole()) };
}

/** An index over the guides of one pack, at once. */
export const buildIndex = (guides: readonly Guide[]): GuideIndex => startIndex(guides).finish();

function toIndexed(guide: Guide): IndexedGuide {
  const steps = guide.steps.map(({ title, body, ask }) =>
    [
      plainText(title),
      blockText(body),
      ask?.question,
      ...(ask?.options ?? []).map((option) => option.text),
    ].join('\n'),
  );
  return {
    id: guide.id,
    title: guide.title,
    words: guide.words.join('\n'),
    summary: guide.summary,
    body: [...steps, blockText(guide.check), blockText(guide.giveUp)].join('\n'),
  };
}

/** A pack holds guides in its own language and, where those are missing, in English. */
const ownLanguage = (guides: readonly Guide[]): Language =>
  guides.find((guide) => guide.language !== fallbackLanguage)?.language ?? fallbackLanguage;

/**
 * The guides for some words, best first. Every word counts and none is required; the word being typed matches by its
 * beginning; a word that no guide knows is repaired.
 */
export function search(index: GuideIndex, text: string, limit: number): Hit[] {
  const terms = parseQuery(text, index.vocabulary);
  if (terms.length === 0) return [];
  const byTerm = new Map(terms.map((term) => [term.term, term]));
  const isBeginning = ({ term, isPrefix }: QueryTerm): boolean =>
    isPrefix && term.length < bodyPrefixLettersMin;
  return index.engine
    .search(
      {
        queries: [
          { queries: terms.filter((term) => !isBeginning(term)).map(({ term }) => term) },
          { queries: terms.filter(isBeginning).map(({ term }) => term), fields: ['title', 'words'] },
        ],
      },
      {
        tokenize: (term) => [term],
        boost: fieldWeights,
        prefix: (term) => byTerm.get(term)?.isPrefix === true,
        fuzzy: (term) => byTerm.get(term)?.repairs ?? false,
        weights: { prefix: prefixWeight, fuzzy: repairedWeight },
      },
    )
    .map(({ id, score, queryTerms, terms: matched }) => {
      const guide = index.guides.get(String(id));
      // A guide that knows both words of a question comes before one that knows one of them very well.
      const coverage = queryTerms.length / byTerm.size;
      return { id: String(id), score: score * coverage * (guide?.weight ?? 1), guide, matched };
    })
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, limit)
    .map(({ id, score, guide, matched }) => ({
      id,
      score,
      titleRanges: matchedRanges(guide?.titleWords ?? [], new Set(matched)),
    }));
}

/** The words of a title that the search engine matched, however they were typed. */
const matchedRanges = (words: readonly Word[], matched: ReadonlySet<string>): [number, number][] =>
  words.filter((word) => word.terms.some((term) => matched.has(term))).map(({ start, end }) => [start, end]);
