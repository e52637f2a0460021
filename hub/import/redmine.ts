import { z } from 'zod';
import { ok } from '../../shared/result.ts';
import type { Article, ArticleSource } from './article.ts';
import { decodeUrl } from './decode-url.ts';
import type { ServerClient } from './server-client.ts';
import { isTextile, textileToMarkdown } from './textile.ts';

const pageSchema = z.object({ title: z.string(), version: z.number(), updated_on: z.string() });
const indexSchema = z.object({ wiki_pages: z.array(pageSchema) });
const wikiPageSchema = z.object({
  wiki_page: pageSchema.extend({
    text: z.string().nullish(),
    attachments: z.array(z.object({ filename: z.string(), content_url: z.string() })).default([]),
  }),
});

export interface RedmineOptions {
  client: ServerClient;
  base: URL;
  project: string;
  /** What the wiki is written in; told from each text when absent. */
  format: 'textile' | 'markdown' | undefined;
}

const attachmentBytesMax = 10_000_000;

/** The wiki of one Redmine project. A page has no id but its title: one that is renamed is a new one. */
export function redmine({ client, base, project, format }: RedmineOptions): ArticleSource {
  const wiki = `projects/${encodeURIComponent(project)}/wiki`;
  const titles = new Map<string, string>();
  return {
    async list() {
      const index = await client.json({ path: `${wiki}/index.json` }, indexSchema);
      if (!index.ok) return index;
      for (const { title } of index.value.wiki_pages) titles.set(titleKey(title), title);
      return ok(index.value.wiki_pages.map(headOf));
    },
    async read(head) {
      const path = `${wiki}/${encodeURIComponent(head.sourceId)}.json`;
      const read = await client.json({ path, query: { include: 'attachments' } }, wikiPageSchema);
      if (!read.ok) return read;
      const page = read.value.wiki_page;
      const { text, tags } = takeKeywords(page.text ?? '');
      const textile = format === undefined ? isTextile(text) : format === 'textile';
      const { markdown, macros } = withoutMacros(textile ? textileToMarkdown(text) : text);
      const article: Article = {
        ...headOf(page),
        url: new URL(`${wiki}/${encodeURIComponent(page.title)}`, base).href,
        body: { kind: 'markdown', text: withWikiLinks(markdown) },
        updatedOn: page.updated_on.slice(0, 10),
        tags,
        attachments: page.attachments.map(({ filename, content_url }) => ({
          name: filename,
          url: content_url,
        })),
        lost: macros.map((detail) => ({ kind: 'macro', detail })),
      };
      return ok(article);
    },
    sourceIdOf(url) {
      const written = /^wiki:([^#]+)/.exec(url)?.[1] ?? new RegExp(`/${wiki}/([^#?]+)`).exec(url)?.[1];
      return written === undefined ? undefined : titles.get(titleKey(decodeUrl(written)));
    },
    // Redmine builds these addresses from its settings, which need not be the name it was reached by.
    readAttachment: ({ url }) => client.bytes({ path: pathBelow(url, base), bytesMax: attachmentBytesMax }),
  };
}

const headOf = ({ title, version, updated_on }: z.infer<typeof pageSchema>) => ({
  sourceId: title,
  title: title.replaceAll('_', ' '),
  revision: `${version} ${updated_on}`,
});

/** Redmine takes spaces and underscores, and any case, for the same title. */
const titleKey = (title: string): string => title.replaceAll(' ', '_').toLowerCase();

function pathBelow(url: string, base: URL): string {
  const path = URL.canParse(url, base) ? new URL(url, base).pathname : '/';
  return path.slice(Math.max(0, path.indexOf('/attachments/')));
}

/** A line of keywords is how wikis without tags write them. */
function takeKeywords(text: string): { text: string; tags: string[] } {
  const line =
    /^\s*(?:keywords|tags|stichw\u00f6rter|schlagw\u00f6rter|n\u00f8kkelord|nyckelord|n\u00f8gleord|kulcsszavak):[ \t]*(.+)$/im;
  const tags = line.exec(text)?.[1]?.split(/[,;]/) ?? [];
  return { text: text.replace(line, ''), tags };
}

const macro = /(?<!!)\{\{\s*[>\w]+(?:\([^)]*\))?\s*\}\}/g;

function withoutMacros(text: string): { markdown: string; macros: string[] } {
  // A collapsed block's text stays; only that it was folded goes.
  const unfolded = text.replace(/\{\{collapse(?:\([^)]*\))?\s*\n([\s\S]*?)\n\s*\}\}/g, '$1');
  return { markdown: unfolded.replace(macro, ''), macros: unfolded.match(macro) ?? [] };
}

/** `[[Page#part|words]]` as a link whose address `sourceIdOf` knows. */
const withWikiLinks = (markdown: string): string =>
  markdown.replace(
    /(?<!!)\[\[([^\]|#\n]*)(#[^\]|\n]*)?(?:\|([^\]\n]+))?\]\]/g,
    (_, page: string, part?: string, words?: string) =>
      `[${words ?? (page || part?.slice(1)) ?? ''}](<wiki:${page.trim()}${part ?? ''}>)`,
  );
