import type { Campaign } from '../../shared/campaigns/campaign.ts';
import { guideSchema, type Guide } from '../../shared/guides/guide.ts';
import type { Language } from '../../shared/language.ts';
import {
  catalogFormat,
  catalogText,
  piecesOf,
  type Catalog,
  type CatalogEntry,
  type Piece,
} from '../../shared/packs/catalog.ts';
import type { Pack } from '../../shared/packs/pack.ts';
import { campaignTarget, catalogTarget, type CampaignFile } from '../../shared/packs/repository-layout.ts';
import { buildIndex } from '../../shared/search/guide-index.ts';
import { analysisVersion, serialiseIndex } from '../../shared/search/index-bytes.ts';
import { searchTextOf } from '../../shared/search/search-text.ts';
import type { CompiledKb } from './compile-kb.ts';
import { pieceOf, sha256Of } from './digest.ts';
import { imagesOf } from './guide-images.ts';

/** All bytes by their sha256, each once however many languages use them. */
export type Pieces = ReadonlyMap<string, Uint8Array>;

export interface PublishedCatalog {
  catalog: Catalog;
  /** Of the catalog's text. */
  sha256: string;
}

/** What a knowledge base is at a destination, before anything is compressed or signed. */
export interface RepositoryContent {
  catalogs: ReadonlyMap<Language, PublishedCatalog>;
  pieces: Pieces;
  /** Signed targets by their path: the catalogs. */
  guideTargets: ReadonlyMap<string, Uint8Array>;
  /** Signed targets by their path: notices and incidents. */
  campaignTargets: ReadonlyMap<string, Uint8Array>;
}

export interface ContentOptions {
  /** Told before each language: a thousand guides take a second each. */
  onLanguage?: (language: Language) => void;
}

const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');
const byName = ([a]: readonly [string, ...unknown[]], [b]: readonly [string, ...unknown[]]): number =>
  a < b ? -1 : 1;

/** The same bytes for the same knowledge base, on any machine and in any order of its files. */
export function repositoryContent(kb: CompiledKb, { onLanguage }: ContentOptions = {}): RepositoryContent {
  const pieces = new Map<string, Uint8Array>();
  const catalogs = new Map<Language, PublishedCatalog>();
  const guideTargets = new Map<string, Uint8Array>();
  for (const [language, pack] of kb.packs) {
    onLanguage?.(language);
    const catalog = catalogOf(pack, kb, pieces);
    const text = utf8(catalogText(catalog));
    catalogs.set(language, { catalog, sha256: sha256Of(text) });
    pieces.set(sha256Of(text), text);
    guideTargets.set(catalogTarget(language), text);
  }
  return { catalogs, pieces, guideTargets, campaignTargets: campaignTargetsOf(kb) };
}

/** Notices and incidents alone: an outage is published without waiting for a thousand guides to be indexed. */
export const noticesContent = (kb: CompiledKb): RepositoryContent => ({
  ...{ catalogs: new Map(), pieces: new Map(), guideTargets: new Map() },
  campaignTargets: campaignTargetsOf(kb),
});

const campaignTargetsOf = ({ packs }: CompiledKb): Map<string, Uint8Array> =>
  new Map(
    [...packs].flatMap(([language, { campaigns }]) =>
      campaignFiles(campaigns).map(
        ([file, entries]) => [campaignTarget(file, language), utf8(JSON.stringify(entries))] as const,
      ),
    ),
  );

/** The catalog of one language; everything it names is put into `pieces`. */
function catalogOf(
  pack: Pack,
  { images, checkMinutes }: CompiledKb,
  pieces: Map<string, Uint8Array>,
): Catalog {
  function keep(bytes: Uint8Array): Piece {
    const piece = pieceOf(bytes);
    if (!pieces.has(piece.sha256)) pieces.set(piece.sha256, bytes);
    return piece;
  }
  const keepNamed = (name: string, bytes: Uint8Array): CatalogEntry => {
    const { sha256, size } = keep(bytes);
    return [name, sha256, size];
  };
  const { guides: unsorted, campaigns: _signedApart, ...head } = pack;
  const guides = [...unsorted].sort((a, b) => (a.id < b.id ? -1 : 1));
  const shown = new Set(guides.flatMap(imagesOf));
  const named = {
    head: keep(utf8(JSON.stringify(head))),
    guides: guides.map((guide) => keepNamed(guide.id, utf8(guideText(guide)))),
    images: [...images].filter(([name]) => shown.has(name)).map(([name, bytes]) => keepNamed(name, bytes)),
    index: { ...keep(serialiseIndex(buildIndex(guides.map(searchTextOf)))), analysis: analysisVersion },
  };
  const catalog: Omit<Catalog, 'full'> = {
    format: catalogFormat,
    language: pack.language,
    contentFromMs: pack.contentFromMs,
    checkMinutes,
    ...named,
    images: named.images.sort(byName),
  };
  const parts = piecesOf({ ...catalog, full: named.head }).map(({ sha256 }) => wanted(pieces, sha256));
  return { ...catalog, full: keep(Buffer.concat(parts)) };
}

/**
 * A guide's keys in the schema's order, however it came about: a machine that writes the guides that came with its app
 * gets the same bytes, and needs not fetch them.
 */
const guideText = (guide: Guide): string => JSON.stringify(guideSchema.parse(guide));

/** The bytes of a piece that a catalog of the same content names. */
export function wanted(pieces: Pieces, sha256: string): Uint8Array {
  const bytes = pieces.get(sha256);
  if (!bytes) throw new Error(`No bytes for ${sha256}`);
  return bytes;
}

function campaignFiles(campaigns: readonly Campaign[]): [CampaignFile, Campaign[]][] {
  const isIncident = ({ severity }: Campaign): boolean => severity === 'incident';
  return [
    ['notices', campaigns.filter((campaign) => !isIncident(campaign))],
    ['incidents', campaigns.filter(isIncident)],
  ];
}
