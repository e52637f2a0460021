import type { Guide } from '../../shared/guides/guide.ts';
import { fallbackLanguage, languages, type Language } from '../../shared/language.ts';
import { packFormat, type Pack } from '../../shared/packs/pack.ts';
import { toAreas } from './areas.ts';
import { checkGuides, type GuideInFile } from './check-guides.ts';
import { checkImages } from './check-images.ts';
import { guideFiles } from './guide-files.ts';
import { reportOn, sortMistakes, type Mistake } from './mistake.ts';
import { toCampaigns } from './notices.ts';
import { toOrganisation } from './organisation.ts';
import { parseGuide, type GuideContext } from './parse-guide.ts';
import type { KbSources } from './read-sources.ts';
import { readYamlParts, type YamlParts } from './read-yaml-parts.ts';
import { toRules } from './rules.ts';

/** What a knowledge base compiles to. The next stage, signing, takes it from here. */
export interface CompiledKb {
  packs: Map<Language, Pack>;
  /** Name in the pack -> bytes. */
  images: Map<string, Uint8Array>;
}

export interface Compilation {
  /** Absent when there is an error. */
  compiled: CompiledKb | undefined;
  /** In the order in which an editor works through them. */
  mistakes: Mistake[];
}

/**
 * Sources to packs, and every mistake on the way. The packs depend on the sources alone; `today` (ISO date) decides
 * only which guides are due for a review.
 */
export function compileKb(sources: KbSources, today: string): Compilation {
  const mistakes: Mistake[] = [];
  const files = guideFiles(sources, mistakes);
  const guideIds = new Set(files.map((file) => file.id));
  const parts = readYamlParts(sources, guideIds, mistakes);
  const images = checkImages(sources.images, mistakes);
  const context: GuideContext = {
    guideIds,
    areaIds: parts.areas && new Set(parts.areas.map((area) => area.id)),
    addresses: parts.organisation && {
      named: new Map(Object.entries(parts.organisation.links)),
      hosts: parts.organisation['link-hosts'],
    },
    images: images.facts,
  };
  const guides = files.flatMap((file): GuideInFile[] => {
    const parsed = parseGuide(file, context, reportOn(file.path, mistakes));
    return parsed ? [{ ...parsed, path: file.path }] : [];
  });
  checkGuides(guides, today, mistakes);
  const failed = mistakes.some((mistake) => mistake.severity === 'error');
  const { organisation, areas } = parts;
  const packs =
    failed || !organisation || !areas ? undefined : toPacks({ ...parts, organisation, areas }, guides);
  return {
    compiled: packs && { packs, images: usedImages(guides, images.files) },
    mistakes: sortMistakes(mistakes),
  };
}

type WholeParts = { [K in keyof YamlParts]: NonNullable<YamlParts[K]> };

function toPacks(parts: WholeParts, files: readonly GuideInFile[]): Map<Language, Pack> {
  const guides = files.map((file) => file.guide);
  // The newest review is the newest thing that the sources themselves can say about their age.
  const contentFromMs = Math.max(...guides.map((guide) => Date.parse(guide.reviewed)));
  const packFor = (language: Language): Pack => ({
    format: packFormat,
    language,
    contentFromMs,
    organisation: toOrganisation(parts.organisation, language),
    areas: toAreas(parts.areas, language),
    guides: guidesIn(language, guides),
    mostAsked: [...new Set(parts.organisation['most-asked'])],
    rules: toRules(parts.rules, language),
    campaigns: toCampaigns(parts.notices, language),
  });
  return new Map(languages.map((language) => [language, packFor(language)]));
}

/** Each guide once: in the language, or else in English. */
function guidesIn(language: Language, guides: readonly Guide[]): Guide[] {
  const translated = new Map(
    guides.filter((guide) => guide.language === language).map((guide) => [guide.id, guide]),
  );
  return guides
    .filter((guide) => guide.language === fallbackLanguage)
    .map((original) => translated.get(original.id) ?? original);
}

function usedImages(
  guides: readonly GuideInFile[],
  files: ReadonlyMap<string, Uint8Array>,
): Map<string, Uint8Array> {
  const used = new Set(
    guides
      .flatMap(({ guide }) => [...guide.steps.map((step) => step.body), guide.check, guide.giveUp])
      .flat()
      .flatMap((block) => (block.type === 'image' ? [block.file] : [])),
  );
  return new Map([...files].filter(([file]) => used.has(file)));
}
