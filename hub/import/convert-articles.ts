import { fallbackLanguage } from '../../shared/language.ts';
import type { Mistake } from '../publish/mistake.ts';
import type { KbSources } from '../publish/read-sources.ts';
import type { Addresses } from '../publish/link-target.ts';
import type { Article } from './article.ts';
import { isEditedPicture } from './edited-pictures.ts';
import type { Loss } from './loss.ts';
import { surroundingsOf } from './surroundings.ts';
import { toGuide, type GuideDefaults } from './to-guide.ts';
import { newErrors, type Changes } from './verify.ts';

/** An article that was read, and the guide it becomes. */
export interface ReadArticle {
  article: Article;
  guideId: string;
  path: string;
  /** By attachment URL. */
  pictures: ReadonlyMap<string, { name: string; bytes: Uint8Array }>;
}

export interface ConvertInput {
  articles: readonly ReadArticle[];
  sources: KbSources;
  addresses: Addresses;
  /** Guide ids that exist or will, and the guide of a link in an article. */
  guideIds: ReadonlySet<string>;
  guideAt(url: string, fromId: string): string | undefined;
  /** Guide files that are to go because their articles did. */
  removed: ReadonlySet<string>;
  /** Guides that take the source's text and pictures whatever stands here. */
  theirs: ReadonlySet<string>;
  defaults: GuideDefaults;
}

/** Guides in the making. */
interface Conversion {
  changes: Changes;
  losses: Map<string, Loss[]>;
  /** Guide id -> pictures it shows that an editor changed: they stay. */
  keptPictures: Map<string, string[]>;
}

export interface Converted extends Conversion {
  /** Guide id -> why no guide that `check` accepts could be made of the article. */
  rejected: Map<string, string>;
  /** Whether files stay because other guides, rules or notices name them. */
  keepsRemoved: boolean;
}

const roundsMax = 20;

/**
 * Makes the guides, and leaves out again whatever would bring an error into the knowledge base: an article that can't
 * be a guide takes the links to it with it, which the next round finds out.
 */
export function convertArticles(input: ConvertInput): Converted {
  const { sources, defaults } = input;
  const rejected = new Map<string, string>();
  let removed = input.removed;
  for (let round = 1; ; round += 1) {
    const left = input.articles.filter(({ guideId }) => !rejected.has(guideId));
    const conversion = convertOnce(left, input, rejected, removed);
    const converted = left.filter(({ guideId }) => !rejected.has(guideId));
    const errors = newErrors(sources, conversion.changes, defaults.today);
    if (errors.length === 0 && converted.length === left.length) {
      return { ...conversion, rejected, keepsRemoved: removed.size < input.removed.size };
    }
    const blamed = new Set<Mistake>();
    const isConverted = new Set(converted.map(({ path }) => path));
    for (const { path, guideId } of converted) {
      const own = errors.find(({ file }) => file === path);
      // Two guides with the same title: the error may stand in the one that was there before.
      const error =
        own ?? errors.find(({ file, problem }) => problem.includes(path) && !isConverted.has(file));
      if (!error) continue;
      rejected.set(guideId, own ? `${own.problem} (line ${own.line})` : `${error.file}: ${error.problem}`);
      for (const each of errors) if (each.file === path || each.problem.includes(path)) blamed.add(each);
    }
    if (errors.some((error) => !blamed.has(error))) removed = new Set();
    if (round < roundsMax) continue;
    for (const { guideId } of converted) rejected.set(guideId, 'it does not fit to the other guides');
    removed = new Set();
  }
}

function convertOnce(
  articles: readonly ReadArticle[],
  { addresses, guideAt, defaults, ...input }: ConvertInput,
  rejected: Map<string, string>,
  removed: ReadonlySet<string>,
): Conversion {
  // A guide that was there before stays as it was; only one that will not come can't be linked to.
  const absent = new Set(
    input.articles.flatMap(({ guideId, path }) =>
      rejected.has(guideId) && !input.sources.texts.has(path) ? [guideId] : [],
    ),
  );
  const guideIds = new Set([...input.guideIds].filter((id) => !absent.has(id)));
  const guides = new Map<string, string>();
  const images = new Map<string, Uint8Array>();
  const losses: Conversion['losses'] = new Map();
  const keptPictures: Conversion['keptPictures'] = new Map();
  for (const { article, guideId, path, pictures } of articles) {
    const names = new Map(Array.from(pictures, ([url, { name }]) => [url, name]));
    const around = surroundingsOf({ article, context: { guideIds, addresses }, guideAt, pictures: names });
    try {
      const guide = toGuide(article, defaults, around);
      guides.set(path, guide.text);
      const original = `guides/${guideId}.${fallbackLanguage}.md`;
      const noEnglish = path !== original && !input.sources.texts.has(original);
      losses.set(guideId, [
        ...guide.losses,
        ...(noEnglish ? [{ kind: 'no-english', detail: '' } as const] : []),
      ]);
      for (const { name, bytes } of pictures.values()) {
        if (!guide.text.includes(name)) continue;
        const isKept = !input.theirs.has(guideId) && isEditedPicture(name, input.sources.images.get(name));
        if (isKept) keptPictures.set(guideId, [...(keptPictures.get(guideId) ?? []), name]);
        else images.set(name, bytes);
      }
    } catch (thrown) {
      // The parsers of HTML and Markdown run out of stack on trees that nobody wrote by hand.
      if (!(thrown instanceof RangeError)) throw thrown;
      rejected.set(guideId, 'its text is nested too deeply');
    }
  }
  return { changes: { guides, images, removed }, losses, keptPictures };
}
