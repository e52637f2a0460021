import type { Language } from '../../shared/language.ts';
import { compileKb, type CompiledKb } from '../publish/compile-kb.ts';
import { sortMistakes, type Mistake } from '../publish/mistake.ts';
import { readSources } from '../publish/read-sources.ts';
import { writePacks, type WriteRefusal } from '../publish/write-packs.ts';

/** How a check or a build ended: what `--json` prints. */
export interface Outcome {
  ok: boolean;
  errors: number;
  warnings: number;
  mistakes: Mistake[];
  guides: Partial<Record<Language, number>>;
  out?: string;
  refusal?: WriteRefusal;
}

/** Compiles the knowledge base in `folder`, and writes its packs to `out` when that is given. */
export async function compileFolder(
  folder: string,
  out: string | undefined,
  today: string,
): Promise<Outcome> {
  const read = await readSources(folder);
  const compilation = compileKb(read.sources, today);
  const mistakes = sortMistakes([...read.mistakes, ...compilation.mistakes]);
  const errors = mistakes.filter((mistake) => mistake.severity === 'error').length;
  const outcome: Outcome = {
    ok: errors === 0,
    errors,
    warnings: mistakes.length - errors,
    mistakes,
    guides: compilation.compiled ? countGuides(compilation.compiled) : {},
  };
  if (out === undefined || errors > 0 || !compilation.compiled) return outcome;
  const written = await writePacks(compilation.compiled, out);
  return written.ok ? { ...outcome, out } : { ...outcome, ok: false, refusal: written.error };
}

function countGuides({ packs }: CompiledKb): Outcome['guides'] {
  return Object.fromEntries(
    Array.from(packs, ([language, pack]) => [
      language,
      pack.guides.filter((guide) => guide.language === language).length,
    ]),
  );
}
