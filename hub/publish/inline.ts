import type { Link, PhrasingContent } from 'mdast';
import type { Inline } from '../../shared/guides/guide.ts';
import { parseAction, type LinkContext } from './link-target.ts';
import type { Report } from './mistake.ts';

export const lineOf = (node: { position?: { start: { line: number } } | undefined }): number =>
  node.position?.start.line ?? 1;

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

/** The words inside emphasis or a link, which may hold other emphasis but nothing to click. */
export function wordsOf(nodes: readonly PhrasingContent[], report: Report): string {
  const parts = nodes.map((node): string => {
    switch (node.type) {
      case 'text':
      case 'inlineCode':
        return node.value;
      case 'strong':
      case 'emphasis':
        return wordsOf(node.children, report);
      case 'break':
        return ' ';
      default:
        report.error(
          lineOf(node),
          `${kindName(node)} can't stand inside emphasis or a link`,
          'use plain words there',
        );
        return '';
    }
  });
  return oneLine(parts.join(''));
}

/** Running text as the closed set that the app can show. */
export function toInlines(nodes: readonly PhrasingContent[], context: LinkContext, report: Report): Inline[] {
  const inlines = nodes.flatMap((node): Inline[] => {
    switch (node.type) {
      case 'text':
        return [{ type: 'text', text: oneLine(node.value) }];
      case 'inlineCode':
        return [{ type: 'code', text: node.value }];
      case 'strong':
      case 'emphasis':
        return [{ type: node.type, text: wordsOf(node.children, report) }];
      case 'break':
        return [{ type: 'text', text: ' ' }];
      case 'link':
        return [toLink(node, context, report)];
      case 'image':
        report.error(
          lineOf(node),
          'a picture stands inside a sentence or list',
          'put it alone on a line between paragraphs',
        );
        return [];
      default:
        report.error(
          lineOf(node),
          `${kindName(node)} can't be shown`,
          'use plain text, **strong**, *emphasis*, `code` or a link',
        );
        return [];
    }
  });
  return trimEnds(inlines.filter((inline) => inline.text !== ''));
}

function toLink(node: Link, context: LinkContext, report: Report): Inline {
  const text = wordsOf(node.children, report).trim();
  const action = parseAction(node.url, context);
  if (action.kind === 'problem') report.error(lineOf(node), action.problem, action.remedy);
  if (text === '')
    report.error(lineOf(node), 'the link has no words', 'write what it opens between the brackets');
  return action.kind === 'problem' || action.kind === 'hidden'
    ? { type: 'text', text }
    : { type: 'link', text, action };
}

function trimEnds(inlines: readonly Inline[]): Inline[] {
  const last = inlines.length - 1;
  return inlines
    .map((inline, index) => {
      if (inline.type !== 'text') return inline;
      const head = index === 0 ? inline.text.trimStart() : inline.text;
      return { ...inline, text: index === last ? head.trimEnd() : head };
    })
    .filter((inline) => inline.text !== '');
}

const kindNames: Readonly<Record<string, string>> = {
  html: 'HTML',
  image: 'a picture',
  imageReference: 'a picture by reference',
  linkReference: 'a link by reference',
  link: 'a link',
  blockquote: 'a quotation',
  code: 'a code block',
  thematicBreak: 'a dividing line',
  definition: 'a link definition',
  list: 'a list',
};

/** What an editor calls a kind of Markdown. */
export const kindName = (node: { type: string }): string => kindNames[node.type] ?? node.type;
