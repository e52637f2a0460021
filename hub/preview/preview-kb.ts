import { guideIdSchema } from '../../shared/guides/action.ts';
import { languages, type Language } from '../../shared/language.ts';
import type { Pack } from '../../shared/packs/pack.ts';
import type { PreviewState } from '../../shared/preview/preview-state.ts';
import { compileKb, type CompiledKb } from '../publish/compile-kb.ts';
import { sortMistakes, type Mistake } from '../publish/mistake.ts';
import { readSources } from '../publish/read-sources.ts';

export type Draft = Pick<CompiledKb, 'packs' | 'images'>;

/** A knowledge base as the preview shows it: what could be read, and what is wrong with the rest. */
export interface PreviewKb {
  state: PreviewState;
  draft: Draft | undefined;
}

/** Reads the knowledge base in `folder` as it is now; `before` is how it was, absent at the start. */
export async function readPreviewKb(
  folder: string,
  before: PreviewKb | undefined,
  nowMs: number,
): Promise<PreviewKb> {
  const read = await readSources(folder);
  const compilation = compileKb(read.sources, new Date(nowMs).toISOString().slice(0, 10));
  const mistakes = sortMistakes([...read.mistakes, ...compilation.mistakes]);
  const wrongIds = new Set(
    mistakes.flatMap(({ severity, file }) => (severity === 'error' ? idIn(file) : [])),
  );
  const { draft: fresh } = compilation;
  const draft = fresh && before?.draft ? withLastGood(fresh, before.draft, wrongIds) : fresh;
  return {
    draft,
    state: {
      revision: (before?.state.revision ?? 0) + 1,
      folder,
      drawable: draft !== undefined,
      guides: listGuides(draft, wrongIds),
      mistakes,
    },
  };
}

/** The guide that a file belongs to, if it is one. */
function idIn(file: Mistake['file']): string[] {
  const written = guideIdSchema.safeParse(/^guides\/(.+)\.[a-z]{2}\.md$/.exec(file)?.[1]);
  return written.success ? [written.data] : [];
}

/** An editor in the middle of a sentence goes on seeing the guide: as it was before the mistake. */
function withLastGood(fresh: Draft, before: Draft, wrongIds: ReadonlySet<string>): Draft {
  const packs = new Map(
    Array.from(fresh.packs, ([language, pack]): [Language, Pack] => {
      const here = new Set(pack.guides.map(({ id }) => id));
      const kept = (before.packs.get(language)?.guides ?? []).filter(
        ({ id }) => wrongIds.has(id) && !here.has(id),
      );
      return [language, { ...pack, guides: [...pack.guides, ...kept] }];
    }),
  );
  return { packs, images: new Map([...before.images, ...fresh.images]) };
}

function listGuides(draft: Draft | undefined, wrongIds: ReadonlySet<string>): PreviewState['guides'] {
  const titles = new Map<string, Partial<Record<Language, string>>>();
  for (const tag of languages) {
    for (const guide of draft?.packs.get(tag)?.guides ?? []) {
      const known = titles.get(guide.id) ?? {};
      titles.set(guide.id, { ...known, [guide.language]: guide.title });
    }
  }
  for (const id of wrongIds) if (!titles.has(id)) titles.set(id, {});
  return Array.from(titles, ([id, its]) => ({ id, titles: its })).sort((a, b) => (a.id < b.id ? -1 : 1));
}
