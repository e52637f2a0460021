import type { Image, Link, Nodes, PhrasingContent, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { treeOfHtml } from './html-tree.ts';
import type { Losses } from './loss.ts';

// As in the compiler: the parser takes quadratic time for marks inside marks and for endless paragraphs.
const deepMarks = /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))){8,}/;
const paragraphCharsMax = 2500;
const tableRule = /^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-*:?\s*)+$/;
const fence = /^\s{0,3}(?:```|~~~)/;

/** Markdown as a tree, tables as lists and HTML blocks read as such. */
export function treeOfMarkdown(markdown: string, losses: Losses): RootContent[] {
  const lines = listsForTables(markdown.split(/\r\n|\r|\n/), losses).map((line) =>
    line.replace(deepMarks, ''),
  );
  const { children } = withoutReferences(fromMarkdown(withBreaks(lines, losses).join('\n')));
  return children.flatMap((node) => (node.type === 'html' ? treeOfHtml(node.value, losses) : [node]));
}

/** `[words][name]` as plain links: what follows knows no definitions. */
function withoutReferences(root: Root): Root {
  const urls = new Map(
    root.children.flatMap((node) =>
      node.type === 'definition' ? [[node.identifier, node.url] as const] : [],
    ),
  );
  const resolve = <T extends Nodes>(node: T): T | Link | Image => {
    if (node.type === 'linkReference') {
      return { type: 'link', url: urls.get(node.identifier) ?? '', children: node.children };
    }
    if (node.type === 'imageReference') {
      return { type: 'image', url: urls.get(node.identifier) ?? '', alt: node.alt ?? '' };
    }
    return 'children' in node ? { ...node, children: node.children.map(resolve) } : node;
  };
  return { ...root, children: root.children.map(resolve) };
}

/** Plain text, which people write with the marks of a list and addresses, and nothing else. */
export function treeOfText(text: string, losses: Losses): RootContent[] {
  const lines = text.split(/\r\n|\r|\n/).map((line) => {
    const [, mark = '', words = ''] = /^\s*([-*•] +|\d{1,3}[.)] +)?(.*)$/.exec(line) ?? [];
    return `${mark.replace(/[*•]/, '-').replace(')', '.')}${words.replace(/[\\`*_{}[\]<>#&!|~]|^[-+=]|^\d+[.)]/g, escaped)}`;
  });
  return fromMarkdown(withBreaks(lines, losses).join('\n')).children;
}

const escaped = (marks: string): string =>
  /^\d/.test(marks) ? `${marks.slice(0, -1)}\\${marks.slice(-1)}` : `\\${marks}`;

/** The words of running text, without any mark. */
export function plainWords(nodes: readonly PhrasingContent[]): string {
  const words = nodes.map((node) => {
    if ('value' in node) return node.type === 'html' ? '' : node.value;
    if ('children' in node) return plainWords(node.children);
    return node.type === 'break' ? ' ' : '';
  });
  return words.join('').replace(/\s+/g, ' ').trim();
}

/** Rows of a pipe table as points: `Head: cell, head: cell`. */
function listsForTables(lines: readonly string[], losses: Losses): string[] {
  const out: string[] = [];
  let heads: string[] | undefined;
  let fenced = false;
  for (const [index, line] of lines.entries()) {
    if (fence.test(line)) fenced = !fenced;
    if (fenced || !line.includes('|')) heads = undefined;
    else if (!heads && tableRule.test(lines[index + 1] ?? '')) {
      heads = cellsOf(line);
      losses.add('table', heads.join(', '));
      out.push('');
      continue;
    } else if (heads) {
      if (!tableRule.test(line)) out.push(`- ${rowText(heads, cellsOf(line))}`);
      continue;
    }
    out.push(line);
  }
  return out;
}

const cellsOf = (line: string): string[] =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());

/** One row of a table as a sentence. */
export function rowText(heads: readonly string[], cells: readonly string[]): string {
  const named = cells.map((cell, index) => ({ cell, head: heads[index] ?? '' }));
  const filled = named.filter(({ cell }) => cell !== '');
  return filled.map(({ cell, head }) => (head === '' ? cell : `${head}: ${cell}`)).join(', ');
}

/** Blank lines where a paragraph grows too long. */
function withBreaks(lines: readonly string[], losses: Losses): string[] {
  let chars = 0;
  return lines.flatMap((line) => {
    if (line.trim() === '') chars = 0;
    chars += line.length;
    if (chars <= paragraphCharsMax) return [line];
    losses.add('split', line.slice(0, 60));
    const pieces =
      line.match(new RegExp(`.{1,${paragraphCharsMax}}(?:\\s|$)|.{1,${paragraphCharsMax}}`, 'g')) ?? [];
    chars = pieces.at(-1)?.length ?? 0;
    return pieces.flatMap((piece) => ['', piece.trimEnd()]);
  });
}
