import type { List, Paragraph, PhrasingContent, RootContent } from 'mdast';
import { toMarkdown } from 'mdast-util-to-markdown';
import { stringify } from 'yaml';
import type { Losses } from './loss.ts';
import { plainWords } from './markdown-tree.ts';
import { slug, uniqueId } from './slug.ts';
import type { ImportBlock, ImportItem } from './to-blocks.ts';
import type { Draft, DraftSection } from './to-steps.ts';

/** The data at the head of a guide file. */
export interface GuideFront {
  title: string;
  area: string;
  words: string[];
  owner: string;
  /** ISO date. */
  reviewed: string;
}

const stepIdCharsMax = 40;
// The compiler takes paragraphs and lists up to 3,000 characters, marks included.
const paragraphCharsMax = 2400;
const minutesPerStep = 0.7;
const directive = /^(os|ask|next):/;
const ruleOrTable = /^[\s|:-]*-{2,}[\s|:-]*$/;

/** The guide's file as an editor would have written it. */
export function guideText(front: GuideFront, draft: Draft, losses: Losses): string {
  const { summary, steps, check, giveUp } = draft;
  const ids = new Set(['check', 'give-up']);
  const nodes = [
    ...steps.flatMap((step) => {
      const id = uniqueId(slug(plainWords(step.title), stepIdCharsMax, 'step'), stepIdCharsMax, ids);
      return sectionNodes(step, id, losses);
    }),
    ...sectionNodes(check, 'check', losses),
    ...sectionNodes(giveUp, 'give-up', losses),
  ];
  const data = {
    title: front.title,
    area: front.area,
    summary,
    ...(front.words.length > 0 && { words: front.words }),
    'applies-to': ['windows', 'macos', 'linux'],
    owner: front.owner,
    reviewed: front.reviewed,
    minutes: Math.min(60, Math.max(1, Math.round(steps.length * minutesPerStep))),
    'works-offline': false,
  };
  const yaml = stringify(data, { lineWidth: 0, flowCollectionPadding: false });
  const markdown = toMarkdown(
    { type: 'root', children: nodes },
    { bullet: '-', emphasis: '*', listItemIndent: 'one', resourceLink: true },
  );
  return `---\n${yaml}---\n\n${markdown}`;
}

function sectionNodes({ title, body }: DraftSection, id: string, losses: Losses): RootContent[] {
  const children = [
    ...title.map((node): PhrasingContent => (node.type === 'break' ? { type: 'text', value: ' ' } : node)),
    { type: 'text' as const, value: ` {#${id}}` },
  ];
  return [{ type: 'heading', depth: 2, children }, ...body.flatMap((block) => blockNodes(block, losses))];
}

function blockNodes(block: ImportBlock, losses: Losses): RootContent[] {
  switch (block.type) {
    case 'heading':
      losses.add('heading', plainWords(block.inlines));
      return [
        paragraph([{ type: 'strong', children: [{ type: 'text', value: plainWords(block.inlines) }] }]),
      ];
    case 'paragraph':
      return pieces(block.inlines, losses).map(paragraph);
    case 'picture':
      return [paragraph([block.image])];
    case 'list':
      return listNodes(block, losses);
  }
}

/** Points of one paragraph each; pictures that stood in the list follow it. */
function listNodes(
  { ordered, items }: Extract<ImportBlock, { type: 'list' }>,
  losses: Losses,
): RootContent[] {
  const pictures: RootContent[] = [];
  const points: PhrasingContent[][] = [];
  const addPoint = ({ inlines, more }: ImportItem, depth: number): void => {
    if (depth > 0) losses.add('nested-list', plainWords(inlines));
    if (plainWords(inlines) !== '') points.push(...pieces(inlines, losses));
    for (const block of more) {
      if (block.type === 'picture') pictures.push(paragraph([block.image]));
      else if (block.type === 'list') for (const item of block.items) addPoint(item, depth + 1);
      else {
        losses.add('list-text', plainWords(block.inlines));
        points.push(...pieces(block.inlines, losses));
      }
    }
  };
  for (const item of items) addPoint(item, 0);
  // Points stand apart when there is much of them: only then each is a paragraph of its own to the compiler.
  const spread = points.reduce((chars, point) => chars + plainWords(point).length, 0) > paragraphCharsMax / 2;
  const list: List = {
    type: 'list',
    ordered,
    spread,
    children: points.map((point) => ({
      type: 'listItem',
      spread,
      children: [{ type: 'paragraph', children: point }],
    })),
  };
  return [...(points.length > 0 ? [list] : []), ...pictures];
}

const paragraph = (children: PhrasingContent[]): Paragraph => ({ type: 'paragraph', children });

/** Running text that the compiler takes: no words that steer a step, nothing too long. */
function pieces(inlines: readonly PhrasingContent[], losses: Losses): PhrasingContent[][] {
  const whole = plainWords(inlines);
  if (ruleOrTable.test(whole)) {
    losses.add('rule');
    return [];
  }
  if (whole.length > paragraphCharsMax) {
    losses.add('split', whole);
    const parts =
      whole.match(new RegExp(`.{1,${paragraphCharsMax}}(?:\\s|$)|.{1,${paragraphCharsMax}}`, 'g')) ?? [];
    return parts.map((value) => [{ type: 'text', value: undirected(value.trim()) }]);
  }
  const [first, ...rest] = inlines;
  if (first?.type !== 'text') return [[...inlines]];
  return [[{ ...first, value: undirected(first.value.trimStart()) }, ...rest]];
}

/** `next: reboot` would be read as where the step leads; with a capital it is a word. */
const undirected = (text: string): string =>
  directive.test(text) ? `${text.charAt(0).toUpperCase()}${text.slice(1)}` : text;
