import { z } from 'zod';
import type { UsageReport } from '../../shared/requests/wire.ts';
import type { Database, Sql } from './database.ts';

export interface UsageTable {
  /**
   * Counts it once, whatever is repeated. `pseudonymOf`: the machine's name for one term or one guide, another for each,
   * so that how many share one can be counted and what one machine searched for or rated cannot be put together.
   */
  add(report: UsageReport, pseudonymOf: (of: CountedBy) => string, nowMs: number): Promise<'added' | 'same'>;
  summary(days: { from: string; to: string }, machinesMin: number): Promise<UsageSummary>;
  /** Drops everything of days before one, and report ids that are too old to come again. */
  forget(beforeDay: string, receivedBeforeMs: number): Promise<void>;
}

/** What machines are counted by: each has a name of its own there. */
export type CountedBy = `${'term' | 'guide'} ${string}`;

export interface UsageSummary {
  counts: { event: string; count: number }[];
  guides: { guide: string; solved: number; notSolved: number }[];
  ratings: { guide: string; ratings: number; good: number }[];
  /** What was missing in a guide, most often first. */
  missing: { guide: string; missing: string; count: number }[];
  /** What people wrote about guides that enough machines rated; in the order of the alphabet, not of time. */
  words: { guide: string; words: string }[];
  /** How many are not shown because too few machines rated their guide. */
  wordsHeldBack: number;
  /** Searches that found nothing and that enough machines share. */
  terms: { term: string; machines: number; count: number }[];
  /** How many terms are not shown because too few machines share them. */
  termsHeldBack: number;
}

const countRow = z.object({ event: z.string(), count: z.number() });
const guideRow = z.object({ guide: z.string(), solved: z.number(), not_solved: z.number() });
const ratingRow = z.object({
  ...{ guide: z.string(), ratings: z.number(), good: z.number() },
  ...{ machines: z.number(), words: z.number() },
});
const missingRow = z.object({ guide: z.string(), missing: z.string(), count: z.number() });
const wordsRow = z.object({ guide: z.string(), words: z.string() });
const termRow = z.object({ term: z.string(), machines: z.number(), count: z.number() });
const wordsMax = 200;

const sum = (column: string): string => `CAST(SUM(${column}) AS BIGINT) AS ${column}`;

/** Always in the same order: two transactions that add to the same rows then never wait for each other in a circle. */
const sorted = <T>(items: readonly T[], key: (item: T) => string): T[] =>
  [...items].sort((a, b) => (key(a) < key(b) ? -1 : 1));

async function addCounts(
  sql: Sql,
  report: UsageReport,
  pseudonymOf: (of: CountedBy) => string,
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
      [term, pseudonymOf(`term ${term}`), day, count],
    );
  for (const { id, guide, good, missing, words } of report.ratings)
    await sql.run(
      `INSERT INTO usage_ratings (id, day, guide, machine, good, missing, words) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO NOTHING`,
      [id, day, guide, pseudonymOf(`guide ${guide}`), good ? 1 : 0, missing ?? null, words ?? null],
    );
}

async function ratingsOf(
  sql: Sql,
  days: string[],
  machinesMin: number,
): Promise<Pick<UsageSummary, 'ratings' | 'missing' | 'words' | 'wordsHeldBack'>> {
  const rated = await sql.rows(
    ratingRow,
    `SELECT guide, COUNT(*) AS ratings, ${sum('good')}, COUNT(DISTINCT machine) AS machines, COUNT(words) AS words
     FROM usage_ratings WHERE day BETWEEN ? AND ? GROUP BY guide ORDER BY guide`,
    days,
  );
  const missing = await sql.rows(
    missingRow,
    `SELECT guide, missing, COUNT(*) AS count FROM usage_ratings
     WHERE day BETWEEN ? AND ? AND missing IS NOT NULL GROUP BY guide, missing ORDER BY guide, 3 DESC, missing`,
    days,
  );
  const words = await sql.rows(
    wordsRow,
    `SELECT guide, words FROM usage_ratings WHERE day BETWEEN ? AND ? AND words IS NOT NULL
       AND guide IN (SELECT guide FROM usage_ratings WHERE day BETWEEN ? AND ?
                     GROUP BY guide HAVING COUNT(DISTINCT machine) >= ?)
     ORDER BY guide, words LIMIT ${wordsMax}`,
    [...days, ...days, machinesMin],
  );
  const heldBack = rated.filter(({ machines }) => machines < machinesMin);
  return {
    ratings: rated.map(({ guide, ratings, good }) => ({ guide, ratings, good })),
    ...{ missing, words },
    wordsHeldBack: heldBack.reduce((all, { words: some }) => all + some, 0),
  };
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
          ...(await ratingsOf(sql, days, machinesMin)),
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
