import type { Language } from '../../shared/language.ts';
import type { SearchText } from '../../shared/search/search-text.ts';
import type { Query } from './corpus.ts';
import type { Engine } from './engines/engine.ts';
import { compared, metricsOf, outcomeOf, type Metrics, type Outcome } from './metrics.ts';

/** Guides that are one index, and what is asked of it. */
export interface QuerySet {
  guides: readonly SearchText[];
  queries: readonly Query[];
}

export interface Asked {
  query: Query;
  outcome: Outcome;
}

/** Metrics over everything and over its parts, each by name in order. */
export interface Quality {
  all: Metrics;
  kinds: Record<string, Metrics>;
  languages: Record<string, Metrics>;
  kindsByLanguage: Record<string, Record<string, Metrics>>;
}

/** The answers of one engine to all queries, judged. */
export function askAll(make: () => Engine, sets: readonly QuerySet[], limit: number): Asked[] {
  return sets.flatMap(({ guides, queries }) => {
    const engine = make();
    engine.build(guides);
    return queries.map((query): Asked => {
      const answer = engine.search(query.q, query.language, limit);
      return { query, outcome: outcomeOf(answer, query.relevant) };
    });
  });
}

export function qualityOf(asked: readonly Asked[]): Quality {
  const byLanguage = (query: Query): Language => query.language;
  return {
    all: metricsOf(asked.map(({ outcome }) => outcome)),
    kinds: metricsBy(asked, ({ kind }) => kind),
    languages: metricsBy(asked, byLanguage),
    kindsByLanguage: mapValues(
      grouped(asked, ({ kind }) => kind),
      (same) => metricsBy(same, byLanguage),
    ),
  };
}

/** What is gained over another engine, over everything and by kind and language. */
export function gains(own: Quality, other: Quality) {
  const each = (key: 'kinds' | 'languages') =>
    Object.fromEntries(
      Object.entries(own[key]).flatMap(([name, metrics]) => {
        const beside = other[key][name];
        return beside ? [[name, compared(metrics, beside)]] : [];
      }),
    );
  return { all: compared(own.all, other.all), kinds: each('kinds'), languages: each('languages') };
}

function grouped(asked: readonly Asked[], by: (query: Query) => string): Map<string, Asked[]> {
  const groups = new Map<string, Asked[]>();
  for (const name of asked.map(({ query }) => by(query)).sort()) groups.set(name, []);
  for (const one of asked) groups.get(by(one.query))?.push(one);
  return groups;
}

const mapValues = <T>(groups: ReadonlyMap<string, Asked[]>, of: (asked: Asked[]) => T): Record<string, T> =>
  Object.fromEntries([...groups].map(([name, same]) => [name, of(same)]));

const metricsBy = (asked: readonly Asked[], by: (query: Query) => string): Record<string, Metrics> =>
  mapValues(grouped(asked, by), (same) => metricsOf(same.map(({ outcome }) => outcome)));
