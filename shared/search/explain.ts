import type { Concept, How } from './concept.ts';
import type { GuideIndex } from './guide-index.ts';
import { scoreGuides } from './score.ts';
import type { SectionAnswer } from './answer-section.ts';
import type { Question } from './question.ts';
import { answerOf, answerParts, type Answer } from './search.ts';
import { fieldsOf, type FieldName } from './term-in-guide.ts';

/** Why one word of a question speaks for a guide. */
export interface Reason {
  /** As it was typed. */
  word: string;
  /** The best way in which the guide answers it. */
  how: How;
  /** The guide's own words. */
  found: string[];
  fields: FieldName[];
  /** What the word alone would score. */
  points: number;
}

export interface Explanation {
  id: string;
  score: number;
  /** Of what was asked, the share that the guide knows. */
  coverage: number;
  reasons: Reason[];
}

/** The answer to a question, and why each guide is in it. */
export function explain(
  index: GuideIndex,
  question: Question,
): { answer: Answer; explanations: Explanation[] } {
  const parts = answerParts(index, question);
  const explanations = parts.flatMap((part) =>
    part.found.map(({ guide, score, coverage }) => ({
      id: part.section.ids[guide] ?? '',
      score,
      coverage,
      reasons: reasonsFor(part, guide),
    })),
  );
  return { answer: answerOf(parts), explanations };
}

function reasonsFor({ section, concepts }: SectionAnswer, guide: number): Reason[] {
  return concepts.flatMap((concept) => {
    const found = concept.alternatives
      .map((alternative) => ({ ...alternative, fields: fieldsOf(section, alternative.term, guide) }))
      .map(({ fields, ...rest }) => ({ ...rest, fields: fields.filter((field) => counts(concept, field)) }))
      .filter(({ fields }) => fields.length > 0)
      .sort((a, b) => b.weight - a.weight);
    const [best] = found;
    if (!best) return [];
    return {
      word: concept.word,
      how: best.how,
      found: found.map(({ term }) => section.terms.written[term] ?? ''),
      fields: [...new Set(found.flatMap(({ fields }) => fields))],
      points: pointsOf(section, concept, guide),
    };
  });
}

const counts = ({ inShortFieldsOnly }: Concept, field: FieldName): boolean =>
  !inShortFieldsOnly || field !== 'body';

const pointsOf = (section: SectionAnswer['section'], concept: Concept, guide: number): number =>
  Math.round((scoreGuides(section, [concept]).score[guide] ?? 0) * 100) / 100;
