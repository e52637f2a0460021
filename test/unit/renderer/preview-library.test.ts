import { expect, it } from 'vitest';
import { createPreviewLibrary } from '../../../renderer/preview/preview-library.ts';
import { generatedPack } from '../../../bench/panel/generated-packs.mjs';
import type { Guide } from '../../../shared/guides/guide.ts';
import { packSchema } from '../../../shared/packs/pack.ts';

const { guides, ...head } = packSchema.parse(generatedPack(3));
const [first, second] = guides as [Guide, Guide];
const badge: Guide = { ...first, title: 'The access card opens no door', appliesTo: ['windows'] };
const projector: Guide = { ...second, title: 'The projector shows nothing', appliesTo: ['windows', 'linux'] };
const pack = {
  ...{ ...head, guides: [badge, projector] },
  synonyms: { same: [['access card', 'zorble']], means: {}, english: {}, without: [] },
};
const found = (text: string, os: 'windows' | 'linux') => createPreviewLibrary(pack, os).search(text, 5);

it('finds what a machine with this pack would, by its synonyms, too', () => {
  expect(found('zorble', 'windows')).toMatchObject({ hits: [{ title: badge.title }], meant: [] });
  expect(found('zorble', 'linux')).toEqual({ hits: [], meant: [] });
});

it('says what it took a mistyped word for, and marks it in the title', () => {
  const { hits, meant } = found('projecktor ', 'linux');
  expect(meant).toEqual([{ typed: 'projecktor', meant: 'projector' }]);
  expect(hits).toMatchObject([{ title: projector.title, titleRanges: [[4, 13]] }]);
});
