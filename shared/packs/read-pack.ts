import { refuse, ok, type Result } from '../result.ts';
import { packFormat, packSchema, type Pack, type PackRefusal } from './pack.ts';

/** A pack out of a file's text, or why it can't be used. */
export function parsePack(text: string): Result<Pack, PackRefusal> {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (thrown) {
    return refuse({ kind: 'not-json', detail: `${String(thrown)}; build the knowledge base again` });
  }
  const format = typeof raw === 'object' && raw !== null && 'format' in raw ? raw.format : undefined;
  if (typeof format === 'number' && format > packFormat) {
    return refuse({ kind: 'needs-newer-app', detail: `format ${format}, this app reads ${packFormat}; update the app` });
  }
  const parsed = packSchema.safeParse(raw);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  const place = issue?.path.join('.') ?? '';
  return refuse({ kind: 'invalid', detail: `${place}: ${issue?.message ?? 'invalid'}; build the knowledge base again` });
}
