import { lstat, readdir, readFile, realpath } from 'node:fs/promises';
import { isAbsolute, join, posix, relative, sep } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { ok, refuse, toError, type Result } from '../../shared/result.ts';
import { sha256Of } from '../publish/digest.ts';
import { splitFrontMatter } from '../publish/front-matter.ts';
import type { Article, ArticleHead, ArticleSource, Attachment } from './article.ts';
import type { ImportRefusal } from './import-refusal.ts';

const fileBytesMax = 1_000_000;
const pictureBytesMax = 10_000_000;

const word = z.union([z.string(), z.number()]).transform(String);
const day = z.union([z.date().transform((date) => date.toISOString().slice(0, 10)), z.iso.date()]);
/** What other tools write at the head of Markdown files; anything else is theirs. */
const frontSchema = z.object({
  title: word.optional().catch(undefined),
  summary: word.optional().catch(undefined),
  description: word.optional().catch(undefined),
  tags: z
    .union([z.array(word), word.transform((text) => text.split(','))])
    .optional()
    .catch(undefined),
  keywords: z
    .union([z.array(word), word.transform((text) => text.split(','))])
    .optional()
    .catch(undefined),
  date: day.optional().catch(undefined),
  updated: day.optional().catch(undefined),
});

/** A folder of Markdown files, with the pictures beside them: an export, or a wiki in version control. */
export function markdownFolder(folder: string): ArticleSource {
  const readBytes = async (path: string, bytesMax: number): Promise<Result<Uint8Array, ImportRefusal>> => {
    const file = join(folder, ...path.split('/'));
    try {
      const found = await lstat(file);
      // A link could lead anywhere on this machine, in whatever part of the path it is.
      if (!found.isFile() || !(await isBelow(folder, file)))
        return refuse({ kind: 'no-file', file: path, reason: 'not a plain file' });
      if (found.size > bytesMax) return refuse({ kind: 'too-big', url: path, bytesMax });
      return ok(new Uint8Array(await readFile(file)));
    } catch (thrown) {
      const { code, message } = toError(thrown) as NodeJS.ErrnoException;
      return refuse({ kind: 'no-file', file: path, reason: code === 'ENOENT' ? 'not there' : message });
    }
  };

  async function readParts(path: string) {
    const bytes = await readBytes(path, fileBytesMax);
    return bytes.ok
      ? ok({ ...partsOf(new TextDecoder().decode(bytes.value)), sha256: sha256Of(bytes.value) })
      : bytes;
  }

  return {
    async list() {
      let paths: string[];
      try {
        paths = await filesBelow(folder);
      } catch (thrown) {
        return refuse({ kind: 'no-folder', folder, reason: toError(thrown).message });
      }
      const heads: ArticleHead[] = [];
      for (const path of paths.filter((name) => name.toLowerCase().endsWith('.md'))) {
        const parts = await readParts(path);
        // Too big or gone meanwhile: reading it tells, and the others are still listed.
        heads.push(
          parts.ok
            ? { sourceId: path, title: titleOf(parts.value, path), revision: parts.value.sha256 }
            : { sourceId: path, title: path, revision: 'unread' },
        );
      }
      return ok(heads);
    },
    async read(head) {
      const parts = await readParts(head.sourceId);
      if (!parts.ok) return parts;
      const { front, markdown } = parts.value;
      const updatedOn = front.updated ?? front.date ?? (await changedOn(join(folder, head.sourceId)));
      return ok({
        ...head,
        url: head.sourceId,
        body: { kind: 'markdown', text: markdown },
        summary: front.summary ?? front.description,
        updatedOn,
        tags: [...(front.tags ?? []), ...(front.keywords ?? [])],
        attachments: picturesIn(markdown, head.sourceId),
        lost: [],
      } satisfies Article);
    },
    sourceIdOf: (url, fromId) => pathBelow(url.replace(/#.*$/, ''), fromId),
    readAttachment: ({ url }) => readBytes(url, pictureBytesMax),
  };
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !path.split('/').some((name) => name.startsWith('.') || name === 'node_modules'))
    .sort();
}

async function isBelow(folder: string, file: string): Promise<boolean> {
  const [top] = relative(await realpath(folder), await realpath(file)).split(sep);
  return top !== '..' && !isAbsolute(top ?? '');
}

const changedOn = async (file: string): Promise<string> =>
  (await lstat(file)).mtime.toISOString().slice(0, 10);

function partsOf(text: string): { front: z.infer<typeof frontSchema>; markdown: string } {
  const split = splitFrontMatter(text.replace(/^\uFEFF/, ''));
  if (!split) return { front: {}, markdown: text };
  try {
    return { front: frontSchema.parse(parse(split.yaml, { maxAliasCount: 0 })), markdown: split.markdown };
  } catch {
    // A line of dashes at the top is Markdown too.
    return { front: {}, markdown: text };
  }
}

function titleOf({ front, markdown }: ReturnType<typeof partsOf>, path: string): string {
  const heading = /^#[ \t]+(.+?)[ \t#]*$/m.exec(markdown)?.[1]?.replace(/[*_`]/g, '').trim();
  const fromName = posix.basename(path).replace(/\.md$/i, '').replace(/[-_]+/g, ' ').trim();
  return (front.title?.trim() || heading || fromName || path).slice(0, 500);
}

/** The pictures and files that the text names, as far as they are in the folder. */
function picturesIn(markdown: string, path: string): Attachment[] {
  const names = Array.from(
    markdown.matchAll(/!\[[^\]]*\]\(\s*<?([^)\s>]+)|<img\b[^>]*\bsrc=["']([^"']+)/gi),
    (match) => match[1] ?? match[2] ?? '',
  );
  return [...new Set(names)].flatMap((name): Attachment[] => {
    const url = pathBelow(name, path);
    return url === undefined ? [] : [{ name, url }];
  });
}

/** A relative link as a path below the folder; nothing when it leads out of it. */
function pathBelow(url: string, fromPath: string): string | undefined {
  if (url === '' || /^[a-z][a-z0-9+.-]*:|^\/\//i.test(url)) return undefined;
  try {
    const joined = posix.normalize(
      posix.join(url.startsWith('/') ? '.' : posix.dirname(fromPath), decodeURIComponent(url)),
    );
    return joined.startsWith('..') ? undefined : joined.replace(/^\/+/, '');
  } catch {
    return undefined;
  }
}
