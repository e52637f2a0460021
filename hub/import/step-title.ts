import type { PhrasingContent, Text } from 'mdast';
import { plainWords } from './markdown-tree.ts';

// A step's heading is one instruction; what is longer has its explanation with it.
const titleCharsMax = 80;
const sentenceEnd = /[.!?:;](?=\s)/g;

/** Cuts a long point after its first sentence: the first is the heading, the rest stands below it. */
export function cutTitle(inlines: readonly PhrasingContent[]): {
  title: PhrasingContent[];
  rest: PhrasingContent[];
} {
  const whole = plainWords(inlines);
  const at = whole.length > titleCharsMax ? firstCut(inlines) : undefined;
  if (!at) return { title: withoutStop(inlines), rest: [] };
  const { index, offset } = at;
  const node = inlines[index] as Text;
  return {
    title: withoutStop([...inlines.slice(0, index), { ...node, value: node.value.slice(0, offset) }]),
    rest: [{ ...node, value: node.value.slice(offset).trimStart() }, ...inlines.slice(index + 1)],
  };
}

function firstCut(inlines: readonly PhrasingContent[]): { index: number; offset: number } | undefined {
  for (const [index, node] of inlines.entries()) {
    if (node.type !== 'text') continue;
    for (const match of node.value.matchAll(sentenceEnd)) {
      const before = plainWords([
        ...inlines.slice(0, index),
        { ...node, value: node.value.slice(0, match.index) },
      ]);
      // "e.g. " and "1. " end no sentence.
      if (before.length >= 12) return { index, offset: match.index + 1 };
    }
  }
  return undefined;
}

/** Headings carry no full stop, and no colon when what it announces went below. */
function withoutStop(inlines: readonly PhrasingContent[]): PhrasingContent[] {
  const last = inlines.at(-1);
  if (last?.type !== 'text') return [...inlines];
  return [...inlines.slice(0, -1), { ...last, value: last.value.replace(/(?<![.…])[.:;]\s*$/, '') }];
}
