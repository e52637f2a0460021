/** How a word of a guide answers a word of a question. */
export type How = 'exact' | 'inflected' | 'prefix' | 'part' | 'joined' | 'repaired' | 'synonym';

/** A term to look for, and what finding it is worth beside the word itself. */
export interface Alternative {
  term: number;
  weight: number;
  how: How;
}

/** One word of a question with everything that answers it in one section. */
export interface Concept {
  /** As it was typed. */
  word: string;
  alternatives: Alternative[];
  /** Whoever types a code means just that one. */
  isCode: boolean;
  /** Only in short fields: one or two letters begin half of all words of a body. */
  inShortFieldsOnly: boolean;
}

/** Alternatives of a word; of the same term, the best one stays. */
export interface AlternativeSet {
  add(term: number, weight: number, how: How): void;
  readonly size: number;
  /** In the order of their terms. */
  all(): Alternative[];
}

export function createAlternatives(): AlternativeSet {
  const byTerm = new Map<number, Alternative>();
  return {
    add(term, weight, how) {
      if ((byTerm.get(term)?.weight ?? 0) < weight) byTerm.set(term, { term, weight, how });
    },
    get size() {
      return byTerm.size;
    },
    all: () => [...byTerm.values()].sort((a, b) => a.term - b.term),
  };
}
