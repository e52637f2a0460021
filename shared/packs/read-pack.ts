import type { z } from 'zod';
import { ok, refuse, toError, type Result } from '../result.ts';
import { packFormat, packSchema, type Pack, type PackRefusal } from './pack.ts';

const issuesShownMax = 3;
const rebuild = 'build the knowledge base again with `zeroline build`';

const refused = (kind: PackRefusal['kind'], detail: string) => refuse({ kind, detail });

/** A pack out of a file's text, or why it can't be used and what to do about it. */
export function parsePack(text: string): Result<Pack, PackRefusal> {
  if (text.trim() === '') return refused('not-json', `the pack is empty; ${rebuild}`);
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (thrown) {
    return refused('not-json', `the pack is damaged: ${toError(thrown).message}; ${rebuild}`);
  }
  // The format comes first: what a newer one looks like, this app can't know.
  const format = typeof raw === 'object' && raw !== null && 'format' in raw ? raw.format : undefined;
  if (typeof format === 'number' && format > packFormat) {
    return refused(
      'needs-newer-app',
      `the pack has format ${format}, this app reads ${packFormat}; update the app`,
    );
  }
  return checkPack(raw);
}

function checkPack(raw: unknown): Result<Pack, PackRefusal> {
  let parsed: z.ZodSafeParseResult<Pack>;
  try {
    parsed = packSchema.safeParse(raw);
  } catch {
    // Conditions nest, and the parser follows them by recursion.
    return refused('invalid', `a rule is nested too deeply; ${rebuild}`);
  }
  if (!parsed.success) {
    const { issues } = parsed.error;
    const shown = issues
      .slice(0, issuesShownMax)
      .map(({ path, message }) => `${path.map(String).join('.')}: ${message}`);
    const more = issues.length > issuesShownMax ? ` and ${issues.length - issuesShownMax} more` : '';
    return refused('invalid', `${shown.join('; ')}${more}; ${rebuild}`);
  }
  const twice = firstTwice(parsed.data.guides.map((guide) => guide.id));
  return twice === undefined
    ? ok(parsed.data)
    : refused('invalid', `the guide "${twice}" is there twice; ${rebuild}`);
}

const firstTwice = (ids: readonly string[]): string | undefined =>
  ids.find((id, index) => ids.indexOf(id) !== index);
