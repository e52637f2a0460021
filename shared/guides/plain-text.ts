import type { Block, Inline } from './guide.ts';

/** The words of a run of text, without its emphasis. */
export const plainText = (inlines: readonly Inline[]): string =>
  inlines.map((inline) => inline.text).join('');

/** Everything a person reads in blocks, in order, one line each. */
export const blockText = (blocks: readonly Block[]): string =>
  blocks
    .map((block) => {
      if (block.type === 'paragraph') return plainText(block.inlines);
      if (block.type === 'list') return block.items.map(plainText).join('\n');
      return block.type === 'image' ? block.alt : block.label;
    })
    .join('\n');
