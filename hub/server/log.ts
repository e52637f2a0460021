/** A structured log. What is written there: ids, counts, kinds. Never what a person wrote, a token or an address. */
export interface HubLog {
  info(facts: Readonly<Record<string, string | number>>, words: string): void;
  warn(facts: Readonly<Record<string, string | number>>, words: string): void;
  error(facts: Readonly<Record<string, string | number>>, words: string): void;
}
