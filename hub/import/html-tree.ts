import { fromHtml } from 'hast-util-from-html';
import { toMdast } from 'hast-util-to-mdast';
import type { RootContent } from 'mdast';
import type { Losses } from './loss.ts';

type HtmlRoot = ReturnType<typeof fromHtml>;
type HtmlContent = HtmlRoot['children'][number];
type Element = Extract<HtmlContent, { type: 'element' }>;
type ElementContent = Element['children'][number];

/** Nothing of these can be said in a guide. */
const lostTags: ReadonlySet<string> = new Set([
  'iframe',
  'video',
  'audio',
  'object',
  'embed',
  'form',
  'button',
  'input',
  'select',
  'textarea',
  'canvas',
  'svg',
  'math',
]);
const silentTags: ReadonlySet<string> = new Set(['script', 'style', 'noscript', 'template', 'head']);
/** What a wiki adds to every page: its contents table, its edit links. */
const chromeClasses: ReadonlySet<string> = new Set(['mw-editsection', 'toc', 'mw-empty-elt', 'navbox']);
// Whoever walks a tree this deep runs out of stack.
const depthMax = 100;

/** HTML as the tree that Markdown has; what has no place in it is left out and told. */
export function treeOfHtml(html: string, losses: Losses): RootContent[] {
  const root = fromHtml(html, { fragment: true });
  const kept: HtmlRoot = { type: 'root', children: prune(root.children, losses, 0) };
  const tree = toMdast(kept);
  return tree.type === 'root' ? tree.children : [];
}

function prune(
  nodes: readonly (HtmlContent | ElementContent)[],
  losses: Losses,
  depth: number,
): (HtmlContent | ElementContent)[] {
  return nodes.flatMap((node): (HtmlContent | ElementContent)[] => {
    if (node.type === 'comment' || node.type === 'doctype') return [];
    if (node.type !== 'element') return [node];
    if (silentTags.has(node.tagName) || isChrome(node)) return [];
    if (lostTags.has(node.tagName) || depth > depthMax) {
      losses.add('html', `<${node.tagName}>`);
      return [];
    }
    const children = prune(node.children, losses, depth + 1) as ElementContent[];
    return [{ ...node, children }];
  });
}

function isChrome({ properties }: Element): boolean {
  const { className } = properties;
  return (
    Array.isArray(className) && className.some((name) => typeof name === 'string' && chromeClasses.has(name))
  );
}
