import type { Guide } from '../../shared/guides/guide.ts';

/** File names of the pictures that a guide shows. */
export const imagesOf = (guide: Guide): string[] =>
  [...guide.steps.map((step) => step.body), guide.check, guide.giveUp]
    .flat()
    .flatMap((block) => (block.type === 'image' ? [block.file] : []));
