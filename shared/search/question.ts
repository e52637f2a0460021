import type { Language } from '../language.ts';
import type { SynonymTable } from './synonyms.ts';

/** Context breaks ties; it never carries a guide past one that answers clearly better. */
export const liftMax = 1.2;

export interface Question {
  /** Whatever was typed or pasted; without a space after it, its last word is taken for unfinished. */
  text: string;
  /** The person's: its guides come first, English ones below. */
  language: Language;
  limit: number;
  synonyms?: SynonymTable | undefined;
  isShown?: (id: string) => boolean;
  /** What else speaks for a guide, by id: 1 for nothing, `liftMax` at most. */
  lifts?: ReadonlyMap<string, number>;
}
