import { ok, refuse, type Result } from '../../shared/result.ts';
import { articleSchema, type Article, type ArticleHead, type ArticleSource } from './article.ts';
import type { ReadArticle } from './convert-articles.ts';
import { refusalText, type ImportRefusal } from './import-refusal.ts';
import type { PlannedArticle } from './plan.ts';
import { attachmentAt, pictureName } from './surroundings.ts';
import { toGuide, type GuideDefaults } from './to-guide.ts';

export interface ReadArticles {
  read: ReadArticle[];
  /** Guide id -> why its article alone could not be read. */
  failed: Map<string, string>;
}

/** These say something about one article; any other refusal is about the server, and ends the run. */
const ofOneArticle: readonly ImportRefusal['kind'][] = ['not-found', 'no-file', 'too-big', 'not-understood'];

/** Fetches the bodies and pictures of the articles, one after the other. */
export async function readArticles(
  planned: readonly PlannedArticle[],
  source: ArticleSource,
  {
    defaults,
    pathOf,
    progress,
  }: { defaults: GuideDefaults; pathOf(id: string): string; progress(text: string): void },
): Promise<Result<ReadArticles, ImportRefusal>> {
  const result: ReadArticles = { read: [], failed: new Map() };
  for (const [index, { head, guideId }] of planned.entries()) {
    progress(`reading ${index + 1} of ${planned.length}: ${head.title}`);
    const article = await readWhole(head, source);
    if (article.ok) {
      const pictures = await readPictures(article.value, guideId, source, defaults);
      if (!pictures.ok) return pictures;
      result.read.push({ article: article.value, guideId, path: pathOf(guideId), pictures: pictures.value });
    } else if (ofOneArticle.includes(article.error.kind)) {
      result.failed.set(guideId, refusalText(article.error));
    } else return article;
  }
  return ok(result);
}

async function readWhole(head: ArticleHead, source: ArticleSource): Promise<Result<Article, ImportRefusal>> {
  const read = await source.read(head);
  if (!read.ok) return read;
  const article = articleSchema.safeParse(read.value);
  if (article.success) return ok(article.data);
  const [issue] = article.error.issues;
  const reason = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
  return refuse({ kind: 'not-understood', url: read.value.url, reason });
}

/** The pictures that the article's text shows; one that can't be had counts as unfit. */
async function readPictures(
  article: Article,
  guideId: string,
  source: ArticleSource,
  defaults: GuideDefaults,
): Promise<Result<ReadArticle['pictures'], ImportRefusal>> {
  const pictures = new Map<string, { name: string; bytes: Uint8Array }>();
  for (const url of picturesIn(article, defaults)) {
    const attachment = attachmentAt(article, url);
    if (!attachment || pictures.has(attachment.url)) continue;
    const bytes = await source.readAttachment(attachment);
    if (!bytes.ok) {
      if (ofOneArticle.includes(bytes.error.kind)) continue;
      return bytes;
    }
    const name = pictureName(guideId, bytes.value);
    if (name !== undefined) pictures.set(attachment.url, { name, bytes: bytes.value });
  }
  return ok(pictures);
}

function picturesIn(article: Article, defaults: GuideDefaults): string[] {
  const urls: string[] = [];
  if (article.attachments.length === 0) return urls;
  try {
    toGuide(article, defaults, {
      link: () => ({ lost: 'link-unknown' }),
      picture: (url) => {
        urls.push(url);
        return { lost: 'picture-missing' };
      },
    });
  } catch (thrown) {
    // Too deep to walk: the conversion that counts tells it.
    if (!(thrown instanceof RangeError)) throw thrown;
  }
  return urls;
}
