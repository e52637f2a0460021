import { z } from 'zod';
import type { Result } from '../../shared/result.ts';
import type { ImportRefusal } from './import-refusal.ts';

/** What a source tells about each article on every run, without its body. */
export const articleHeadSchema = z.object({
  /** Never changes in the source; titles do. */
  sourceId: z.string().min(1).max(300),
  title: z.string().trim().min(1).max(500),
  /** Differs when anything of the article differs. */
  revision: z.string().min(1).max(200),
});
export type ArticleHead = z.infer<typeof articleHeadSchema>;

export const attachmentSchema = z.object({
  /** As the body refers to it. */
  name: z.string().min(1).max(300),
  url: z.string().min(1).max(4000),
});
export type Attachment = z.infer<typeof attachmentSchema>;

/** One article, whatever it was written in: all sources end here, one converter begins. */
export const articleSchema = articleHeadSchema.extend({
  /** Where people read it in the source; links of other articles lead there. */
  url: z.string().max(4000),
  body: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('html'), text: z.string() }),
    z.object({ kind: z.literal('markdown'), text: z.string() }),
    z.object({ kind: z.literal('text'), text: z.string() }),
  ]),
  summary: z.string().optional(),
  /** Day of the last change, `YYYY-MM-DD`: imported guides count as reviewed then. */
  updatedOn: z.iso.date(),
  tags: z.array(z.string()),
  attachments: z.array(attachmentSchema),
  /** What the source's own reader could not carry over. */
  lost: z.array(z.object({ kind: z.enum(['macro', 'field']), detail: z.string() })),
});
export type Article = z.infer<typeof articleSchema>;

/** A place that articles come from. */
export interface ArticleSource {
  /** All articles there are: the only sure way to see what is gone. */
  list(): Promise<Result<ArticleHead[], ImportRefusal>>;
  read(head: ArticleHead): Promise<Result<Article, ImportRefusal>>;
  /** Which article a link leads to, as the body of the article `fromId` writes it. */
  sourceIdOf(url: string, fromId: string): string | undefined;
  /** The bytes of a picture that an article holds. */
  readAttachment(attachment: Attachment): Promise<Result<Uint8Array, ImportRefusal>>;
}
