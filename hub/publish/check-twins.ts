import { meaningful } from '../../shared/search/function-words.ts';
import { wordsOf } from '../../shared/search/words.ts';
import type { GuideInFile } from './check-guides.ts';
import { reportOn, type Mistake } from './mistake.ts';

/** Of two titles' words that carry meaning, the share that both have when they ask the same. */
const sameMeaningFrom = 0.8;
/** One word in common says the subject, not the question. */
const meaningfulMin = 2;

interface Question {
  file: GuideInFile;
  meaning: ReadonlySet<string>;
}

/** Questions asked twice in one language: the same title is an error, nearly the same in one area a warning. */
export function checkTwins(guides: readonly GuideInFile[], mistakes: Mistake[]): void {
  const groups = new Map<string, Question[]>();
  const titles = new Map<string, GuideInFile>();
  for (const file of guides) {
    const { language, area, title } = file.guide;
    const words = wordsOf(title);
    const wording = words.map(({ folded }) => folded);
    const key = `${language} ${wording.join(' ') || title}`;
    const twin = titles.get(key);
    if (twin) {
      const problem = `the same title as ${twin.path}`;
      reportOn(file.path, mistakes).error(file.lineOf('title'), problem, 'say in each title what differs');
      continue;
    }
    titles.set(key, file);
    const meaning = new Set(meaningful(words, language).map(({ folded }) => folded));
    const question = { file, meaning };
    const group = groups.get(`${language} ${area}`);
    if (group) group.push(question);
    else groups.set(`${language} ${area}`, [question]);
  }
  for (const group of groups.values()) {
    for (const [one, other] of nearTwins(group)) {
      reportOn(other.file.path, mistakes).warning(
        other.file.lineOf('title'),
        `nearly the same question as ${one.file.path}: "${one.file.guide.title}"`,
        'make one guide of both, or say in each title what differs',
      );
    }
  }
}

/**
 * Pairs that ask nearly the same. Two sets that are alike share one of their rarest words, so only guides that meet
 * in one of those are compared.
 */
function nearTwins(questions: readonly Question[]): [Question, Question][] {
  const uses = new Map<string, number>();
  for (const { meaning } of questions) for (const word of meaning) uses.set(word, (uses.get(word) ?? 0) + 1);
  const usesOf = (word: string): number => uses.get(word) ?? 0;
  const met = new Map<string, Question[]>();
  const pairs: [Question, Question][] = [];
  for (const question of questions) {
    const { meaning } = question;
    if (meaning.size < meaningfulMin) continue;
    const rarest = [...meaning]
      .sort((a, b) => usesOf(a) - usesOf(b) || (a < b ? -1 : 1))
      .slice(0, meaning.size - Math.ceil(sameMeaningFrom * meaning.size) + 1);
    const earlier = new Set(rarest.flatMap((word) => met.get(word) ?? []));
    for (const other of earlier) if (isNear(other, question)) pairs.push([other, question]);
    for (const word of rarest) {
      const those = met.get(word);
      if (those) those.push(question);
      else met.set(word, [question]);
    }
  }
  return pairs;
}

/** In the same order, too: "Others can't hear me" is not "I can't hear others". */
function isNear(a: Question, b: Question): boolean {
  const inBoth = [...a.meaning].filter((word) => b.meaning.has(word));
  const inEither = a.meaning.size + b.meaning.size - inBoth.length;
  const sameOrder = [...b.meaning].filter((word) => a.meaning.has(word)).join(' ') === inBoth.join(' ');
  return sameOrder && inBoth.length / inEither >= sameMeaningFrom;
}
