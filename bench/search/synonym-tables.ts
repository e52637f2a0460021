import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { languages, type Language } from '../../shared/language.ts';
import { ok, refuse, toError, type Result } from '../../shared/result.ts';
import { compileSynonyms, synonymsSchema, type SynonymTable } from '../../shared/search/synonyms.ts';
import type { SynonymTables } from './engines/zeroline.ts';
import type { InputRefusal } from './read-lines.ts';

/** The lists of a folder, one `<lang>.yaml` each; a language without one is searched without. */
export async function readSynonyms(folder: string | undefined): Promise<Result<SynonymTables, InputRefusal>> {
  const tables = new Map<Language, SynonymTable>();
  if (folder === undefined) return ok(tables);
  for (const language of languages) {
    const file = join(folder, `${language}.yaml`);
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    try {
      tables.set(language, compileSynonyms(synonymsSchema.parse(parse(text)), language));
    } catch (thrown) {
      return refuse({ kind: 'unreadable', details: [`${file}: ${toError(thrown).message}`] });
    }
  }
  if (tables.size > 0) return ok(tables);
  return refuse({
    kind: 'unreadable',
    details: [`${folder}: there is no <lang>.yaml; "none" searches without`],
  });
}
