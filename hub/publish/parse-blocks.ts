import type { Image, Link, List, Paragraph, RootContent } from 'mdast';
import type { Block, Inline } from '../../shared/guides/guide.ts';
import type { ImageFacts } from './check-images.ts';
import { kindName, lineOf, toInlines, wordsOf } from './inline.ts';
import { parseAction, type LinkContext } from './link-target.ts';
import type { Report } from './mistake.ts';
import { shown } from './mistake.ts';
import { paragraphParts, type Part } from './paragraph-lines.ts';

export interface BlockContext extends LinkContext {
  /** By file name; a picture that is there but broken has no facts and was reported already. */
  images: ReadonlyMap<string, ImageFacts | undefined>;
}

/** Parts that steer a step (`os:`, `ask:`, `next:`), as the step's parser takes them. */
export type Directive = Extract<Part, { value: string }>;

/** What the nodes below a heading are, in order: blocks to show, directives, and lists that may be answers. */
export type Item =
  | { kind: 'block'; line: number; block: Block }
  | { kind: 'directive'; directive: Directive }
  | { kind: 'list'; line: number; list: List };

/** Sorts the nodes below a heading; whatever a guide can't show is reported. */
export function readItems(nodes: readonly RootContent[], context: BlockContext, report: Report): Item[] {
  return nodes.flatMap((node): Item[] => {
    if (node.type === 'paragraph') return paragraphItems(node, context, report);
    if (node.type === 'list') return [{ kind: 'list', line: lineOf(node), list: node }];
    report.error(
      lineOf(node),
      `${kindName(node)} can't be shown`,
      'use paragraphs, lists, pictures and buttons',
    );
    return [];
  });
}

function paragraphItems(paragraph: Paragraph, context: BlockContext, report: Report): Item[] {
  return paragraphParts(paragraph).flatMap((part): Item[] => {
    const { line } = part;
    switch (part.kind) {
      case 'os':
      case 'ask':
      case 'next':
        return [{ kind: 'directive', directive: part }];
      case 'table':
        report.error(line, "a table can't be shown", 'write a list, or one step per row');
        return [];
      case 'text': {
        const inlines = toInlines(part.nodes, context, report);
        return inlines.length === 0 ? [] : [{ kind: 'block', line, block: { type: 'paragraph', inlines } }];
      }
      case 'image':
        return toImage(part.node, context, report).map((block) => ({ kind: 'block', line, block }));
      case 'button':
        return toButton(part.node, context, report).map((block) => ({ kind: 'block', line, block }));
    }
  });
}

function toButton(node: Link, context: BlockContext, report: Report): Block[] {
  const label = wordsOf(node.children, report).trim();
  const action = parseAction(node.url, context);
  if (label === '')
    report.error(lineOf(node), 'the button has no words', 'write what it opens between the brackets');
  if (action.kind === 'problem') report.error(lineOf(node), action.problem, action.remedy);
  if (label === '' || action.kind === 'problem' || action.kind === 'hidden') return [];
  return [{ type: 'button', label, action }];
}

function toImage(node: Image, context: BlockContext, report: Report): Block[] {
  const alt = (node.alt ?? '').replace(/\s+/g, ' ').trim();
  if (alt === '') {
    report.error(
      lineOf(node),
      'the picture has no alt text',
      'write what it shows between the brackets: ![...](file)',
    );
  }
  const name = safeDecode(node.url);
  if (!context.images.has(name)) {
    report.error(
      lineOf(node),
      `there is no picture "${shown(name)}"`,
      'put it into images/ and write its file name only',
    );
  }
  const facts = context.images.get(name);
  return facts && alt !== '' ? [{ type: 'image', alt, ...facts }] : [];
}

function safeDecode(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

/** A list as shown: every point one paragraph, no list inside a list. */
export function toListBlock(list: List, context: BlockContext, report: Report): Block {
  return { type: 'list', ordered: list.ordered === true, items: listItems(list, context, report) };
}

function listItems(list: List, context: BlockContext, report: Report): Inline[][] {
  return list.children.flatMap((item) => {
    const [first, ...more] = item.children;
    for (const extra of more) {
      const problem = `${extra.type === 'paragraph' ? 'a second paragraph' : kindName(extra)} stands inside a list`;
      report.error(
        lineOf(extra),
        problem,
        'keep each point to one paragraph; make a step of what needs more',
      );
    }
    if (first?.type === 'paragraph') return [toInlines(first.children, context, report)];
    report.error(lineOf(item), 'the point is empty', 'write its text on the same line');
    return [];
  });
}
