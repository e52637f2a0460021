import type { Engine } from './engine.ts';
import { flexSearch } from './flexsearch.ts';
import { lunrSearch } from './lunr.ts';
import { naiveMiniSearch, tunedMiniSearch } from './minisearch.ts';
import { orama } from './orama.ts';

/** What one would take otherwise, by the names of `--versus`; `minisearch` is the one that margins are told against. */
export const versusEngines = {
  minisearch: tunedMiniSearch,
  'minisearch-naive': naiveMiniSearch,
  flexsearch: flexSearch,
  orama,
  lunr: lunrSearch,
} as const satisfies Record<string, () => Engine>;

export type VersusName = keyof typeof versusEngines;
export const versusNames: readonly string[] = Object.keys(versusEngines);
export const isVersusName = (name: string): name is VersusName => versusNames.includes(name);
