import type { z } from 'zod';
import { areaRemedies, areasSourceSchema, type AreasSource } from './areas.ts';
import { checkShape, type Remedies } from './check-shape.ts';
import { reportOn, type Mistake, type Report } from './mistake.ts';
import type { NoticesSource } from './notices.ts';
import { checkOrganisation } from './organisation.ts';
import {
  organisationRemedies,
  organisationSourceSchema,
  type OrganisationSource,
} from './organisation-source.ts';
import type { KbSources, YamlFileName } from './read-sources.ts';
import { readPlanParts } from './read-plan-parts.ts';
import { checkRules } from '../rules/check-rules.ts';
import { ruleRemedies, rulesSourceSchema, type RulesSource } from './rules.ts';
import { parseYaml, type YamlFile } from './yaml-file.ts';
import type { PlaceSources } from '../plan/places.ts';

/** The YAML files of a KB, checked one by one. A broken one is absent. */
export interface YamlParts {
  organisation: OrganisationSource | undefined;
  areas: AreasSource | undefined;
  rules: RulesSource;
  /** The year plan and the notices of the day. */
  notices: NoticesSource;
  places: PlaceSources;
}

/** Reads one YAML file in the form of a schema; absent when it is missing, empty or broken. */
export type ReadYaml = <T>(
  file: YamlFileName,
  schema: z.ZodType<T>,
  remedies: Remedies,
) => { value: T; yaml: YamlFile; report: Report } | undefined;

/** Files that say nothing when they hold comments only. */
const mayBeEmpty: readonly YamlFileName[] = [
  'rules.yaml',
  'school-terms.yaml',
  'year-plan.yaml',
  'notices.yaml',
];

/** Reads the YAML files, and checks what they say about guides against `guideIds`. */
export function readYamlParts(
  sources: KbSources,
  guideIds: ReadonlySet<string>,
  mistakes: Mistake[],
): YamlParts {
  function read<T>(file: YamlFileName, schema: z.ZodType<T>, remedies: Remedies) {
    const text = sources.texts.get(file);
    const report = reportOn(file, mistakes);
    const yaml = text === undefined ? undefined : parseYaml(text, report);
    // A file of comments only says nothing: that is an empty list.
    if (!yaml || (yaml.value === null && mayBeEmpty.includes(file))) return undefined;
    const value = checkShape(schema, yaml, remedies, report);
    return value === undefined ? undefined : { value, yaml, report };
  }
  const checkGuide = (
    file: YamlFileName,
    yaml: YamlFile,
    path: PropertyKey[],
    id: string | undefined,
  ): void => {
    if (id === undefined || guideIds.has(id)) return;
    const line = yaml.lineOf(path);
    reportOn(file, mistakes).error(
      line,
      `there is no guide "${id}"`,
      `write guides/${id}.en.md, or name another guide`,
    );
  };
  const checkIds = (file: YamlFileName, yaml: YamlFile, entries: readonly { id: string }[]): void => {
    for (const [index, { id }] of entries.entries()) {
      if (entries.findIndex((entry) => entry.id === id) === index) continue;
      reportOn(file, mistakes).error(
        yaml.lineOf([index, 'id']),
        `the id "${id}" is used twice`,
        'give each an id of its own',
      );
    }
  };

  const organisation = read('organisation.yaml', organisationSourceSchema, organisationRemedies);
  if (organisation) {
    const { value, yaml, report } = organisation;
    checkOrganisation(value, yaml, report);
    value['most-asked'].forEach((id, index) =>
      checkGuide('organisation.yaml', yaml, ['most-asked', index], id),
    );
  }
  const areas = read('areas.yaml', areasSourceSchema, areaRemedies);
  if (areas) checkIds('areas.yaml', areas.yaml, areas.value);
  const plan = readPlanParts(read, sources.holidays);
  const rules = read('rules.yaml', rulesSourceSchema, ruleRemedies);
  if (rules) {
    const { value, yaml, report } = rules;
    checkRules(value, yaml, report, plan.places.calendar);
    checkIds('rules.yaml', yaml, value);
    value.forEach(({ guide }, index) => checkGuide('rules.yaml', yaml, [index, 'guide'], guide));
  }
  for (const { file, yaml, value } of plan.files) {
    checkIds(file, yaml, value);
    value.forEach(({ guide }, index) => checkGuide(file, yaml, [index, 'guide'], guide));
  }
  return {
    organisation: organisation?.value,
    areas: areas?.value,
    rules: rules?.value ?? [],
    notices: plan.notices,
    places: plan.places,
  };
}
