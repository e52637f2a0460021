import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { compileKb } from '../../hub/publish/compile-kb.ts';
import { readSources } from '../../hub/publish/read-sources.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { searchTextOf, type SearchText } from '../../shared/search/search-text.ts';
import { askable, readGuides, readQueries, type Query } from './corpus.ts';
import type { Options } from './options.ts';
import type { QuerySet } from './quality.ts';
import type { InputRefusal } from './read-lines.ts';

export interface Inputs {
  /** What is one index each: all files, or each pack of the seed knowledge base. */
  sets: QuerySet[];
  /** All guides, each id once, for indexes of other sizes. */
  guides: SearchText[];
  queries: Query[];
  notes: string[];
}

const queriesFolder = join('bench', 'search', 'queries');
const seedFolder = join('resources', 'kb');

export async function readInputs(options: Options): Promise<Result<Inputs, InputRefusal>> {
  const files = options.queries.length > 0 ? options.queries : await seedQueries();
  const queries = await readQueries(files, options.only);
  if (!queries.ok) return queries;
  return options.seed ? seedInputs(queries.value) : fileInputs(options.guides, queries.value);
}

async function seedQueries(): Promise<string[]> {
  const names = await readdir(queriesFolder);
  const wanted = names.filter((name) => /^seed-.*\.jsonl$/.test(name)).sort();
  return wanted.map((name) => join(queriesFolder, name));
}

type ReadQueries = Extract<Awaited<ReturnType<typeof readQueries>>, { ok: true }>['value'];

async function fileInputs(
  files: readonly string[],
  { rows, notes }: ReadQueries,
): Promise<Result<Inputs, InputRefusal>> {
  const read = await readGuides(files);
  if (!read.ok) return read;
  const guides = read.value.rows;
  const asked = askable(rows, guides);
  return ok({
    sets: [{ guides, queries: asked.rows }],
    guides,
    queries: asked.rows,
    notes: [...read.value.notes, ...notes, ...asked.notes],
  });
}

/** Every language asks its own pack, which has English guides where its own are missing. */
async function seedInputs({ rows, notes }: ReadQueries): Promise<Result<Inputs, InputRefusal>> {
  const { sources } = await readSources(seedFolder);
  const { compiled, mistakes } = compileKb(sources, new Date().toISOString().slice(0, 10));
  if (!compiled) {
    const details = mistakes
      .filter(({ severity }) => severity === 'error')
      .map(({ file, line, problem }) => `${file}:${line}: ${problem}`);
    return refuse({ kind: 'unreadable', details });
  }
  const inputs: Inputs = { sets: [], guides: [], queries: [], notes: [...notes] };
  for (const [language, pack] of compiled.packs) {
    const guides = pack.guides.map(searchTextOf);
    const asked = askable(
      rows.filter((query) => query.language === language),
      guides,
    );
    inputs.sets.push({ guides, queries: asked.rows });
    inputs.queries.push(...asked.rows);
    inputs.notes.push(...asked.notes.map((note) => `${language}: ${note}`));
    // Guides in several languages share their ids.
    const own = guides.filter((guide) => guide.language === language);
    inputs.guides.push(...own.map((guide) => ({ ...guide, id: `${language}/${guide.id}` })));
  }
  return ok(inputs);
}
