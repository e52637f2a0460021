import { guideIdSchema } from '../../shared/guides/action.ts';
import { languageSchema } from '../../shared/base-schemas.ts';
import { fallbackLanguage, languages, type Language } from '../../shared/language.ts';
import { reportOn, type Mistake } from './mistake.ts';
import type { KbSources } from './read-sources.ts';

/** One guide file: the name says which guide, in which language. */
export interface GuideFile {
  path: string;
  id: string;
  language: Language;
  text: string;
}

const folder = 'guides/';
const namePattern = /^(.+)\.([a-z]{2})\.md$/;

/** The guide files in the order of their names, however they came. A name that says nothing, and a translation of nothing, are mistakes. */
export function guideFiles(sources: KbSources, mistakes: Mistake[]): GuideFile[] {
  const files: GuideFile[] = [];
  for (const [path, text] of [...sources.texts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!path.startsWith(folder)) continue;
    const [, written, tag] = namePattern.exec(path.slice(folder.length)) ?? [];
    const id = guideIdSchema.safeParse(written);
    const language = languageSchema.safeParse(tag);
    if (id.success && language.success) files.push({ path, id: id.data, language: language.data, text });
    else {
      const remedy = `name it <id>.<language>.md: lower-case words with hyphens; the languages are ${languages.join(', ')}`;
      reportOn(path, mistakes).error(1, "not a guide's file name", remedy);
    }
  }
  const originals = new Set(
    files.filter((file) => file.language === fallbackLanguage).map((file) => file.id),
  );
  for (const { path, id } of files) {
    if (originals.has(id)) continue;
    reportOn(path, mistakes).error(
      1,
      'a translation without its English original',
      `write guides/${id}.en.md`,
    );
  }
  return files;
}
