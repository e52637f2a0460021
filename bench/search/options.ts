import { parseArgs } from 'node:util';
import { languages, type Language } from '../../shared/language.ts';
import { ok, refuse, toError, type Result } from '../../shared/result.ts';
import { isVersusName, versusNames, type VersusName } from './engines/versus.ts';

export interface Options {
  guides: string[];
  queries: string[];
  limit: number;
  json: boolean;
  versus: VersusName[];
  /** Folder of `<lang>.yaml`; none to search without. */
  synonyms: string | undefined;
  /** Numbers of guides at which keystrokes are timed; none to leave that out. */
  speedAt: number[];
  /** The language of the one-language index; otherwise that of most queries. */
  speedLanguage: Language | undefined;
  only: 'dev' | 'held' | undefined;
  misses: string | undefined;
  seed: boolean;
}

export const usage = `npm run bench:search -- --guides a.jsonl.gz[,b...] --queries q.jsonl[,r...]
  --guides FILES        guides, one JSON a line: {id, lang, title, summary, keywords, category, body}
  --queries FILES       queries, one JSON a line: {q, lang, relevant: [ids], kind, split?}
  --seed                on the seed knowledge base with its own queries, instead of the two above
  --versus NAMES        beside these, in the same run: ${versusNames.join(',')}
  --limit N             how many guides are asked for (10)
  --synonyms DIR|none   folder of <lang>.yaml (resources/synonyms)
  --speed-at N,M|none   times keystrokes at so many guides (5000,20000)
  --speed-language LANG the language of the index in one language (the one with most queries)
  --only dev|held       one part of the queries
  --misses FILE         writes the queries without a right guide among the first five, but none of "held"
  --json                one JSON object as the last line
Files may be gzipped. bench/search/queries has queries; bench/search/README.md says for which guides.`;

const many = { type: 'string', multiple: true } as const;

/** Reads the words after `bench:search`; a mistake is told in a sentence. */
export function readOptions(words: string[]): Result<Options, { kind: 'usage'; detail: string }> {
  const mistake = (detail: string) => refuse({ kind: 'usage' as const, detail });
  let values: ReturnType<typeof parsed>;
  try {
    values = parsed(words);
  } catch (thrown) {
    return mistake(toError(thrown).message);
  }
  const { json, seed, misses } = values;
  const guides = listOf(values.guides);
  const queries = listOf(values.queries);
  if (!seed && (guides.length === 0 || queries.length === 0))
    return mistake('--guides and --queries are needed');
  if (seed && guides.length > 0) return mistake('--seed has its own guides');
  const limit = Number(values.limit);
  if (!isCount(limit)) return mistake(`--limit ${values.limit} is not a number of guides`);
  const speedAt = listOf([values['speed-at'] ?? (seed ? 'none' : '5000,20000')])
    .filter((word) => word !== 'none')
    .map(Number);
  if (!speedAt.every(isCount)) return mistake('--speed-at takes numbers of guides');
  const only = values.only;
  if (only !== undefined && only !== 'dev' && only !== 'held') return mistake('--only takes dev or held');
  const versus = listOf(values.versus);
  const unknown = versus.find((name) => !isVersusName(name));
  if (unknown !== undefined) return mistake(`--versus knows ${versusNames.join(', ')}, not ${unknown}`);
  const wanted = values['speed-language'];
  const speedLanguage = languages.find((language) => language === wanted);
  if (wanted !== undefined && !speedLanguage)
    return mistake(`--speed-language takes ${languages.join(', ')}`);
  const synonyms = values.synonyms === 'none' ? undefined : values.synonyms;
  return ok({
    ...{ guides, queries, limit, json, synonyms, speedLanguage, only, misses, seed },
    versus: versus.filter(isVersusName),
    speedAt: speedAt.sort((a, b) => a - b),
  });
}

const parsed = (args: string[]) =>
  parseArgs({
    args,
    options: {
      guides: many,
      queries: many,
      versus: many,
      limit: { type: 'string', default: '10' },
      json: { type: 'boolean', default: false },
      seed: { type: 'boolean', default: false },
      synonyms: { type: 'string', default: 'resources/synonyms' },
      'speed-at': { type: 'string' },
      'speed-language': { type: 'string' },
      only: { type: 'string' },
      misses: { type: 'string' },
    },
  }).values;

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value > 0;

const listOf = (given: readonly string[] = []): string[] =>
  given.flatMap((list) => list.split(',')).flatMap((word) => word.trim() || []);
