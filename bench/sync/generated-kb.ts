import type { CompiledKb } from '../../hub/publish/compile-kb.ts';
import type { Guide } from '../../shared/guides/guide.ts';
import { packSchema, type Pack } from '../../shared/packs/pack.ts';
import { seededRandom } from '../fleet/random.ts';
import { generatedPack } from '../panel/generated-packs.mjs';

/** As many words as a department uses; fewer would make the packs smaller than real ones. */
const vocabulary = 20_000;

/** A knowledge base in English of so many guides. */
export function generatedKb(guides: number): CompiledKb {
  return {
    packs: new Map([['en', packSchema.parse(generatedPack(guides, vocabulary))]]),
    images: new Map(),
    checkMinutes: { guides: 60, incidents: 8 },
  };
}

/** Replaces each tenth word of a guide by others that are used as often. */
function edited(guide: Guide, words: readonly string[], random: () => number): Guide {
  const other = () => words[Math.floor(random() * words.length)] ?? '';
  const text = (before: string) =>
    before
      .split(' ')
      .map((word) => (random() < 0.1 ? other() : word))
      .join(' ');
  return {
    ...guide,
    steps: guide.steps.map((step) => ({
      ...step,
      body: step.body.map((block) =>
        block.type === 'paragraph'
          ? {
              ...block,
              inlines: block.inlines.map((inline) =>
                inline.type === 'text' ? { ...inline, text: text(inline.text) } : inline,
              ),
            }
          : block,
      ),
    })),
  };
}

/** The same knowledge base after editors went over `count` guides that are spread over all of it. */
export function withEdits(kb: CompiledKb, count: number, round: number): CompiledKb {
  const random = seededRandom(round);
  const packs = [...kb.packs].map(([language, pack]): [typeof language, Pack] => {
    const every = Math.floor(pack.guides.length / count);
    const isEdited = (n: number) => n % every === round % every && n / every < count;
    const words = pack.guides.flatMap(({ title, summary }) => `${title} ${summary}`.split(' '));
    const guides = pack.guides.map((guide, n) => (isEdited(n) ? edited(guide, words, random) : guide));
    return [language, { ...pack, contentFromMs: pack.contentFromMs + round * 60_000, guides }];
  });
  return { ...kb, packs: new Map(packs) };
}

/** The same with an outage notice. */
export function withIncident(kb: CompiledKb): CompiledKb {
  const incident = {
    id: 'mail-is-down',
    severity: 'incident' as const,
    title: 'Mail does not arrive',
    text: 'We know, and we work on it. Nothing is lost: what was sent since nine arrives when it is repaired.',
    windows: [{ from: '2026-11-23T10:05', until: '2026-11-23T18:00' }],
  };
  const packs = [...kb.packs].map(([language, pack]): [typeof language, Pack] => [
    language,
    { ...pack, campaigns: [...pack.campaigns, incident] },
  ]);
  return { ...kb, packs: new Map(packs) };
}
