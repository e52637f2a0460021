import { ok, refuse, type Result } from '../../shared/result.ts';
import { sortMistakes, type Mistake } from '../publish/mistake.ts';
import type { NoticesSource } from '../publish/notices.ts';
import { loadPublicHolidays } from './public-holidays.ts';
import type { PlaceSources } from './places.ts';
import { guideFiles } from '../publish/guide-files.ts';
import { readSources } from '../publish/read-sources.ts';
import { readYamlParts } from '../publish/read-yaml-parts.ts';

/** A knowledge base's year plan as it is written. */
export interface Plan {
  organisation: string;
  notices: NoticesSource;
  places: PlaceSources;
  /** Of the files that the plan stands in. */
  mistakes: Mistake[];
}

export interface PlanRefusal {
  kind: 'no-knowledge-base';
  detail: string;
}

const planFiles = ['calendar.yaml', 'school-terms.yaml', 'year-plan.yaml', 'notices.yaml'];

/** Reads the year plan in `folder`; mistakes in guides are `check`'s to tell. */
export async function readPlan(folder: string): Promise<Result<Plan, PlanRefusal>> {
  const { sources, mistakes } = await readSources(folder);
  if (!sources.texts.has('organisation.yaml')) {
    return refuse({ kind: 'no-knowledge-base', detail: `there is no organisation.yaml in ${folder}` });
  }
  // Whoever asks for a country wants its holidays, whether or not the knowledge base has a calendar.
  const holidays = sources.holidays ?? (await loadPublicHolidays());
  const guideIds = new Set(guideFiles(sources, []).map(({ id }) => id));
  const parts = readYamlParts({ ...sources, holidays }, guideIds, mistakes);
  return ok({
    organisation: parts.organisation?.name ?? '',
    notices: parts.notices,
    places: { ...parts.places, holidays },
    mistakes: sortMistakes(mistakes.filter(({ file }) => planFiles.includes(file))),
  });
}
