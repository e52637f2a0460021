import type { Guide } from '../guides/guide.ts';
import { fallbackLanguage, type Language } from '../language.ts';
import { ok, refuse, toError, type Result } from '../result.ts';
import { wordsOf } from './analysis.ts';
import { fieldWeights, GuideEngine } from './guide-engine.ts';
import { readIndex, writeIndex } from './index-text.ts';
import { parseQuery, type QueryTerm } from './query.ts';

/**
 * Which terms a text gives and how they are kept. To be raised with every change of `analysis.ts`, of the fields or of
 * the index's text: machines take a prebuilt index only with the version that they search with.
 */
export const analysisVersion = 1;

export interface Hit {
  id: string;
  score: number;
  /** Half-open character ranges of the title that matched, in order. */
  titleRanges: [number, number][];
}

/** Guides made searchable; the only door to full-text search. */
export interface GuideIndex {
  engine: GuideEngine;
  guides: Map<string, { title: string; language: Language }>;
}

/** Why a serialised index can't be used; one can always be built instead. */
export interface IndexRefusal {
  kind: 'other-analysis' | 'invalid';
  detail: string;
}

/** Of two guides that fit as well, the one in the person's own language comes first. */
const fallbackWeight = 0.9;
const prefixWeight = 0.7;
const repairedWeight = 0.45;
/** One or two letters begin half of all words: of those, only titles and the author's words are looked through. */
const bodyPrefixLettersMin = 3;
/** Sums of the same scores in another order differ in their last digits; they must not decide which comes first. */
const scoreSteps = 1e9;

/** An index in the making. A thousand guides take a second: done in slices, nobody waits for it. */
export interface IndexBuild {
  /** Goes on with some more guides; false when all is done. */
  step(): boolean;
  /** The whole index, with whatever was still missing done at once. */
  finish(): GuideIndex;
}

/** Guides that one step takes: a few milliseconds' worth. */
const guidesPerStep = 5;

/** Begins an index over the guides of one pack; each is asked for only when it is its turn. */
export const startIndex = (guides: Iterable<Guide>): IndexBuild =>
  startPatch({ engine: new GuideEngine(), guides: new Map() }, { removed: [], added: guides });

/** An index over the guides of one pack, at once. */
export const buildIndex = (guides: readonly Guide[]): GuideIndex => startIndex(guides).finish();

/** What changes in an index; a changed guide is in both lists. `removed` are the guides as they were put in. */
export interface IndexChanges {
  removed: Iterable<Guide>;
  added: Iterable<Guide>;
}

/** Begins to take guides out and to put others in. Once that is done, the index answers as one built afresh. */
export function startPatch(index: GuideIndex, changes: IndexChanges): IndexBuild {
  const work = guideByGuide(index, changes);

  function step(): boolean {
    for (let taken = 0; taken < guidesPerStep; taken += 1) if (work.next().done === true) return false;
    return true;
  }

  function finish(): GuideIndex {
    while (step()) continue;
    return index;
  }

  return { step, finish };
}

function* guideByGuide({ engine, guides }: GuideIndex, { removed, added }: IndexChanges): Generator<void> {
  for (const guide of removed) {
    engine.removeGuides([guide]);
    guides.delete(guide.id);
    yield;
  }
  for (const guide of added) {
    engine.addGuides([guide]);
    guides.set(guide.id, { title: guide.title, language: guide.language });
    yield;
  }
  engine.settle();
}

/** `startPatch` at once. */
export const patchIndex = (index: GuideIndex, changes: IndexChanges): GuideIndex =>
  startPatch(index, changes).finish();

/** The index as text: the same for the same guides, however it came about. */
export function serialiseIndex({ engine, guides }: GuideIndex): string {
  const parts = engine.takeApart();
  const shown = parts.ids.map((id) => guides.get(id) ?? { title: id, language: fallbackLanguage });
  return writeIndex({
    ...parts,
    analysis: analysisVersion,
    titles: shown.map(({ title }) => title),
    languages: shown.map(({ language }) => language),
  });
}

/** An index out of its text, without analysing any guide. */
export function loadIndex(text: string): Result<GuideIndex, IndexRefusal> {
  try {
    const parts = readIndex(text);
    if (parts.analysis !== analysisVersion) {
      const detail = `the index has analysis ${parts.analysis}, this app has ${analysisVersion}`;
      return refuse({ kind: 'other-analysis', detail });
    }
    const guides = parts.ids.map((id, place) => {
      const language = parts.languages[place] ?? fallbackLanguage;
      return [id, { title: parts.titles[place] ?? id, language }] as const;
    });
    return ok({ engine: GuideEngine.putTogether(parts), guides: new Map(guides) });
  } catch (thrown) {
    return refuse({ kind: 'invalid', detail: `the index: ${toError(thrown).message}` });
  }
}

/** A pack holds guides in its own language and, where those are missing, in English. */
function ownLanguage({ guides }: GuideIndex): Language {
  for (const { language } of guides.values()) if (language !== fallbackLanguage) return language;
  return fallbackLanguage;
}

/**
 * The guides for some words, best first. Every word counts and none is required; the word being typed matches by its
 * beginning; a word that no guide knows is repaired.
 */
export function search(
  index: GuideIndex,
  text: string,
  limit: number,
  isShown: (id: string) => boolean = () => true,
): Hit[] {
  const terms = parseQuery(text, index.engine);
  if (terms.length === 0) return [];
  const own = ownLanguage(index);
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
        filter: ({ id }) => isShown(String(id)),
      },
    )
    .map(({ id: found, score, queryTerms, terms: matched }) => {
      const id = String(found);
      const guide = index.guides.get(id);
      // A guide that knows both words of a question comes before one that knows one of them very well.
      const coverage = queryTerms.length / byTerm.size;
      const weighted = score * coverage * (guide?.language === own ? 1 : fallbackWeight);
      return {
        id,
        score: Math.round(weighted * scoreSteps) / scoreSteps,
        title: guide?.title ?? '',
        matched,
      };
    })
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, limit)
    .map(({ id, score, title, matched }) => ({
      ...{ id, score },
      titleRanges: matchedRanges(title, new Set(matched)),
    }));
}

/** The words of a title that the search engine matched, however they were typed. */
const matchedRanges = (title: string, matched: ReadonlySet<string>): [number, number][] =>
  wordsOf(title)
    .filter((word) => word.terms.some((term) => matched.has(term)))
    .map(({ start, end }) => [start, end]);
