import type { AnalysedGuide } from './analyse-guide.ts';
import { shortFields } from './posting.ts';
import type { Section } from './section.ts';

/** The guides of a section that is being made out of another one and of guides that come in. */
export interface NumberedGuides {
  /** Number in the section before -> new number, or -1 for a guide that leaves. */
  ofOld: Int32Array;
  /** Place among those that come in -> number. */
  ofAdded: number[];
  columns: Pick<Section, 'ids' | 'titles' | 'shortLengths' | 'passageCounts' | 'passageLengths'>;
}

/** Numbers guides by their ids. One that comes in takes the place of one with the same id. */
export function numberGuides(
  before: Section,
  removed: ReadonlySet<string>,
  added: readonly AnalysedGuide[],
): NumberedGuides {
  const leaving = new Set([...removed, ...added.map(({ id }) => id)]);
  const kept = before.ids.flatMap((id, place) => (leaving.has(id) ? [] : { id, place, guide: undefined }));
  const all = [...kept, ...added.map((guide, place) => ({ id: guide.id, place, guide }))];
  all.sort((a, b) => (a.id < b.id ? -1 : 1));

  const ofOld = new Int32Array(before.ids.length).fill(-1);
  const ofAdded: number[] = [];
  const shortLengths = new Uint16Array(all.length * shortFields);
  const passageLengths: number[] = [];
  const passageCounts = Uint32Array.from(all, ({ place, guide }, number) => {
    if (guide) ofAdded[place] = number;
    else ofOld[place] = number;
    const { short, passages } = guide
      ? { short: guide.shortLengths, passages: guide.passageLengths }
      : lengthsOf(before, place);
    shortLengths.set(short, number * shortFields);
    for (const length of passages) passageLengths.push(length);
    return passages.length;
  });
  return {
    ofOld,
    ofAdded,
    columns: {
      ids: all.map(({ id }) => id),
      titles: all.map(({ place, guide }) => guide?.title ?? before.titles[place] ?? ''),
      shortLengths,
      passageCounts,
      passageLengths: Uint8Array.from(passageLengths),
    },
  };
}

const lengthsOf = ({ shortLengths, passageLengths, passageStarts }: Section, guide: number) => ({
  short: shortLengths.subarray(guide * shortFields, (guide + 1) * shortFields),
  passages: passageLengths.subarray(passageStarts[guide] ?? 0, passageStarts[guide + 1] ?? 0),
});
