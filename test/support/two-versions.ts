import { createHash } from 'node:crypto';
import { generatedPack } from '../../bench/panel/generated-packs.mjs';
import type { LibraryEngine } from '../../electron/services/ports.ts';
import type { CompiledKb } from '../../hub/publish/compile-kb.ts';
import type { Guide } from '../../shared/guides/guide.ts';
import { packSchema } from '../../shared/packs/pack.ts';

/** A knowledge base, and what must be found in it and in no other one. */
export interface Version {
  kb: CompiledKb;
  guides: Guide[];
  word: string;
}

const generated = packSchema.parse(generatedPack(120));

function picture(label: string): [name: string, bytes: Uint8Array] {
  const bytes = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><title>${label}</title></svg>`);
  return [`${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}.svg`, bytes];
}

/** Every sixth guide says in its title and its picture which version it is of. */
export function version(word: string, dropped: number): Version {
  const [file, bytes] = picture(word);
  const guides = generated.guides
    .filter((_, n) => n !== dropped)
    .map((guide, n) =>
      n % 6 === 0
        ? {
            ...guide,
            title: `${guide.title} ${word}`,
            check: [{ type: 'image' as const, file, alt: word, widthPx: 10, heightPx: 10 }],
          }
        : guide,
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    ...{ guides, word },
    kb: {
      packs: new Map([['en', { ...generated, contentFromMs: generated.contentFromMs + dropped, guides }]]),
      images: new Map([[file, bytes]]),
      checkMinutes: { guides: 60, incidents: 8 },
    },
  };
}

/** Which of the versions an engine shows; its words when what it shows is none of them, or only partly one. */
export async function versionShown(engine: LibraryEngine, versions: readonly Version[]): Promise<string> {
  const opened = await engine.open('en');
  if (!opened.ok) return opened.error.detail;
  const guides = await engine.guides(opened.value.guides.map(({ id }) => id));
  const hits = await Promise.all(
    versions.map(async ({ word }) => {
      const answer = await engine.search(`${word} `, 200);
      return answer.ok ? answer.value.hits : [];
    }),
  );
  const text = JSON.stringify(guides);
  for (const [n, { guides: wanted, word }] of versions.entries()) {
    if (text !== JSON.stringify(wanted)) continue;
    const named = wanted.filter(({ title }) => title.endsWith(word)).length;
    const isFound = hits.every((found, m) => found.length === (m === n ? named : 0));
    return isFound ? word : `${word}, but searches find ${hits.map((found) => found.length).join()}`;
  }
  return `${guides.length} guides of no version`;
}
