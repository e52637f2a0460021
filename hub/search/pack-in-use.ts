import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Language } from '../../shared/language.ts';
import type { Pack } from '../../shared/packs/pack.ts';
import { parsePack } from '../../shared/packs/read-pack.ts';
import { timestampPath } from '../../shared/packs/repository-layout.ts';
import { ok, refuse, toError, type Result } from '../../shared/result.ts';
import { openDestination } from '../destination/open-destination.ts';
import { compileKb } from '../publish/compile-kb.ts';
import { readSources } from '../publish/read-sources.ts';
import { publishedPack } from './published-pack.ts';

/** One language of a knowledge base, wherever it came from. */
export interface PackInUse {
  pack: Pack;
  /** Errors in its sources: guides that have one are not in the pack. */
  errors: number;
}

export interface PackRefused {
  /** `mistakes`: sources that give nothing to search in; `unusable`: a file that can't be read or is damaged. */
  kind: 'no-knowledge-base' | 'mistakes' | 'unusable';
  detail: string;
}

/** The pack of `language` in a folder of sources, a built or a published one, or a pack's own file. */
export async function packInUse(
  path: string,
  language: Language,
  today: string,
): Promise<Result<PackInUse, PackRefused>> {
  const kind = await kindOf(path);
  if (kind === 'file') return packFile(path, language);
  if (kind !== 'folder') return refuse({ kind: 'no-knowledge-base', detail: `there is no ${path}` });
  const has = async (name: string): Promise<boolean> => (await kindOf(join(path, name))) === 'file';
  if (await has('organisation.yaml')) return fromSources(path, language, today);
  if (await has(timestampPath)) {
    const place = openDestination(path, {});
    return place.ok
      ? publishedPack(place.value, language)
      : refuse({ kind: 'unusable', detail: place.error.detail });
  }
  if (await has(`${language}.json`)) return packFile(join(path, `${language}.json`), language);
  const detail = `${path} has neither organisation.yaml nor ${language}.json, and nothing was published there`;
  return refuse({ kind: 'no-knowledge-base', detail });
}

async function kindOf(path: string): Promise<'file' | 'folder' | undefined> {
  try {
    const found = await stat(path);
    return found.isDirectory() ? 'folder' : 'file';
  } catch {
    return undefined;
  }
}

async function packFile(file: string, language: Language): Promise<Result<PackInUse, PackRefused>> {
  const unusable = (detail: string) =>
    refuse<PackRefused>({ kind: 'unusable', detail: `${file}: ${detail}` });
  try {
    const pack = parsePack(await readFile(file, 'utf8'));
    if (!pack.ok) return unusable(pack.error.detail);
    if (pack.value.language === language) return ok({ pack: pack.value, errors: 0 });
    return unusable(`the pack is in "${pack.value.language}"; ask with --lang ${pack.value.language}`);
  } catch (thrown) {
    return unusable(toError(thrown).message);
  }
}

async function fromSources(
  folder: string,
  language: Language,
  today: string,
): Promise<Result<PackInUse, PackRefused>> {
  const { sources, mistakes } = await readSources(folder);
  const { draft, mistakes: found } = compileKb(sources, today);
  const errors = [...mistakes, ...found].filter(({ severity }) => severity === 'error').length;
  const pack = draft?.packs.get(language);
  if (pack) return ok({ pack, errors });
  const detail = `there is nothing to search in; \`zeroline check ${folder}\` tells what is wrong`;
  return refuse({ kind: 'mistakes', detail });
}
