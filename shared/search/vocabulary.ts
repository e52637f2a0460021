/** The words an index knows, for telling a misspelt word from a rare one. */
export interface Vocabulary {
  hasTerm(term: string): boolean;
  /** Whether a known word begins like this. */
  hasPrefix(prefix: string): boolean;
}
