import type { Image, Link, Paragraph, PhrasingContent } from 'mdast';
import { lineOf } from './inline.ts';

/** What one or more lines of a paragraph are to a guide. */
export type Part =
  | { kind: 'text'; line: number; nodes: PhrasingContent[] }
  | { kind: 'image'; line: number; node: Image }
  | { kind: 'button'; line: number; node: Link }
  | { kind: 'table'; line: number }
  | { kind: 'os' | 'ask' | 'next'; line: number; value: string; rest: PhrasingContent[] };

const directive = /^(os|ask|next):[ \t]*(.*)$/;
const tableRule = /^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-*:?\s*)+$/;

interface Line {
  line: number;
  nodes: PhrasingContent[];
}

/** The paragraph cut at its line ends; only plain text holds any that count. */
function linesOf(paragraph: Paragraph): Line[] {
  let current: Line = { line: lineOf(paragraph), nodes: [] };
  const lines = [current];
  for (const node of paragraph.children) {
    if (node.type !== 'text') {
      current.nodes.push(node);
      if (node.type === 'break') lines.push((current = { line: current.line + 1, nodes: [] }));
      continue;
    }
    const [first = '', ...more] = node.value.split('\n');
    if (first !== '') current.nodes.push({ ...node, value: first });
    const startLine = lineOf(node);
    for (const [index, value] of more.entries()) {
      lines.push((current = { line: startLine + index + 1, nodes: [] }));
      if (value !== '') current.nodes.push({ ...node, value });
    }
  }
  return lines;
}

function partOf({ line, nodes }: Line): Part {
  const solid = nodes.filter(
    (node) => node.type !== 'break' && (node.type !== 'text' || node.value.trim() !== ''),
  );
  const [first] = solid;
  if (solid.length === 1 && first?.type === 'link') return { kind: 'button', line, node: first };
  if (solid.length === 1 && first?.type === 'image') return { kind: 'image', line, node: first };
  if (first?.type === 'text') {
    const [, kind, value = ''] = directive.exec(first.value) ?? [];
    if (kind === 'os' || kind === 'ask' || kind === 'next') {
      return { kind, line, value: value.trim(), rest: solid.slice(1) };
    }
    if (solid.length === 1 && tableRule.test(first.value)) return { kind: 'table', line };
  }
  return { kind: 'text', line, nodes };
}

/** A paragraph's parts in order; neighbouring lines of text stay one. */
export function paragraphParts(paragraph: Paragraph): Part[] {
  const parts: Part[] = [];
  for (const line of linesOf(paragraph)) {
    const part = partOf(line);
    const last = parts.at(-1);
    if (part.kind === 'text' && last?.kind === 'text') {
      last.nodes.push({ type: 'text', value: ' ' }, ...part.nodes);
    } else if (part.kind !== 'text' || part.nodes.length > 0) {
      parts.push(part);
    }
  }
  return parts;
}
