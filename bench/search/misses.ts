import type { ZerolineEngine } from './engines/zeroline.ts';
import type { Asked, QuerySet } from './quality.ts';

/** So deep is looked for where the wanted guides went. */
const depth = 200;
const shown = 5;

/** The held queries say at the end whether tuning was more than learning by heart; who reads them can't ask them. */
export const isMissed = ({ query, outcome }: Asked): boolean =>
  query.split !== 'held' && !outcome.ranks.some((rank) => rank <= shown);

/** Every missed query with what came instead, what should have come, and why each stands where it does. */
export function missesText(
  make: () => ZerolineEngine,
  sets: readonly QuerySet[],
  asked: readonly Asked[],
): string {
  const missed = new Set(asked.filter(isMissed).map(({ query }) => query));
  const parts = sets.flatMap(({ guides, queries }) => {
    const wanted = queries.filter((query) => missed.has(query));
    if (wanted.length === 0) return [];
    const titles = new Map(guides.map(({ id, title }) => [id, title]));
    const engine = make();
    engine.build(guides);
    return wanted.map(({ q, language, kind, relevant }) => {
      const { answer, explanations } = engine.explain(q, language, depth);
      const line = (place: number): string => {
        const why = explanations[place];
        if (!why) return '';
        const reasons = why.reasons.map(
          ({ word, how, found, fields, points }) =>
            `${word} ${how} ${found.slice(0, 3).join('/')} in ${fields.join('+')} ${points.toFixed(2)}`,
        );
        const score = `${why.score.toFixed(2)} (${why.coverage.toFixed(2)})`;
        return `  ${place + 1}. ${score} ${titles.get(why.id) ?? ''} [${why.id}]: ${reasons.join('; ')}`;
      };
      const right = [...relevant].map((id) => {
        const place = answer.hits.findIndex((hit) => hit.id === id);
        return place < 0 ? `  wanted: ${titles.get(id) ?? ''} [${id}]` : `  wanted${line(place)}`;
      });
      const meant = answer.meant.map((word) => ` ${word.typed} = ${word.meant}`).join(',');
      const head = `${language} ${kind} "${q}"${meant === '' ? '' : `, meant:${meant}`}`;
      const first = answer.hits.slice(0, shown).map((_, place) => line(place));
      return [head, ...right, '  -', ...first].join('\n');
    });
  });
  return `${parts.join('\n\n')}\n`;
}
