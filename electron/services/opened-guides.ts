import type { Guide } from '../../shared/guides/guide.ts';

/** A guide that was shown, and that IT has changed or withdrawn since. */
export interface Outdated {
  id: string;
  change: 'changed' | 'withdrawn';
}

/** The guides of this session as the person saw them, whatever becomes of them in the library. */
export interface OpenedGuides {
  get(id: string): Guide | undefined;
  ids(): string[];
  /** The person has this version before them now. */
  show(guide: Guide): void;
  /** The library is another one; `now` are those of the opened guides that it still has. */
  compare(now: readonly Guide[], how: { isOtherLanguage: boolean }): void;
  outdated(): Outdated[];
}

/** More than a person goes back through; each is some ten kilobytes. */
const keptMax = 50;

export function createOpenedGuides(): OpenedGuides {
  const shown = new Map<string, Guide>();
  let changes = new Map<string, Outdated['change']>();

  return {
    get: (id) => shown.get(id),
    ids: () => [...shown.keys()],
    show(guide) {
      const before = shown.get(guide.id);
      shown.delete(guide.id);
      shown.set(guide.id, guide);
      // A withdrawn one that is opened again is still withdrawn.
      if (before !== guide) changes.delete(guide.id);
      const [oldest] = shown.keys();
      if (shown.size > keptMax && oldest !== undefined) {
        shown.delete(oldest);
        changes.delete(oldest);
      }
    },
    compare(now, { isOtherLanguage }) {
      const newest = new Map(now.map((guide) => [guide.id, guide]));
      changes = new Map();
      for (const [id, before] of shown) {
        const guide = newest.get(id);
        if (!guide) changes.set(id, 'withdrawn');
        // In another language everything differs; the panel asks again by itself.
        else if (isOtherLanguage) shown.set(id, guide);
        else if (JSON.stringify(guide) !== JSON.stringify(before)) changes.set(id, 'changed');
      }
    },
    outdated: () => [...changes].map(([id, change]) => ({ id, change })),
  };
}
