import { resolve } from 'node:path';
import { compileKb, type Compilation } from '../../../hub/publish/compile-kb.ts';
import { readSources, type KbSources } from '../../../hub/publish/read-sources.ts';

/** A small knowledge base without mistakes. */
export const smallKb = resolve(import.meta.dirname, '../../fixtures/kb-small');

export const today = '2026-11-22';

/** The small KB with some files replaced, added or (null) removed. */
export async function changedKb(changes: Readonly<Record<string, string | null>>): Promise<KbSources> {
  const { sources } = await readSources(smallKb);
  for (const [path, text] of Object.entries(changes)) {
    if (text === null) sources.texts.delete(path);
    else sources.texts.set(path, text);
  }
  return sources;
}

/** The text of one of the small KB's files, with `from` replaced by `to`. */
export async function edited(path: string, from: string | RegExp, to: string): Promise<string> {
  const { sources } = await readSources(smallKb);
  const before = sources.texts.get(path) ?? '';
  const after = before.replace(from, to);
  if (after === before) throw new Error(`${path} does not hold ${String(from)}`);
  return after;
}

/** Mistakes as one line each, without the remedy. */
export const told = ({ mistakes }: Compilation): string[] =>
  mistakes.map(({ file, line, severity, problem }) => `${file}:${line} ${severity}: ${problem}`);

export const compile = (sources: KbSources): Compilation => compileKb(sources, today);
