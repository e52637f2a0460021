import { z } from 'zod';
import type { UsageReport } from '../../shared/requests/wire.ts';
import { optionalText } from './columns.ts';
import type { Database, Sql } from './database.ts';

export interface UsageTable {
  /**
   * Counts it once, whatever is repeated. `pseudonymOf`: the machine's name for one term, another for each term, so that
   * how many share a term can be counted and what one machine searched for cannot be put together.
   */
  add(report: UsageReport, pseudonymOf: (term: string) => string, nowMs: number): Promise<'added' | 'same'>;
  summary(days: { from: string; to: string }, machinesMin: number): Promise<UsageSummary>;
  /** Drops everything of days before one, and report ids that are too old to come again. */
  forget(beforeDay: string, receivedBeforeMs: number): Promise<void>;
}

export interface UsageSummary {
  counts: { event: string; count: number }[];
  guides: { guide: string; solved: number; notSolved: number }[];
  ratings: { guide: string; ratings: number; stars: number }[];
  comments: {
    day: string;
    guide: string;
    stars: number;
    missing: string | undefined;
    words: string | undefined;
  }[];
  /** Searches that found nothing and that enough machines share. */
  terms: { term: string; machines: number; count: number }[];
  /** How many terms are not shown because too few machines share them. */
  termsHeldBack: number;
}

const countRow = z.object({ event: z.string(), count: z.number() });
const guideRow = z.object({ guide: z.string(), solved: z.number(), not_solved: z.number() });
const ratingRow = z.object({ guide: z.string(), ratings: z.number(), stars: z.number() });
const termRow = z.object({ term: z.string(), machines: z.number(), count: z.number() });
const commentRow = z.object({
  day: z.string(),
  guide: z.string(),
  stars: z.number(),
  missing: optionalText,
  words: optionalText,
});
const commentsMax = 200;

/** Always in the same order: two transactions that add to the same rows then never wait for each other in a circle. */
const sorted = <T>(items: readonly T[], key: (item: T) => string): T[] =>
  [...items].sort((a, b) => (key(a) < key(b) ? -1 : 1));

async function addCounts(
  sql: Sql,
  report: UsageReport,
  pseudonymOf: (term: string) => string,
): Promise<void> {
  const { day, app, lang } = report;
  for (const [event, count] of sorted(Object.entries(report.counts), ([name]) => name))
    await sql.run(
      `INSERT INTO usage_counts (day, app, lang, event, count) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (day, app, lang, event) DO UPDATE SET count = usage_counts.count + excluded.count`,
      [day, app, lang, event, count],
    );
  for (const { guide, solved, notSolved } of sorted(report.guides, (one) => one.guide))
    await sql.run(
      `INSERT INTO usage_guides (day, guide, solved, not_solved) VALUES (?, ?, ?, ?)
       ON CONFLICT (day, guide) DO UPDATE SET solved = usage_guides.solved + excluded.solved,
         not_solved = usage_guides.not_solved + excluded.not_solved`,
      [day, guide, solved, notSolved],
    );
  for (const { term, count } of sorted(report.terms, (one) => one.term))
    await sql.run(
      `INSERT INTO usage_terms (term, machine, day, count) VALUES (?, ?, ?, ?)
       ON CONFLICT (term, machine, day) DO UPDATE SET count = usage_terms.count + excluded.count`,
      [term, pseudonymOf(term), day, count],
    );
  for (const { guide, stars, missing, words } of report.ratings)
    await sql.run('INSERT INTO usage_ratings (day, guide, stars, missing, words) VALUES (?, ?, ?, ?, ?)', [
      ...[day, guide, stars, missing ?? null, words ?? null],
    ]);
}

export function usageTable(database: Database): UsageTable {
  return {
    add: (report, pseudonymOf, nowMs) =>
      database.write(async (sql) => {
        const text =
          'INSERT INTO usage_reports (id, received_ms) VALUES (?, ?) ON CONFLICT (id) DO NOTHING RETURNING id';
        const inserted = await sql.rows(z.object({}), text, [report.id, nowMs]);
        if (inserted.length === 0) return 'same';
        await addCounts(sql, report, pseudonymOf);
        return 'added';
      }),

    summary: ({ from, to }, machinesMin) =>
      database.read(async (sql) => {
        const days = [from, to];
        const sum = (column: string, name = column) => `CAST(SUM(${column}) AS BIGINT) AS ${name}`;
        const guides = await sql.rows(
          guideRow,
          `SELECT guide, ${sum('solved')}, ${sum('not_solved')} FROM usage_guides
           WHERE day BETWEEN ? AND ? GROUP BY guide ORDER BY 3 DESC, guide`,
          days,
        );
        const terms = await sql.rows(
          termRow,
          `SELECT term, COUNT(DISTINCT machine) AS machines, ${sum('count')} FROM usage_terms
           WHERE day BETWEEN ? AND ? GROUP BY term ORDER BY 2 DESC, term`,
          days,
        );
        const shared = terms.filter(({ machines }) => machines >= machinesMin);
        return {
          counts: await sql.rows(
            countRow,
            `SELECT event, ${sum('count')} FROM usage_counts WHERE day BETWEEN ? AND ? GROUP BY event ORDER BY event`,
            days,
          ),
          guides: guides.map(({ not_solved: notSolved, ...guide }) => ({ ...guide, notSolved })),
          ratings: await sql.rows(
            ratingRow,
            `SELECT guide, COUNT(*) AS ratings, ${sum('stars')} FROM usage_ratings
             WHERE day BETWEEN ? AND ? GROUP BY guide ORDER BY guide`,
            days,
          ),
          comments: await sql.rows(
            commentRow,
            `SELECT day, guide, stars, missing, words FROM usage_ratings
             WHERE day BETWEEN ? AND ? AND (missing IS NOT NULL OR words IS NOT NULL)
             ORDER BY day DESC, guide LIMIT ${commentsMax}`,
            days,
          ),
          terms: shared,
          termsHeldBack: terms.length - shared.length,
        };
      }),

    forget: (beforeDay, receivedBeforeMs) =>
      database.write(async (sql) => {
        for (const table of ['usage_counts', 'usage_guides', 'usage_terms', 'usage_ratings'])
          await sql.run(`DELETE FROM ${table} WHERE day < ?`, [beforeDay]);
        await sql.run('DELETE FROM usage_reports WHERE received_ms < ?', [receivedBeforeMs]);
      }),
  };
}
