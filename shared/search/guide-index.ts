import MiniSearch from 'minisearch';
import { blockText, plainText } from '../guides/plain-text.ts';
import type { Guide } from '../guides/guide.ts';
import type { Language } from '../language.ts';
import { meaningfulTerms, tokenize } from './analysis.ts';

export interface Hit {
  id: string;
  score: number;
  /** Half-open character ranges of the title that matched. */
  titleRanges: [number, number][];
}

/** Guides made searchable. The only door to full-text search. */
export interface GuideIndex {
  engine: MiniSearch<IndexedGuide>;
  guides: ReadonlyMap<string, { title: string; language: Language }>;
  /** The language most guides are in; the others are offered after them. */
  language: Language | undefined;
}

interface IndexedGuide {
  id: string;
  title: string;
  words: string;
  summary: string;
  body: string;
}

const queryCharsMax = 200;
/** What the author chose to say in few words says more than the running text. */
const fieldWeights = { title: 4, words: 3, summary: 2, body: 1 };
/** A guide in a language that is not the person's stands behind an equal one in theirs. */
const foreignWeight = 0.5;

function indexed(guide: Guide): IndexedGuide {
  const steps = guide.steps.map((step) =>
    [plainText(step.title), blockText(step.body), step.ask?.question, ...(step.ask?.options ?? []).map((o) => o.text)].join('\n'),
  );
  return {
    id: guide.id,
    title: guide.title,
    words: guide.words.join('\n'),
    summary: guide.summary,
    body: [...steps, blockText(guide.check), blockText(guide.giveUp)].join('\n'),
  };
}

function mostFrequent(languages: readonly Language[]): Language | undefined {
  const counts = new Map<Language, number>();
  for (const language of languages) counts.set(language, (counts.get(language) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** An index over guides of one pack; `language` is the pack's. */
export function buildIndex(guides: readonly Guide[], language?: Language): GuideIndex {
  const engine = new MiniSearch<IndexedGuide>({
    fields: Object.keys(fieldWeights),
    tokenize: (text) => tokenize(text).map((token) => token.term),
    processTerm: (term) => term,
  });
  engine.addAll(guides.map(indexed));
  return {
    engine,
    guides: new Map(guides.map(({ id, title, language: own }) => [id, { title, language: own }])),
    language: language ?? mostFrequent(guides.map((guide) => guide.language)),
  };
}

/** How many letters of an unknown word may be wrong. Codes and numbers are never repaired. */
function repairs(term: string): number | false {
  if (/\d/.test(term) || term.length < 4) return false;
  return term.length < 8 ? 1 : 2;
}

function titleRanges(title: string, matched: readonly string[]): [number, number][] {
  const terms = new Set(matched);
  const ranges = tokenize(title)
    .filter((token) => terms.has(token.term))
    .map(({ start, end }): [number, number] => [start, end])
    .sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const range of ranges) {
    const last = merged.at(-1);
    if (last && range[0] <= last[1]) last[1] = Math.max(last[1], range[1]);
    else merged.push(range);
  }
  return merged;
}

/**
 * The guides for some words, best first. Every word counts, none is required; the word being typed matches by its
 * beginning; a word that no guide knows is repaired.
 */
export function search(index: GuideIndex, text: string, limit: number): Hit[] {
  const query = text.slice(0, queryCharsMax);
  const terms = [...new Set(meaningfulTerms(query))];
  const stillTyping = /[\p{L}\p{N}]$/u.test(query);
  const last = terms.at(-1);
  if (last === undefined) return [];
  const isKnown = (term: string): boolean => index.engine.search(term, { prefix: false, fuzzy: false }).length > 0;
  const unknown = new Set(terms.filter((term) => !isKnown(term)));
  const results = index.engine.search(terms.join(' '), {
    tokenize: () => terms,
    boost: fieldWeights,
    prefix: (term) => stillTyping && term === last && term.length > 1,
    fuzzy: (term) => unknown.has(term) && repairs(term),
    maxFuzzy: 2,
    weights: { prefix: 0.7, fuzzy: 0.45 },
    boostDocument: (id) =>
      index.language === undefined || index.guides.get(String(id))?.language === index.language ? 1 : foreignWeight,
  });
  return results.slice(0, limit).map((result) => {
    const id = String(result.id);
    return { id, score: result.score, titleRanges: titleRanges(index.guides.get(id)?.title ?? '', result.terms) };
  });
}
