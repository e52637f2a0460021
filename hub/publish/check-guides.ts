import { fallbackLanguage } from '../../shared/language.ts';
import { checkTwins } from './check-twins.ts';
import { reportOn, type Mistake } from './mistake.ts';
import type { SourceGuide } from './parse-guide.ts';

/** A parsed guide with the file it came from. */
export interface GuideInFile extends SourceGuide {
  path: string;
}

const reviewMonthsMax = 12;

/** What only shows when guides are seen together, or against the calendar. `today` is an ISO date. */
export function checkGuides(guides: readonly GuideInFile[], today: string, mistakes: Mistake[]): void {
  checkTwins(guides, mistakes);
  const originals = new Map(
    guides.filter(({ guide }) => guide.language === fallbackLanguage).map((file) => [file.guide.id, file]),
  );
  const oldest = monthsBefore(today, reviewMonthsMax);
  for (const file of guides) {
    const { guide, path, lineOf } = file;
    const report = reportOn(path, mistakes);
    if (guide.reviewed < oldest) {
      const problem = `last reviewed on ${guide.reviewed}, more than ${reviewMonthsMax} months ago`;
      report.warning(lineOf('reviewed'), problem, 'follow the steps once, correct them, and set `reviewed`');
    }
    const original = originals.get(guide.id);
    if (original && original !== file) checkTranslation(file, original, mistakes);
  }
}

/** Progress is kept by step id, so a translation that differs loses people's place when they switch language. */
function checkTranslation(file: GuideInFile, original: GuideInFile, mistakes: Mistake[]): void {
  const report = reportOn(file.path, mistakes);
  const ids = ({ guide }: GuideInFile): string[] => guide.steps.map((step) => step.id);
  const own = ids(file);
  const english = ids(original);
  if (own.join() !== english.join()) {
    const missing = english.filter((id) => !own.includes(id));
    const added = own.filter((id) => !english.includes(id));
    const parts = [
      ...(missing.length > 0 ? [`without ${missing.map((id) => `#${id}`).join(', ')}`] : []),
      ...(added.length > 0 ? [`with ${added.map((id) => `#${id}`).join(', ')} added`] : []),
    ];
    const difference = parts.join(', ') || 'in another order';
    report.warning(
      file.stepsLine,
      `other steps than the English guide: ${difference}`,
      'bring both to the same steps',
    );
  }
  if (file.guide.area !== original.guide.area) {
    report.warning(
      file.lineOf('area'),
      'another area than the English guide',
      `write area: ${original.guide.area}`,
    );
  }
}

function monthsBefore(day: string, months: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - months);
  return date.toISOString().slice(0, 10);
}
