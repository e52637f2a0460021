import type { PhrasingContent } from 'mdast';
import type { Language } from '../../shared/language.ts';
import { closingWords } from './closing-words.ts';
import type { Losses } from './loss.ts';
import { plainWords } from './markdown-tree.ts';
import { cutTitle } from './step-title.ts';
import type { ImportBlock } from './to-blocks.ts';

/** A guide in the making: one heading and what stands below it, each. */
export interface DraftSection {
  title: PhrasingContent[];
  body: ImportBlock[];
}

export interface Draft {
  summary: string;
  steps: DraftSection[];
  check: DraftSection;
  giveUp: DraftSection;
}

const summaryCharsMax = 300;

const textBlock = (value: string): ImportBlock => ({ type: 'paragraph', inlines: [{ type: 'text', value }] });
const words = (value: string): PhrasingContent[] => [{ type: 'text', value }];
const isOrderedList = (block: ImportBlock): boolean => block.type === 'list' && block.ordered;
const sameWords = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Finds the steps of an article: its ordered list when it has one, else its headings. */
export function toSteps(
  blocks: readonly ImportBlock[],
  article: { title: string; summary: string | undefined },
  language: Language,
  losses: Losses,
): Draft {
  const said = closingWords[language];
  const { intro, sections } = cutAtHeadings(blocks, article.title);
  const check: DraftSection = { title: words(said.check.heading), body: [] };
  const giveUp: DraftSection = { title: words(said.giveUp.heading), body: [] };
  const rest: DraftSection[] = [];
  for (const section of sections) {
    const heading = plainWords(section.title);
    const closing = said.giveUp.said.test(heading)
      ? giveUp
      : said.check.said.test(heading)
        ? check
        : undefined;
    if (closing) closing.body.push(...section.body);
    else rest.push(section);
  }
  const { summary, left } = takeSummary(article, intro, losses);
  const steps = stepsOf(left, rest, said.before, article.title, losses);
  for (const [section, text] of [
    [check, said.check.text],
    [giveUp, said.giveUp.text],
  ] as const) {
    if (section.body.length > 0) continue;
    losses.add('no-closing', plainWords(section.title));
    section.body.push(textBlock(text));
  }
  return { summary, steps, check, giveUp };
}

function cutAtHeadings(blocks: readonly ImportBlock[], title: string) {
  const intro: ImportBlock[] = [];
  const sections: DraftSection[] = [];
  for (const block of blocks) {
    const body = sections.at(-1)?.body ?? intro;
    if (block.type !== 'heading') body.push(block);
    else if (sections.length > 0 || intro.length > 0 || !sameWords(plainWords(block.inlines), title)) {
      sections.push({ title: block.inlines, body: [] });
    }
  }
  return { intro, sections };
}

/** The summary the source gives, else the first paragraph above the steps, else the title. */
function takeSummary(
  { title, summary }: { title: string; summary: string | undefined },
  intro: readonly ImportBlock[],
  losses: Losses,
): { summary: string; left: ImportBlock[] } {
  const given = summary?.replace(/\s+/g, ' ').trim() ?? '';
  if (given !== '') {
    if (given.length > summaryCharsMax) losses.add('shortened', given);
    return { summary: shorten(given, summaryCharsMax), left: [...intro] };
  }
  const [first, ...left] = intro;
  const text = first?.type === 'paragraph' ? plainWords(first.inlines) : '';
  // A paragraph with something to click says more than a summary can.
  const isPlain = first?.type === 'paragraph' && first.inlines.every(({ type }) => type !== 'link');
  if (isPlain && text.length <= summaryCharsMax && !text.endsWith(':')) return { summary: text, left };
  losses.add('no-summary');
  return { summary: title, left: [...intro] };
}

function stepsOf(
  intro: readonly ImportBlock[],
  sections: readonly DraftSection[],
  beforeWords: string,
  title: string,
  losses: Losses,
): DraftSection[] {
  const all: DraftSection[] = intro.length > 0 ? [{ title: words(beforeWords), body: [...intro] }] : [];
  all.push(...sections.filter(({ body }) => body.length > 0));
  const lists = all.flatMap(({ body }) => body.filter(isOrderedList));
  if (lists.length === 1) return all.flatMap((section) => unfold(section, beforeWords, losses));
  // Headings without a word below them are still something to do.
  const kept = all.length > 0 ? all : sections;
  if (kept.length > 1 || (kept.length === 1 && intro.length === 0)) return [...kept];
  if (lists.length === 0) losses.add('not-a-guide');
  return [{ title: words(title), body: [...intro] }];
}

/** The article's one ordered list: each of its points is a step. */
function unfold(section: DraftSection, beforeWords: string, losses: Losses): DraftSection[] {
  const at = section.body.findIndex(isOrderedList);
  const list = section.body[at];
  if (list?.type !== 'list') return [section];
  const before = section.body.slice(0, at);
  const steps = list.items.map(({ inlines, more }): DraftSection => {
    if (plainWords(inlines) === '') return { title: words(beforeWords), body: more };
    const { title, rest } = cutTitle(inlines);
    return { title, body: rest.length > 0 ? [{ type: 'paragraph', inlines: rest }, ...more] : more };
  });
  steps.at(-1)?.body.push(...section.body.slice(at + 1));
  if (before.length > 0) return [{ title: section.title, body: before }, ...steps];
  if (plainWords(section.title) !== beforeWords) losses.add('list-heading', plainWords(section.title));
  return steps;
}

/** At most so many characters, ending at a word. */
export function shorten(text: string, charsMax: number): string {
  if (text.length <= charsMax) return text;
  const cut = text.slice(0, charsMax - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), charsMax / 2)).trimEnd()}…`;
}
