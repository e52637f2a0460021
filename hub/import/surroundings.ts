import { parseAction, type LinkContext } from '../publish/link-target.ts';
import { checkImages } from '../publish/check-images.ts';
import { sha256Of } from '../publish/digest.ts';
import type { Article, Attachment } from './article.ts';
import { decodeUrl } from './decode-url.ts';
import type { Surroundings } from './inline-words.ts';

export interface SurroundingsInput {
  article: Article;
  context: LinkContext;
  /** The guide that a link of the article's source leads to, when there will be one. */
  guideAt(url: string, fromId: string): string | undefined;
  /** Pictures that were fetched and fit, by attachment URL -> file in `images/`. */
  pictures: ReadonlyMap<string, string>;
}

/** What links and pictures of one article become in this knowledge base. */
export function surroundingsOf({ article, context, guideAt, pictures }: SurroundingsInput): Surroundings {
  return {
    link(url) {
      const guideId = guideAt(url, article.sourceId);
      if (guideId !== undefined && context.guideIds.has(guideId)) return { url: `guide:${guideId}` };
      const action = parseAction(url, context);
      if (action.kind !== 'problem' && action.kind !== 'hidden') return { url };
      return { lost: /^https?:/i.test(url) ? 'link-host' : 'link-unknown' };
    },
    picture(url) {
      const attachment = attachmentAt(article, url);
      if (!attachment)
        return { lost: /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(url) ? 'picture-remote' : 'picture-missing' };
      const file = pictures.get(attachment.url);
      return file === undefined ? { lost: 'picture-unfit' } : { file };
    },
  };
}

/** The attachment that the body means. */
export function attachmentAt({ attachments }: Article, url: string): Attachment | undefined {
  const plain = decodeUrl(url).toLowerCase();
  return attachments.find(({ name }) => name === url || decodeUrl(name).toLowerCase() === plain);
}

const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

/** The name a picture gets in `images/`, after its guide and its content; nothing when a guide can't show it. */
export function pictureName(guideId: string, bytes: Uint8Array): string | undefined {
  const extension = Buffer.from(bytes.subarray(0, 4)).equals(pngStart) ? 'png' : 'svg';
  const name = `${guideId}-${sha256Of(bytes).slice(0, 8)}.${extension}`;
  return checkImages(new Map([[name, bytes]]), []).facts.get(name) && name;
}
