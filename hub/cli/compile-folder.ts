import type { Language } from '../../shared/language.ts';
import { compileKb, type CompiledKb } from '../publish/compile-kb.ts';
import { sortMistakes, type Mistake } from '../publish/mistake.ts';
import { readSources } from '../publish/read-sources.ts';
import { counted, type CommandContext } from './command.ts';

/** A knowledge base, compiled as far as its mistakes allow. */
export interface Compiled {
  /** Absent when there is an error. */
  kb: CompiledKb | undefined;
  /** What `--json` prints of it. */
  report: {
    errors: number;
    warnings: number;
    mistakes: Mistake[];
    /** Guides by language, translations included. */
    guides: Partial<Record<Language, number>>;
  };
}

/** Two hundred files take a second. */
const filesWorthTelling = 200;

/** Compiles the knowledge base in `folder` and prints every mistake in it. */
export async function compileFolder(
  folder: string,
  { console, nowMs, progress }: CommandContext,
): Promise<Compiled> {
  const read = await readSources(folder);
  const fileCount = read.sources.texts.size;
  if (fileCount >= filesWorthTelling) progress(`checking ${fileCount} files`);
  const compilation = compileKb(read.sources, new Date(nowMs).toISOString().slice(0, 10));
  const mistakes = sortMistakes([...read.mistakes, ...compilation.mistakes]);
  const errors = mistakes.filter((mistake) => mistake.severity === 'error').length;
  const kb = errors === 0 ? compilation.compiled : undefined;
  const report = {
    errors,
    warnings: mistakes.length - errors,
    mistakes,
    guides: compilation.compiled ? countGuides(compilation.compiled) : {},
  };
  for (const { file, line, severity, problem, remedy } of mistakes) {
    console.log(`${file}:${line} ${severity}: ${problem} -> ${remedy}`);
  }
  const guides = Object.entries(report.guides).map(([language, count]) => `${count} ${language}`);
  if (guides.length > 0) console.log(`guides: ${guides.join(', ')}`);
  console.log(`${counted(errors, 'error')}, ${counted(report.warnings, 'warning')}`);
  return { kb, report };
}

function countGuides({ packs }: CompiledKb): Compiled['report']['guides'] {
  return Object.fromEntries(
    Array.from(packs, ([language, pack]) => [
      language,
      pack.guides.filter((guide) => guide.language === language).length,
    ]),
  );
}
