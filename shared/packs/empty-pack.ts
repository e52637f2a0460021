import type { Language } from '../language.ts';
import { noSynonyms } from '../search/synonyms.ts';
import { packFormat, type Pack } from './pack.ts';

/** The knowledge base of a machine that could not read one: valid, and without guides, rules and contacts. */
export const emptyPack = (language: Language): Pack => ({
  format: packFormat,
  language,
  contentFromMs: 0,
  organisation: { name: 'Zeroline', timeZone: 'UTC', holidays: [], linkHosts: [], contacts: {}, tickets: [] },
  areas: [],
  guides: [],
  mostAsked: [],
  rules: [],
  synonyms: noSynonyms,
  campaigns: [],
});
