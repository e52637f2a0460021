import { fallbackLanguage } from '../../shared/language.ts';
import { compileKb } from '../publish/compile-kb.ts';
import type { Mistake } from '../publish/mistake.ts';
import type { KbSources } from '../publish/read-sources.ts';

/** What an import would write and remove. */
export interface Changes {
  /** Path below the KB -> text. */
  guides: ReadonlyMap<string, string>;
  /** Name in `images/` -> bytes. */
  images: ReadonlyMap<string, Uint8Array>;
  removed: ReadonlySet<string>;
}

/** The errors that the changes would bring into the knowledge base: none may. */
export function newErrors(sources: KbSources, changes: Changes, today: string): Mistake[] {
  const known = new Set(errorsOf(sources, today).map(nameOf));
  return errorsOf(withChanges(sources, changes), today).filter((mistake) => !known.has(nameOf(mistake)));
}

const nameOf = ({ file, problem }: Mistake): string => `${file} ${problem}`;

const errorsOf = (sources: KbSources, today: string): Mistake[] =>
  compileKb(sources, today).mistakes.filter(({ severity }) => severity === 'error');

function withChanges({ texts, images }: KbSources, changes: Changes): KbSources {
  const changed = new Map([...texts].filter(([path]) => !changes.removed.has(path)));
  for (const [path, text] of changes.guides) {
    changed.set(path, text);
    // A missing English original is told with the losses; here it would hide what else is wrong.
    const original = path.replace(/\.[a-z]{2}\.md$/, `.${fallbackLanguage}.md`);
    if (!changed.has(original)) changed.set(original, text);
  }
  return { texts: changed, images: new Map([...images, ...changes.images]) };
}
