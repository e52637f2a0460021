import type { CompiledKb } from '../../../hub/publish/compile-kb.ts';
import { sha256Of } from '../../../hub/publish/digest.ts';
import type { Guide } from '../../../shared/guides/guide.ts';

/** The knowledge base with other guides in every language; everything else stays. */
export const changedGuides = (kb: CompiledKb, change: (guides: readonly Guide[]) => Guide[]): CompiledKb => ({
  ...kb,
  packs: new Map(
    [...kb.packs].map(([language, pack]) => [language, { ...pack, guides: change(pack.guides) }]),
  ),
});

/** A kilobyte that no compression shortens much, the same on each run. */
const noise = (seed: number): string =>
  Array.from({ length: 16 }, (_, n) => sha256Of(Buffer.from(`${seed}.${n}`))).join(' ');

/** `count` guides after the first one, each under an id and with a text of its own. */
export const copies = (kb: CompiledKb, count: number): CompiledKb =>
  changedGuides(kb, ([first]) =>
    Array.from({ length: count }, (_, n): Guide => {
      if (!first) throw new Error('there is no guide to copy');
      const giveUp: Guide['giveUp'] = [{ type: 'paragraph', inlines: [{ type: 'text', text: noise(n) }] }];
      return { ...first, id: `copy-${String(n).padStart(4, '0')}`, title: `${first.title} ${n}`, giveUp };
    }),
  );
