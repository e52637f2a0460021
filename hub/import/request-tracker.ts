import { z } from 'zod';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Article, ArticleHead, ArticleSource } from './article.ts';
import type { ImportRefusal } from './import-refusal.ts';
import type { ServerClient } from './server-client.ts';

const idSchema = z.union([z.string(), z.number()]).transform(String);
// RT's ids are numbers in one place and texts in another; null stands for what nobody filled in.
const listSchema = z.object({
  items: z.array(z.object({ id: idSchema, Name: z.string().nullish(), LastUpdated: z.string() })),
  count: z.number(),
  per_page: z.number(),
});
const classesSchema = z.object({ items: z.array(z.object({ id: idSchema })) });
const articleResponseSchema = z.object({
  id: idSchema,
  Name: z.string().nullish(),
  Summary: z.string().nullish(),
  LastUpdated: z.string(),
  CustomFields: z
    .array(z.object({ id: idSchema, name: z.string(), values: z.array(z.string()) }))
    .default([]),
});
type Field = z.infer<typeof articleResponseSchema>['CustomFields'][number];

interface Condition {
  field: string;
  operator: string;
  value: string | number;
}

export interface RequestTrackerOptions {
  client: ServerClient;
  base: URL;
  /** Only articles of this class. */
  className: string | undefined;
  /** Custom fields that hold the text, in order; usual names when absent. */
  bodyFields: readonly string[] | undefined;
}

const perPage = 100;
// More pages than any RT has articles for: a server that repeats itself must not keep us for ever.
const pagesMax = 1000;
const usualBodyFields = [
  'question',
  'problem',
  'content',
  'body',
  'text',
  'answer',
  'solution',
  'response',
  'resolution',
];
const tagCharsMax = 80;
const html = /^\s*<(?:p|div|ol|ul|h[1-6]|table|br|span|strong|b)\b/i;

/** The Articles of Request Tracker 5. */
export function requestTracker({
  client,
  base,
  className,
  bodyFields,
}: RequestTrackerOptions): ArticleSource {
  /** RT finds articles by the id of their class only. */
  async function conditions(): Promise<Result<Condition[], ImportRefusal>> {
    // Without a condition RT answers with an empty list.
    const all: Condition = { field: 'id', operator: '>', value: 0 };
    if (className === undefined) return ok([all]);
    const body = [{ field: 'Name', operator: '=', value: className }];
    const found = await client.json({ method: 'POST', path: 'REST/2.0/classes', body }, classesSchema);
    if (!found.ok) return found;
    const [first] = found.value.items;
    if (!first) return refuse({ kind: 'not-found', url: `${base.href}, class "${className}"` });
    return ok([all, { field: 'Class', operator: '=', value: first.id }]);
  }

  return {
    async list(): Promise<Result<ArticleHead[], ImportRefusal>> {
      const body = await conditions();
      if (!body.ok) return body;
      const heads: ArticleHead[] = [];
      for (let page = 1; page <= pagesMax; page += 1) {
        const query = {
          fields: 'Name,LastUpdated',
          orderby: 'id',
          order: 'ASC',
          per_page: String(perPage),
          page: String(page),
        };
        const question = { method: 'POST', path: 'REST/2.0/articles', query, body: body.value } as const;
        const listed = await client.json(question, listSchema);
        if (!listed.ok) return listed;
        const { items, count, per_page } = listed.value;
        heads.push(
          ...items.map(({ id, Name, LastUpdated }) => ({
            sourceId: id,
            title: titleOf(Name, id),
            revision: LastUpdated,
          })),
        );
        // People without rights to count get null for the total: only a page that is not full is the last.
        if (count < per_page) break;
      }
      return ok(heads);
    },
    async read(head) {
      const read = await client.json({ path: `REST/2.0/article/${head.sourceId}` }, articleResponseSchema);
      if (!read.ok) return read;
      const { id, Name, Summary, LastUpdated, CustomFields } = read.value;
      const { body, tags, lost } = sortFields(CustomFields, bodyFields);
      const article: Article = {
        sourceId: id,
        title: titleOf(Name, id),
        revision: LastUpdated,
        url: new URL(`Articles/Article/Display.html?id=${id}`, base).href,
        body: { kind: html.test(body) ? 'html' : 'text', text: body },
        summary: Summary ?? undefined,
        updatedOn: LastUpdated.slice(0, 10),
        tags,
        attachments: [],
        lost,
      };
      return ok(article);
    },
    sourceIdOf: (url) => /\/Articles?\/(?:Article\/)?Display\.html\?(?:.*&)?id=(\d+)/i.exec(url)?.[1],
    readAttachment: ({ url }) => client.bytes({ path: url }),
  };
}

const titleOf = (name: string | null | undefined, id: string): string => name?.trim() || `Article ${id}`;

/** An article's fields are what each organisation made them: some are its text, short ones are search words. */
function sortFields(fields: readonly Field[], bodyFields: readonly string[] | undefined) {
  const filled = fields.filter(({ values }) => values.some((value) => value.trim() !== ''));
  const names = (bodyFields ?? usualBodyFields).map((name) => name.toLowerCase());
  const named = names.flatMap((name) => filled.filter((field) => field.name.toLowerCase() === name));
  const longest = [...filled].sort((a, b) => lengthOf(b) - lengthOf(a)).slice(0, 1);
  const bodies = named.length > 0 || bodyFields ? named : longest;
  const others = filled
    .filter((field) => !bodies.includes(field))
    .sort((a, b) => Number(a.id) - Number(b.id));
  const isTag = (value: string): boolean => value.length <= tagCharsMax && !value.includes('\n');
  return {
    body: bodies.flatMap(({ values }) => values).join('\n\n'),
    tags: others.flatMap(({ values }) => values.filter(isTag)),
    lost: others
      .filter(({ values }) => !values.every(isTag))
      .map(({ name }): Article['lost'][number] => ({ kind: 'field', detail: name })),
  };
}

const lengthOf = ({ values }: Field): number => values.join('').length;
