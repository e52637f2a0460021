import { z } from 'zod';
import { areaIdSchema } from '../../shared/guides/guide.ts';
import { osSchema } from '../../shared/base-schemas.ts';
import { checkShape, type Remedies } from './check-shape.ts';
import { shown, type Report } from './mistake.ts';
import { parseYaml } from './yaml-file.ts';

const frontMatterSchema = z.strictObject({
  title: z.string().trim().min(1).max(120),
  area: areaIdSchema,
  summary: z.string().trim().min(1).max(300),
  words: z.array(z.string().trim().min(1).max(80)).max(60).default([]),
  'applies-to': z.array(osSchema).min(1),
  owner: z.string().trim().min(1).max(80),
  reviewed: z.iso.date(),
  minutes: z.number().int().min(1).max(120),
  'works-offline': z.boolean(),
});

const remedies: Remedies = {
  '': 'the keys of a guide are: title, area, summary, words, applies-to, owner, reviewed, minutes, works-offline',
  title: "write the question in the user's words, at most 120 characters",
  area: 'write an id from areas.yaml',
  summary: 'write one sentence, at most 300 characters',
  words: 'write a list of at most 60 short texts: [printer offline, stuck job]',
  'applies-to': 'write a list of windows, macos, linux',
  owner: 'write the team that answers for this guide',
  reviewed: 'write the date of the last review: 2026-11-03',
  minutes: 'write how long it takes a person, a whole number from 1 to 120',
  'works-offline': 'write true when nothing in it needs a network, else false',
};

export type FrontMatter = z.infer<typeof frontMatterSchema> & {
  lineOf(key: keyof z.infer<typeof frontMatterSchema>): number;
};

/** The area counts though another key is wrong. */
const areaOnly = z.object({ area: areaIdSchema });

const fence = /^---[ \t]*$/;

/**
 * A guide's text cut in two: the data between the `---` lines, and the Markdown. The Markdown keeps its line numbers:
 * blank lines stand where the data was.
 */
export function splitFrontMatter(text: string): { yaml: string; markdown: string } | undefined {
  const lines = text.split(/\r\n|\r|\n/);
  if (!fence.test(lines[0] ?? '')) return undefined;
  const close = lines.findIndex((line, index) => index > 0 && fence.test(line));
  if (close < 0) return undefined;
  return {
    yaml: lines.slice(1, close).join('\n'),
    markdown: '\n'.repeat(close + 1) + lines.slice(close + 1).join('\n'),
  };
}

/** The data at the head of a guide, checked key by key. */
export function readFrontMatter(
  yaml: string,
  areaIds: ReadonlySet<string> | undefined,
  report: Report,
): FrontMatter | undefined {
  const parsed = parseYaml(yaml, report, 2);
  if (!parsed) return undefined;
  const area = areaOnly.safeParse(parsed.value).data?.area;
  if (area !== undefined && areaIds?.has(area) === false)
    report.error(
      parsed.lineOf(['area']),
      `there is no area "${shown(area)}"`,
      'use an id from areas.yaml, or add it there',
    );
  const shape = checkShape(frontMatterSchema, parsed, remedies, report);
  return shape && { ...shape, lineOf: (key) => parsed.lineOf([key]) };
}
