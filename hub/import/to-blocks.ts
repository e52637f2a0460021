import type { Image, ListItem, PhrasingContent, RootContent, Table } from 'mdast';
import { toWords, type Surroundings } from './inline-words.ts';
import type { Losses } from './loss.ts';
import { plainWords, rowText } from './markdown-tree.ts';

/** An article reduced to what a guide can be made of. */
export type ImportBlock =
  | { type: 'heading'; depth: number; inlines: PhrasingContent[] }
  | { type: 'paragraph'; inlines: PhrasingContent[] }
  | { type: 'picture'; image: Image }
  | { type: 'list'; ordered: boolean; items: ImportItem[] };

/** A point of a list: its text, and what stood below it. */
export interface ImportItem {
  inlines: PhrasingContent[];
  more: ImportBlock[];
}

/** Turns any Markdown tree into blocks; what does not fit is changed or left out, and told. */
export function toBlocks(nodes: readonly RootContent[], around: Surroundings, losses: Losses): ImportBlock[] {
  return nodes.flatMap((node): ImportBlock[] => {
    switch (node.type) {
      case 'heading': {
        const { inlines, pictures } = toWords(node.children, around, losses);
        const heading: ImportBlock[] =
          plainWords(inlines) === '' ? [] : [{ type: 'heading', depth: node.depth, inlines }];
        return [...heading, ...pictures.map(pictureBlock)];
      }
      case 'paragraph':
        return paragraphs(node.children, around, losses);
      case 'list':
        return [
          {
            type: 'list',
            ordered: node.ordered === true,
            items: node.children.map((item) => toItem(item, around, losses)),
          },
        ];
      case 'blockquote':
        losses.add('quote');
        return toBlocks(node.children, around, losses);
      case 'code':
        losses.add('code', node.value);
        return codeLines(node.value);
      case 'table':
        return tableRows(node, around, losses);
      case 'thematicBreak':
        losses.add('rule');
        return [];
      case 'html':
        losses.add('html', node.value);
        return [];
      case 'definition':
        return [];
      default:
        if (isPhrasing(node)) return paragraphs([node], around, losses);
        losses.add('formatting', node.type);
        return [];
    }
  });
}

const pictureBlock = (image: Image): ImportBlock => ({ type: 'picture', image });

const isPhrasing = (node: RootContent): node is PhrasingContent =>
  ['text', 'strong', 'emphasis', 'inlineCode', 'link', 'image', 'delete', 'break'].includes(node.type);

/** A paragraph for each line that the writer broke, pictures below it. */
function paragraphs(nodes: readonly PhrasingContent[], around: Surroundings, losses: Losses): ImportBlock[] {
  const { inlines, pictures } = toWords(nodes, around, losses);
  const lines: PhrasingContent[][] = [[]];
  for (const inline of inlines) {
    if (inline.type === 'break') lines.push([]);
    else lines.at(-1)?.push(inline);
  }
  const full = lines.filter((line) => plainWords(line) !== '');
  return [
    ...full.map((line): ImportBlock => ({ type: 'paragraph', inlines: line })),
    ...pictures.map(pictureBlock),
  ];
}

function toItem(item: ListItem, around: Surroundings, losses: Losses): ImportItem {
  const blocks = toBlocks(item.children, around, losses);
  const [first, ...more] = blocks;
  return first?.type === 'paragraph' ? { inlines: first.inlines, more } : { inlines: [], more: blocks };
}

/** A table as a list of its rows, its pictures below. */
function tableRows({ children }: Table, around: Surroundings, losses: Losses): ImportBlock[] {
  const pictures: ImportBlock[] = [];
  const [heads = [], ...rows] = children.map((row) =>
    row.children.map((cell) => {
      const words = toWords(cell.children, around, losses);
      pictures.push(...words.pictures.map(pictureBlock));
      return plainWords(words.inlines);
    }),
  );
  losses.add('table', heads.join(', '));
  // A table of one row has no heads.
  const texts = rows.length === 0 ? [rowText([], heads)] : rows.map((cells) => rowText(heads, cells));
  const items = texts
    .filter((text) => text !== '')
    .map((value): ImportItem => ({ inlines: [{ type: 'text', value }], more: [] }));
  return [...(items.length > 0 ? [{ type: 'list' as const, ordered: false, items }] : []), ...pictures];
}

const codeLines = (code: string): ImportBlock[] =>
  code
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ({ type: 'paragraph', inlines: [{ type: 'inlineCode', value: line.trim() }] }));
