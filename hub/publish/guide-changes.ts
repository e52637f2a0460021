import { fallbackLanguage, type Language } from '../../shared/language.ts';
import type { CatalogEntry } from '../../shared/packs/catalog.ts';
import type { History } from './history.ts';
import type { RepositoryContent } from './repository-content.ts';

/** What a publication does to the guides of one language. */
export interface GuideChanges {
  language: Language;
  /** Guides written in the language itself, those in English for want of a translation left out. */
  before: number;
  after: number;
  /** Entries that machines will see new, changed or gone; whatever language they are in. */
  added: number;
  changed: number;
  removed: number;
}

/** A fifth of the guides does not go in a day's work: an import that was refused its list looks like this. */
const lossMax = 0.2;

const hashes = (entries: readonly CatalogEntry[] = []): Map<string, string> =>
  new Map(entries.map(([name, sha256]) => [name, sha256]));

/** A guide that has the same bytes as the English one is the English one. */
function ownGuides(
  guides: ReadonlyMap<string, string>,
  english: ReadonlyMap<string, string> | undefined,
): number {
  return [...guides].filter(([id, sha256]) => english?.get(id) !== sha256).length;
}

/** Every language that is published now or would be. */
export function guideChanges(history: History, { catalogs }: RepositoryContent): GuideChanges[] {
  const published = (language: Language) => hashes(history.get(language)?.[0]?.catalog.guides);
  const fresh = (language: Language) => hashes(catalogs.get(language)?.catalog.guides);
  return [...new Set([...history.keys(), ...catalogs.keys()])].map((language) => {
    const old = published(language);
    const now = fresh(language);
    const isTranslation = language !== fallbackLanguage;
    return {
      language,
      before: ownGuides(old, isTranslation ? published(fallbackLanguage) : undefined),
      after: ownGuides(now, isTranslation ? fresh(fallbackLanguage) : undefined),
      added: [...now.keys()].filter((id) => !old.has(id)).length,
      changed: [...now].filter(([id, sha256]) => old.has(id) && old.get(id) !== sha256).length,
      removed: [...old.keys()].filter((id) => !now.has(id)).length,
    };
  });
}

/** Published all the same, it would take guides away from every machine within the hour. */
export interface GreatLoss {
  kind: 'fewer-guides';
  detail: string;
}

/** Why a publication that takes out more than a careful editor does at once is not made without being told to. */
export function greatLoss(changes: readonly GuideChanges[]): GreatLoss | undefined {
  const losers = changes.filter(({ before, after }) => after < before * (1 - lossMax));
  if (losers.length === 0) return undefined;
  const numbers = losers.map(({ language, before, after }) => `${language} ${before} -> ${after}`).join(', ');
  const detail = `Guides would go from every machine: ${numbers}. An import whose token expired looks just like this. Is it meant? Then add --allow-fewer`;
  return { kind: 'fewer-guides', detail };
}
