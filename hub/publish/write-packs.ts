import { readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { languages } from '../../shared/language.ts';
import { ok, refuse, toError, type Result } from '../../shared/result.ts';
import { makeFolder } from '../make-folder.ts';
import type { CompiledKb } from './compile-kb.ts';

export interface WriteRefusal {
  kind: 'not-a-pack-folder' | 'could-not-write';
  /** What is in the way, and what to do. */
  detail: string;
}

const ownNames = new Set(['images', ...languages.map((language) => `${language}.json`)]);

/**
 * Writes packs as `<language>.json` and `images/` in place of what `folder` held. They are written beside it first: a
 * build that fails leaves the old ones. A folder that holds anything else is left alone.
 */
export async function writePacks(
  { packs, images }: CompiledKb,
  folder: string,
): Promise<Result<{ files: number }, WriteRefusal>> {
  const target = resolve(folder);
  const beside = (role: string): string =>
    join(dirname(target), `.${basename(target)}.${role}-${process.pid}`);
  const fresh = beside('new');
  const old = beside('old');
  try {
    const strangers = (await namesIn(target)).filter((name) => !ownNames.has(name));
    if (strangers.length > 0) {
      const detail = `${folder} holds other files (${strangers.slice(0, 3).join(', ')}); name a folder of its own`;
      return refuse({ kind: 'not-a-pack-folder', detail });
    }
    await rm(fresh, { recursive: true, force: true });
    await makeFolder(join(fresh, 'images'));
    for (const [language, pack] of packs) {
      await writeFile(join(fresh, `${language}.json`), `${JSON.stringify(pack)}\n`, { flush: true });
    }
    for (const [name, bytes] of images) await writeFile(join(fresh, 'images', name), bytes, { flush: true });
    await swap(fresh, target, old);
    return ok({ files: packs.size + images.size });
  } catch (thrown) {
    const detail = `${folder} can't be written: ${toError(thrown).message}; check the path, its rights and free space`;
    return refuse({ kind: 'could-not-write', detail });
  } finally {
    // By now the outcome is decided; what can't be removed is a hidden folder beside the packs.
    await Promise.allSettled([fresh, old].map((left) => rm(left, { recursive: true, force: true })));
  }
}

/** Puts `fresh` where `target` is, and `target` back if that fails. */
async function swap(fresh: string, target: string, old: string): Promise<void> {
  const had = (await namesIn(target)).length > 0;
  if (had) await rename(target, old);
  try {
    // An empty folder gives way to a rename on Linux and macOS, not on Windows.
    if (!had) await rm(target, { recursive: true, force: true });
    await rename(fresh, target);
  } catch (thrown) {
    if (had) await rename(old, target);
    throw thrown;
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (thrown) {
    if ((toError(thrown) as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw thrown;
  }
}
