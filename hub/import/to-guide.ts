import type { RootContent } from 'mdast';
import type { Language } from '../../shared/language.ts';
import type { Article } from './article.ts';
import { guideText } from './guide-text.ts';
import { treeOfHtml } from './html-tree.ts';
import type { Surroundings } from './inline-words.ts';
import { createLosses, type Loss, type Losses } from './loss.ts';
import { treeOfMarkdown, treeOfText } from './markdown-tree.ts';
import { toBlocks } from './to-blocks.ts';
import { attachmentAt } from './surroundings.ts';
import { shorten, toSteps } from './to-steps.ts';

/** What the person who imports decides for all guides. */
export interface GuideDefaults {
  area: string;
  owner: string;
  language: Language;
  /** ISO date. */
  today: string;
}

const titleCharsMax = 120;
const wordCharsMax = 80;
const wordsMax = 60;

/** An article as a guide file, and what did not fit into one. */
export function toGuide(
  article: Article,
  defaults: GuideDefaults,
  around: Surroundings,
): { text: string; losses: Loss[] } {
  const losses = createLosses();
  for (const { kind, detail } of article.lost) losses.add(kind, detail);
  const title = shorten(article.title.replace(/\s+/g, ' '), titleCharsMax);
  if (title !== article.title) losses.add('shortened', article.title);
  const shown = new Set<string>();
  const picture: Surroundings['picture'] = (url) => {
    shown.add(attachmentAt(article, url)?.url ?? '');
    return around.picture(url);
  };
  const blocks = toBlocks(treeOf(article.body, losses), { ...around, picture }, losses);
  for (const { name, url } of article.attachments) if (!shown.has(url)) losses.add('attachment', name);
  const draft = toSteps(blocks, { title, summary: article.summary }, defaults.language, losses);
  const front = {
    title,
    area: defaults.area,
    words: toSearchWords(article.tags, losses),
    owner: defaults.owner,
    // A server whose clock is ahead reviews nothing in the future.
    reviewed: article.updatedOn < defaults.today ? article.updatedOn : defaults.today,
  };
  return { text: guideText(front, draft, losses), losses: losses.list() };
}

function treeOf(body: Article['body'], losses: Losses): RootContent[] {
  switch (body.kind) {
    case 'html':
      return treeOfHtml(body.text, losses);
    case 'markdown':
      return treeOfMarkdown(body.text, losses);
    case 'text':
      return treeOfText(body.text, losses);
  }
}

function toSearchWords(tags: readonly string[], losses: Losses): string[] {
  const words = [...new Set(tags.map((tag) => tag.replace(/\s+/g, ' ').trim()))].filter((tag) => tag !== '');
  const kept = words.filter((word) => word.length <= wordCharsMax).slice(0, wordsMax);
  if (kept.length < words.length)
    losses.add('shortened', words.filter((word) => !kept.includes(word)).join(', '));
  return kept;
}
