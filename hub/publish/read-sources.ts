import { readdir, readFile, lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { languages } from '../../shared/language.ts';
import { toError } from '../../shared/result.ts';
import { loadPublicHolidays, type PublicHolidays } from '../plan/public-holidays.ts';
import { reportOn, type Mistake } from './mistake.ts';

/** A knowledge base's files in memory: all that the compiler reads. */
export interface KbSources {
  /** Path below the folder -> its text. */
  texts: Map<string, string>;
  /** File name in `images/` -> its bytes. */
  images: Map<string, Uint8Array>;
  /** The public holidays of the world, when there is a `calendar.yaml` that asks for some. */
  holidays?: PublicHolidays;
}

/** The YAML files of a KB; the first two it can't do without. */
export const yamlFiles = [
  'organisation.yaml',
  'areas.yaml',
  'rules.yaml',
  'calendar.yaml',
  'school-terms.yaml',
  'year-plan.yaml',
  'notices.yaml',
] as const;
export type YamlFileName = (typeof yamlFiles)[number];
const required: readonly YamlFileName[] = ['organisation.yaml', 'areas.yaml'];
/** Words that people use, one file for a language. */
const synonymFiles = languages.map((language) => `synonyms.${language}.yaml`);
const synonymFileLike = /^synonyms\b.*\.ya?ml$/;

const yamlBytesMax = 1_000_000;
const guideBytesMax = 100_000;
// What a picture may have is checked with the rest of it; this only keeps a wrong file out of memory.
const imageBytesMax = 10_000_000;

/** Reads a knowledge base. What can't be read is a mistake like any other; the rest is still checked. */
export async function readSources(folder: string): Promise<{ sources: KbSources; mistakes: Mistake[] }> {
  const mistakes: Mistake[] = [];
  const sources: KbSources = { texts: new Map(), images: new Map() };
  const names = await namesIn(folder);
  if (names === undefined) {
    const report = reportOn(folder, mistakes);
    report.error(1, 'there is no such folder', 'name the folder that holds organisation.yaml');
    return { sources, mistakes };
  }
  for (const name of yamlFiles) {
    const text = await readText(folder, name, yamlBytesMax, required.includes(name), mistakes);
    if (text !== undefined) sources.texts.set(name, text);
  }
  if (sources.texts.has('calendar.yaml')) sources.holidays = await loadPublicHolidays();
  for (const name of names.filter((candidate) => synonymFileLike.test(candidate))) {
    if (!synonymFiles.includes(name)) {
      const remedy = `call it one of: ${synonymFiles.join(', ')}`;
      reportOn(name, mistakes).error(1, 'a file of synonyms for no language that guides have', remedy);
      continue;
    }
    const text = await readText(folder, name, yamlBytesMax, true, mistakes);
    if (text !== undefined) sources.texts.set(name, text);
  }
  const guides = await namesIn(join(folder, 'guides'));
  if (!guides || guides.length === 0) {
    reportOn('guides', mistakes).error(1, 'there are no guides', 'write guides/<id>.en.md');
  }
  for (const name of guides ?? []) {
    const text = await readText(folder, `guides/${name}`, guideBytesMax, true, mistakes);
    if (text !== undefined) sources.texts.set(`guides/${name}`, text);
  }
  for (const name of (await namesIn(join(folder, 'images'))) ?? []) {
    const bytes = await readBytes(folder, `images/${name}`, imageBytesMax, true, mistakes);
    if (bytes) sources.images.set(name, bytes);
  }
  return { sources, mistakes };
}

/** Names in an order that no machine changes; hidden files belong to editors' tools. */
async function namesIn(folder: string): Promise<string[] | undefined> {
  try {
    return (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();
  } catch {
    return undefined;
  }
}

async function readText(
  folder: string,
  file: string,
  bytesMax: number,
  isRequired: boolean,
  mistakes: Mistake[],
): Promise<string | undefined> {
  const bytes = await readBytes(folder, file, bytesMax, isRequired, mistakes);
  try {
    return bytes && new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    reportOn(file, mistakes).error(1, 'the file is not UTF-8 text', 'save it as UTF-8');
    return undefined;
  }
}

async function readBytes(
  folder: string,
  file: string,
  bytesMax: number,
  isRequired: boolean,
  mistakes: Mistake[],
): Promise<Uint8Array | undefined> {
  const report = reportOn(file, mistakes);
  try {
    // A link could lead out of the knowledge base, a pipe would wait for ever.
    const found = await lstat(join(folder, file));
    if (!found.isFile()) {
      report.error(1, 'not a plain file', 'put the file itself here, no folder and no link');
      return undefined;
    }
    if (found.size > bytesMax) {
      report.error(
        1,
        `the file has ${Math.ceil(found.size / 1000)} kB`,
        `keep it below ${bytesMax / 1000} kB`,
      );
      return undefined;
    }
    return new Uint8Array(await readFile(join(folder, file)));
  } catch (thrown) {
    const { message, ...error } = toError(thrown) as NodeJS.ErrnoException;
    if (error.code !== 'ENOENT')
      report.error(1, `the file can't be read: ${message}`, 'check that you may read it');
    else if (isRequired) report.error(1, 'the file is missing', 'write it; docs/authoring.md shows how');
    return undefined;
  }
}
