import type { SyncRefusal, SyncRefusalKind } from '../../shared/packs/sync-refusal.ts';

/**
 * tuf-js turns what goes wrong with the snapshot and the targets into one sentence, so sentences are all there is to
 * tell errors by. Its version is exact, and the tests of attacks see each of these.
 */
const kindsBySentence: readonly (readonly [RegExp, SyncRefusalKind])[] = [
  [/\bis expired\b/, 'expired'],
  [/was signed by \d+\/\d+ keys/, 'bad-signature'],
  [/is less than current version|^(Error: )?Missing file|error Error: Missing file/, 'rollback'],
  [/Expected (length|hash)/, 'wrong-hash'],
  [/SyntaxError|is not valid JSON|Unexpected (token|end)/, 'not-json'],
  [/Failed to persist/, 'could-not-save'],
];

/** Why tuf-js did not take what it was given. */
export function tufRefusal(thrown: Error): SyncRefusal {
  const sentence = String(thrown);
  const [, kind] = kindsBySentence.find(([pattern]) => pattern.test(sentence)) ?? [];
  return { kind: kind ?? (isOlderRoot(sentence) ? 'rollback' : 'invalid'), detail: withoutPaths(sentence) };
}

/** An old root under the name of the next one. */
function isOlderRoot(sentence: string): boolean {
  const versions = /Expected version (\d+), got (\d+)/.exec(sentence);
  return versions !== null && Number(versions[2]) < Number(versions[1]);
}

/** The system's errors name whole paths, and those hold the name of the person. */
const withoutPaths = (sentence: string): string =>
  sentence
    .replace(/'[^']*[\\/][^']*'/g, 'a file')
    .replace(/^Error: /, '')
    .slice(0, 200);
