import type { Image, Link, PhrasingContent, Text } from 'mdast';
import type { Losses } from './loss.ts';
import { plainWords } from './markdown-tree.ts';

/** What the importing knowledge base says about links and pictures. */
export interface Surroundings {
  /** The link as a guide writes it, or why it can't open it. */
  link(url: string): { url: string } | { lost: 'link-host' | 'link-unknown' };
  /** The file in `images/`, or why there is none. */
  picture(url: string): { file: string } | { lost: 'picture-remote' | 'picture-missing' | 'picture-unfit' };
}

/** Running text in the closed set of a guide, and the pictures that stood in it. */
export interface Words {
  inlines: PhrasingContent[];
  pictures: Image[];
}

/** Reduces running text to words, emphasis, code and links that a guide can open. */
export function toWords(nodes: readonly PhrasingContent[], around: Surroundings, losses: Losses): Words {
  const words: Words = { inlines: [], pictures: [] };
  for (const node of nodes) {
    const part = wordsOfNode(node, around, losses);
    words.inlines.push(...part.inlines);
    words.pictures.push(...part.pictures);
  }
  return { ...words, inlines: joinTexts(words.inlines) };
}

const none: Words = { inlines: [], pictures: [] };
const only = (...inlines: PhrasingContent[]): Words => ({ inlines, pictures: [] });

function wordsOfNode(node: PhrasingContent, around: Surroundings, losses: Losses): Words {
  switch (node.type) {
    case 'text':
      return only(...withLinks(node.value.replace(/\s+/g, ' '), around));
    case 'inlineCode':
      return node.value.trim() === '' ? none : only({ type: 'inlineCode', value: node.value });
    case 'break':
      return only({ type: 'break' });
    case 'strong':
    case 'emphasis': {
      const inner = toWords(node.children, around, losses);
      if (inner.inlines.some(({ type }) => type === 'link')) {
        losses.add('formatting', plainWords(node.children));
        return inner;
      }
      const value = plainWords(inner.inlines);
      const marked: PhrasingContent[] =
        value === '' ? [] : [{ type: node.type, children: [{ type: 'text', value }] }];
      return { inlines: spaced(inner.inlines, marked), pictures: inner.pictures };
    }
    case 'link':
      return wordsOfLink(node, around, losses);
    case 'image':
      return wordsOfImage(node, around, losses);
    case 'html':
      if (/^<br\b/i.test(node.value)) return only({ type: 'break' });
      if (!node.value.startsWith('</')) losses.add('html', node.value);
      return none;
    case 'delete':
      losses.add('formatting', plainWords(node.children));
      return toWords(node.children, around, losses);
    default:
      losses.add('formatting', node.type);
      return none;
  }
}

/** Marks don't reach over the spaces at their ends; the words around still need those. */
function spaced(from: readonly PhrasingContent[], marked: PhrasingContent[]): PhrasingContent[] {
  const [first, last] = [from.at(0), from.at(-1)];
  const before = first?.type === 'text' && first.value.startsWith(' ');
  const after = last?.type === 'text' && last.value.endsWith(' ');
  const space: Text = { type: 'text', value: ' ' };
  return [...(before ? [space] : []), ...marked, ...(after ? [space] : [])];
}

function wordsOfLink(node: Link, around: Surroundings, losses: Losses): Words {
  const inner = toWords(
    node.children.map((child): PhrasingContent =>
      child.type === 'link' ? { type: 'text', value: '' } : child,
    ),
    { ...around, link: () => ({ lost: 'link-unknown' }) },
    losses,
  );
  const value = plainWords(inner.inlines);
  if (value === '') return inner;
  const target = around.link(node.url);
  const words: Text = { type: 'text', value };
  if ('url' in target) {
    return { inlines: [{ type: 'link', url: target.url, children: [words] }], pictures: inner.pictures };
  }
  losses.add(target.lost, `${value} (${node.url})`);
  return { inlines: [words], pictures: inner.pictures };
}

function wordsOfImage(node: Image, around: Surroundings, losses: Losses): Words {
  const target = around.picture(node.url);
  if ('lost' in target) {
    losses.add(target.lost, node.url);
    return none;
  }
  const alt = (node.alt ?? '').trim() || (node.title ?? '').trim() || nameWords(node.url);
  return { inlines: [], pictures: [{ type: 'image', url: target.file, alt: alt.replace(/\s+/g, ' ') }] };
}

/** `Print%20queue-1.png` -> `Print queue 1`: what is known of a picture nobody described. */
function nameWords(url: string): string {
  const name = /([^/?#]*?)(?:\.\w+)?(?:[?#].*)?$/.exec(url)?.[1] ?? '';
  return name.replace(/%[0-9a-f]{2}|[-_.]+/gi, ' ').trim() || 'picture';
}

/** Addresses that stand in the text become links where a guide may open them; else they stay words. */
function withLinks(text: string, around: Surroundings): PhrasingContent[] {
  return text.split(/(https:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/).flatMap((part, index): PhrasingContent[] => {
    if (part === '') return [];
    const target = index % 2 === 1 ? around.link(part) : undefined;
    const words: Text = { type: 'text', value: part };
    return [target && 'url' in target ? { type: 'link', url: target.url, children: [words] } : words];
  });
}

function joinTexts(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const joined: PhrasingContent[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (node.type === 'text' && last?.type === 'text') {
      joined[joined.length - 1] = {
        type: 'text',
        value: `${last.value}${node.value}`.replace(/ {2,}/g, ' '),
      };
    } else joined.push(node);
  }
  return joined;
}
