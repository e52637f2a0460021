import { languages, type Language } from '../language.ts';
import { analyseGuide, type AnalysedGuide } from './analyse-guide.ts';
import { rebuildSection } from './build-section.ts';
import { emptySection, type Section } from './section.ts';
import type { SearchText } from './search-text.ts';

/**
 * Guides made searchable: one section for each language they are in. The only door to full-text search, with `search`,
 * `explain` and `index-bytes`. An index is never changed: a patch makes another one.
 */
export interface GuideIndex {
  sections: ReadonlyMap<Language, Section>;
}

/** An index in the making. A thousand guides take a second: done in slices, nobody waits for it. */
export interface IndexBuild {
  /** Goes on a little; false when all is done. */
  step(): boolean;
  /** The whole index, with whatever was still missing done at once. */
  finish(): GuideIndex;
}

/** What changes in an index, by id; a changed guide may be in both. */
export interface IndexChanges {
  removed: Iterable<string>;
  added: Iterable<SearchText>;
}

const emptyIndex: GuideIndex = { sections: new Map() };

/** Begins an index over the guides of one pack; each is asked for only when it is its turn. */
export const startIndex = (texts: Iterable<SearchText>): IndexBuild =>
  startPatch(emptyIndex, { removed: [], added: texts });

/** An index over the guides of one pack, at once. */
export const buildIndex = (texts: Iterable<SearchText>): GuideIndex => startIndex(texts).finish();

/** Begins an index without some guides and with others; it answers as one built afresh. The old one stays as it is. */
export function startPatch(index: GuideIndex, changes: IndexChanges): IndexBuild {
  const work = patched(index, changes);
  let done: GuideIndex | undefined;
  function step(): boolean {
    if (done) return false;
    const next = work.next();
    if (!next.done) return true;
    // After a throw a generator is done without a value.
    if (next.value === undefined) throw new Error('the index could not be built');
    done = next.value;
    return false;
  }
  function finish(): GuideIndex {
    while (step()) continue;
    return done ?? index;
  }
  return { step, finish };
}

/** `startPatch` at once. */
export const patchIndex = (index: GuideIndex, changes: IndexChanges): GuideIndex =>
  startPatch(index, changes).finish();

function* patched(
  index: GuideIndex,
  { removed, added }: IndexChanges,
): Generator<void, GuideIndex | undefined> {
  const leaving = new Set(removed);
  const incoming = new Map<Language, AnalysedGuide[]>();
  for (const text of added) {
    const known = incoming.get(text.language);
    if (known) known.push(analyseGuide(text));
    else incoming.set(text.language, [analyseGuide(text)]);
    leaving.add(text.id);
    yield;
  }
  const sections = new Map<Language, Section>();
  for (const language of languages) {
    const before = index.sections.get(language);
    const guides = lastOfEach(incoming.get(language) ?? []);
    const isSame = guides.length === 0 && !before?.ids.some((id) => leaving.has(id));
    const section =
      before && isSame ? before : yield* rebuildSection(before ?? emptySection(language), leaving, guides);
    if (section.ids.length > 0) sections.set(language, section);
  }
  return { sections };
}

/** Of guides with the same id, the last one. */
const lastOfEach = (guides: readonly AnalysedGuide[]): AnalysedGuide[] => [
  ...new Map(guides.map((guide) => [guide.id, guide])).values(),
];
