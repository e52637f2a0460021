import { basename, isAbsolute, relative, resolve } from 'node:path';
import type { ArticleHead } from './article.ts';
import type { Ledger } from './ledger.ts';

/** How the ledger names a source, and how it may have named it before. */
export interface SourceKeys {
  key: string;
  olderKeys: readonly string[];
}

/**
 * A folder is named by `--name`, or by its way from the knowledge base: two folders with the same last name are two
 * sources, and a checkout of both finds its guides again. Earlier ledgers hold the last name alone.
 */
export function folderKeys(folder: string, kbFolder: string, name: string | undefined): SourceKeys {
  const way = relative(resolve(kbFolder), resolve(folder)).replaceAll('\\', '/');
  const byPlace = `markdown ${way.startsWith('..') || isAbsolute(way) ? way : `./${way}`}`;
  const byLastName = `markdown ${basename(resolve(folder))}`;
  return name === undefined
    ? { key: byPlace, olderKeys: [byLastName] }
    : { key: `markdown name=${name}`, olderKeys: [byPlace, byLastName] };
}

const sameShareMin = 0.5;

/**
 * The ledger with the source's entries under its own key, as far as they stood under an older one. Another folder may
 * have had that key: it is the same source when most of what either holds is in both.
 */
export function withOwnKey(
  ledger: Ledger,
  { key, olderKeys }: SourceKeys,
  heads: readonly Pick<ArticleHead, 'sourceId'>[],
): Ledger {
  if (Object.hasOwn(ledger.sources, key)) return ledger;
  const older = olderKeys.find((each) => {
    const entries = ledger.sources[each];
    if (!entries) return false;
    const inBoth = heads.filter(({ sourceId }) => Object.hasOwn(entries, sourceId)).length;
    return inBoth >= Math.min(heads.length, Object.keys(entries).length) * sameShareMin;
  });
  if (older === undefined) return ledger;
  const { [older]: entries = {}, ...others } = ledger.sources;
  return { ...ledger, sources: { ...others, [key]: entries } };
}
