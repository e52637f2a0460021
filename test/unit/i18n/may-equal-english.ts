/** Texts that are right as they are in English: names, and what consists of variables and signs. */
export const mayEqualEnglish: ReadonlySet<string> = new Set([
  'request.lines.app',
  'panel.search.escape',
  'panel.settings.version',
  'request.values.quoted',
]);
