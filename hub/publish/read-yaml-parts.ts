import type { z } from 'zod';
import { areaRemedies, areasSourceSchema, type AreasSource } from './areas.ts';
import { checkShape, type Remedies } from './check-shape.ts';
import { reportOn, type Mistake } from './mistake.ts';
import { checkNotices, noticeRemedies, noticesSourceSchema, type NoticesSource } from './notices.ts';
import { checkOrganisation } from './organisation.ts';
import {
  organisationRemedies,
  organisationSourceSchema,
  type OrganisationSource,
} from './organisation-source.ts';
import type { KbSources, YamlFileName } from './read-sources.ts';
import { checkRules, ruleRemedies, rulesSourceSchema, type RulesSource } from './rules.ts';
import { parseYaml, type YamlFile } from './yaml-file.ts';

/** The four YAML files of a KB, checked one by one. A broken one is absent. */
export interface YamlParts {
  organisation: OrganisationSource | undefined;
  areas: AreasSource | undefined;
  rules: RulesSource;
  notices: NoticesSource;
}

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
    if (!yaml || (yaml.value === null && (file === 'rules.yaml' || file === 'notices.yaml')))
      return undefined;
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
  const rules = read('rules.yaml', rulesSourceSchema, ruleRemedies);
  if (rules) {
    const { value, yaml, report } = rules;
    checkRules(value, yaml, report);
    checkIds('rules.yaml', yaml, value);
    value.forEach(({ guide }, index) => checkGuide('rules.yaml', yaml, [index, 'guide'], guide));
  }
  const notices = read('notices.yaml', noticesSourceSchema, noticeRemedies);
  if (notices) {
    const { value, yaml, report } = notices;
    checkNotices(value, yaml, report);
    checkIds('notices.yaml', yaml, value);
    value.forEach(({ guide }, index) => checkGuide('notices.yaml', yaml, [index, 'guide'], guide));
  }
  return {
    organisation: organisation?.value,
    areas: areas?.value,
    rules: rules?.value ?? [],
    notices: notices?.value ?? [],
  };
}
