import { z } from 'zod';
import { languageOf, languages, type Language } from '../../shared/language.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { SearchText } from '../../shared/search/search-text.ts';
import { plainMarkdown } from './plain-markdown.ts';
import { readLines, type InputRefusal } from './read-lines.ts';

const languageCode = z
  .string()
  .min(1)
  .transform((code): string => languageOf(code) ?? code.toLowerCase());
const isOurs = (code: string): code is Language => languages.some((language) => language === code);

const text = z
  .string()
  .nullish()
  .transform((given) => given ?? '');

/** One guide, one line; what else a line says is of no interest here. */
export const guideLineSchema = z.object({
  id: z.string().min(1),
  lang: languageCode,
  title: z.string().min(1),
  summary: text,
  keywords: z
    .union([z.array(z.string()), z.string().transform((list) => list.split(','))])
    .nullish()
    .transform((words) => words ?? []),
  category: text,
  body: text,
});

export const queryLineSchema = z.object({
  q: z.string().min(1),
  lang: languageCode,
  relevant: z.array(z.string().min(1)).min(1),
  kind: z.string().min(1),
  split: z.enum(['dev', 'held']).optional(),
});

export interface Query {
  q: string;
  language: Language;
  relevant: ReadonlySet<string>;
  kind: string;
  split: 'dev' | 'held' | undefined;
}

export interface Read<T> {
  rows: T[];
  /** What a reader of the numbers has to know: what was left out, and why. */
  notes: string[];
}

/** All guides of all files, each id once. */
export async function readGuides(files: readonly string[]): Promise<Result<Read<SearchText>, InputRefusal>> {
  const byId = new Map<string, SearchText>();
  const notes: string[] = [];
  for (const file of files) {
    const read = await readLines(file, guideLineSchema);
    if (!read.ok) return read;
    const foreign = new Map<string, number>();
    const again: string[] = [];
    for (const { id, lang, title, summary, keywords, body } of read.value) {
      if (!isOurs(lang)) foreign.set(lang, (foreign.get(lang) ?? 0) + 1);
      else if (byId.has(id)) again.push(id);
      else {
        const words = keywords.map((word) => word.trim()).filter((word) => word !== '');
        const plain = { summary: plainMarkdown(summary), body: plainMarkdown(body) };
        byId.set(id, { id, language: lang, title: plainMarkdown(title), words, ...plain });
      }
    }
    for (const [lang, count] of foreign) notes.push(`${file}: ${count} guides in "${lang}" left out`);
    if (again.length > 0) {
      notes.push(`${file}: ${again.length} ids were given before, the first stays: ${some(again)}`);
    }
  }
  return ok({ rows: [...byId.values()], notes });
}

/** All queries of all files; what no guide can answer is still here, see `askable`. */
export async function readQueries(
  files: readonly string[],
  only: 'dev' | 'held' | undefined,
): Promise<Result<Read<Query>, InputRefusal>> {
  const rows: Query[] = [];
  const notes: string[] = [];
  for (const file of files) {
    const read = await readLines(file, queryLineSchema);
    if (!read.ok) return read;
    const wanted = read.value.filter(({ split }) => only === undefined || split === only);
    const left = read.value.length - wanted.length;
    if (left > 0) notes.push(`${file}: ${left} queries left out, which are not in "${only ?? ''}"`);
    const foreign = wanted.filter(({ lang }) => !isOurs(lang));
    if (foreign.length > 0) notes.push(`${file}: ${foreign.length} queries in languages left out`);
    for (const { lang, relevant, ...rest } of wanted) {
      if (!isOurs(lang)) continue;
      rows.push({ ...rest, split: rest.split, language: lang, relevant: new Set(relevant) });
    }
  }
  return ok({ rows, notes });
}

/** The queries that some of the guides can answer, and word for word what becomes of the others. */
export function askable(queries: readonly Query[], guides: readonly SearchText[]): Read<Query> {
  const ids = new Set(guides.map(({ id }) => id));
  const present = new Set(guides.map(({ language }) => language));
  const without = new Map<Language, number>();
  const rows: Query[] = [];
  let unanswerable = 0;
  let partly = 0;
  for (const query of queries) {
    const relevant = new Set([...query.relevant].filter((id) => ids.has(id)));
    if (!present.has(query.language)) without.set(query.language, (without.get(query.language) ?? 0) + 1);
    else if (relevant.size === 0) unanswerable += 1;
    else {
      if (relevant.size < query.relevant.size) partly += 1;
      rows.push({ ...query, relevant });
    }
  }
  const notes = [...without].map(
    ([language, count]) => `not asked: ${count} queries in "${language}", which has no guides here`,
  );
  if (unanswerable > 0)
    notes.push(`not asked: ${unanswerable} queries whose relevant guides are all missing`);
  if (partly > 0) notes.push(`asked without the relevant guides that are missing: ${partly} queries`);
  return { rows, notes };
}

const some = (ids: readonly string[]): string => ids.slice(0, 3).join(', ') + (ids.length > 3 ? ' ...' : '');
