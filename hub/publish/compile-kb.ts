import type { Guide } from '../../shared/guides/guide.ts';
import { fallbackLanguage, languages, type Language } from '../../shared/language.ts';
import { noSynonyms, type Synonyms } from '../../shared/search/synonyms.ts';
import type { CheckMinutes } from '../../shared/packs/catalog.ts';
import { packFormat, type Pack } from '../../shared/packs/pack.ts';
import { toAreas } from './areas.ts';
import { checkGuides, type GuideInFile } from './check-guides.ts';
import { checkImages } from './check-images.ts';
import { guideFiles } from './guide-files.ts';
import { imagesOf } from './guide-images.ts';
import { reportOn, sortMistakes, type Mistake } from './mistake.ts';
import { toOrganisation } from './organisation.ts';
import { parseGuide, type GuideContext } from './parse-guide.ts';
import type { KbSources, YamlFileName } from './read-sources.ts';
import { readYamlParts, type YamlParts } from './read-yaml-parts.ts';
import { toRules } from './rules.ts';
import { readSynonyms } from './synonyms.ts';
import { planCampaigns, planHorizon, toCampaigns, type PlannedCampaign } from './to-campaigns.ts';

/** What a knowledge base compiles to. The next stage, signing, takes it from here. */
export interface CompiledKb {
  packs: Map<Language, Pack>;
  /** Name in the pack -> bytes. */
  images: Map<string, Uint8Array>;
  checkMinutes: CheckMinutes;
}

export interface Compilation {
  /** Absent when there is an error. */
  compiled: CompiledKb | undefined;
  /** The guides without errors, for showing them to their editors; absent when there is nothing to show them in. */
  draft: CompiledKb | undefined;
  /** In the order in which an editor works through them. */
  mistakes: Mistake[];
}

/**
 * Sources to packs, and every mistake on the way. The packs depend on the sources alone, but for `today` (ISO date): its
 * half year decides how far the year plan reaches. It also decides which guides are due for a review.
 */
export function compileKb(sources: KbSources, today: string): Compilation {
  const mistakes: Mistake[] = [];
  const files = guideFiles(sources, mistakes);
  const guideIds = new Set(files.map((file) => file.id));
  const parts = readYamlParts(sources, guideIds, mistakes);
  const synonyms = readSynonyms(sources, mistakes);
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
  const wrong = new Set(mistakes.filter(({ severity }) => severity === 'error').map(({ file }) => file));
  const { organisation, areas } = parts;
  const sound = guides.filter(({ path }) => !wrong.has(path));
  const rules = wrong.has('rules.yaml') ? [] : parts.rules;
  const notices = planFiles.some((file) => wrong.has(file)) ? [] : parts.notices;
  const planned = planCampaigns(notices, parts.places, planHorizon(today));
  const draft = organisation &&
    areas && {
      packs: toPacks({ organisation, areas, rules, planned }, synonyms, sound),
      images: usedImages(sound, images.files),
      checkMinutes: organisation['check-minutes'],
    };
  return { compiled: wrong.size > 0 ? undefined : draft, draft, mistakes: sortMistakes(mistakes) };
}

/** Where the year plan stands; it is left out whole when one of them is wrong. */
const planFiles: readonly YamlFileName[] = [
  'calendar.yaml',
  'school-terms.yaml',
  'year-plan.yaml',
  'notices.yaml',
];

type WholeParts = { [K in 'organisation' | 'areas' | 'rules']: NonNullable<YamlParts[K]> } & {
  planned: readonly PlannedCampaign[];
};

function toPacks(
  parts: WholeParts,
  synonyms: ReadonlyMap<Language, Synonyms>,
  files: readonly GuideInFile[],
): Map<Language, Pack> {
  const guides = files.map((file) => file.guide);
  // The newest review is the newest thing that the sources themselves can say about their age.
  const contentFromMs = guides.reduce((newest, { reviewed }) => Math.max(newest, Date.parse(reviewed)), 0);
  const packFor = (language: Language): Pack => ({
    format: packFormat,
    language,
    contentFromMs,
    organisation: toOrganisation(parts.organisation, language),
    areas: toAreas(parts.areas, language),
    guides: guidesIn(language, guides),
    mostAsked: [...new Set(parts.organisation['most-asked'])],
    rules: toRules(parts.rules, language),
    synonyms: synonyms.get(language) ?? noSynonyms,
    campaigns: toCampaigns(parts.planned, language),
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
  const used = new Set(guides.flatMap(({ guide }) => imagesOf(guide)));
  return new Map([...files].filter(([file]) => used.has(file)));
}
