import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Problem } from '../../shared/ipc/views.ts';
import { fallbackLanguage, type Language } from '../../shared/language.ts';
import type { Pack, PackRefusal } from '../../shared/packs/pack.ts';
import { parsePack } from '../../shared/packs/read-pack.ts';
import { refuse, type Result } from '../../shared/result.ts';
import type { PackSource, Seed } from '../services/ports.ts';
import { errorCode } from './durable-write.ts';

const packBytesMax = 64 * 1024 * 1024;

export interface PackFiles extends Seed {
  /** Where a picture of the pack is; the name alone counts, whatever folders it claims. */
  imagePath(file: string): string;
}

async function readPack(path: string): Promise<Result<Pack, PackRefusal>> {
  const name = basename(path);
  try {
    const { size } = await stat(path);
    if (size > packBytesMax) {
      return refuse({
        kind: 'invalid',
        detail: `${name}: ${size} bytes are more than ${packBytesMax}; split the KB`,
      });
    }
    const parsed = parsePack(await readFile(path, 'utf8'));
    return parsed.ok ? parsed : refuse({ ...parsed.error, detail: `${name}: ${parsed.error.detail}` });
  } catch (thrown) {
    const code = errorCode(thrown);
    if (code === 'ENOENT')
      return refuse({ kind: 'missing', detail: `${name}: is not there; build the KB again` });
    return refuse({ kind: 'invalid', detail: `${name}: can't be read (${code})` });
  }
}

/** The packs in a folder, as the compiler writes them: `<language>.json` beside `images/`. */
export function packFiles({ dir, kind }: { dir: string; kind: PackSource['kind'] }): PackFiles {
  let problems: Problem[] = [];

  async function load(language: Language): Promise<Result<Pack, PackRefusal>> {
    problems = [];
    const own = await readPack(join(dir, `${language}.json`));
    if (own.ok) return own;
    problems = [{ kind: 'kb-unusable', detail: own.error.detail }];
    if (language === fallbackLanguage) return own;
    const english = await readPack(join(dir, `${fallbackLanguage}.json`));
    if (english.ok) return english;
    problems.push({ kind: 'kb-unusable', detail: english.error.detail });
    return own;
  }

  const imagePath = (file: string): string => join(dir, 'images', basename(file));

  return {
    kind,
    load,
    imagePath,
    readImage: (file) => readFile(imagePath(file)).catch(() => undefined),
    problems: () => [...problems],
  };
}
