import type { z } from 'zod';
import { campaignsSchema, packFormat, packHeadSchema, type PackHead } from './pack.ts';
import type { Campaign } from '../campaigns/campaign.ts';
import { guideSchema, type Guide } from '../guides/guide.ts';
import type { Language } from '../language.ts';
import { ok, refuse, toError, type Result } from '../result.ts';
import type { SyncRefusal } from './sync-refusal.ts';

/** JSON of one of our forms out of verified bytes. */
function read<T>(text: string, schema: z.ZodType<T>, what: string): Result<T, SyncRefusal> {
  let parsed: z.ZodSafeParseResult<T>;
  try {
    parsed = schema.safeParse(JSON.parse(text));
  } catch (thrown) {
    const kind = thrown instanceof SyntaxError ? 'not-json' : 'invalid';
    return refuse({ kind, detail: `${what}: ${toError(thrown).message}` });
  }
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  const where = issue ? `${issue.path.map(String).join('.')}: ${issue.message}` : 'wrong form';
  return refuse({ kind: 'invalid', detail: `${what}: ${where}` });
}

/** The head of a pack. Its format comes first: what a newer one looks like, this app can't know. */
export function readHead(text: string, language: Language): Result<PackHead, SyncRefusal> {
  const format = /"format":(\d+)/.exec(text.slice(0, 64))?.[1];
  if (Number(format) > packFormat) {
    const detail = `the pack has format ${format}, this app reads ${packFormat}; update the app`;
    return refuse({ kind: 'needs-newer-app', detail });
  }
  const head = read(text, packHeadSchema, 'the head');
  if (head.ok && head.value.language !== language) {
    return refuse({ kind: 'invalid', detail: `the head is for "${head.value.language}", not "${language}"` });
  }
  return head;
}

/** A guide that the catalog calls `id`. */
export function readGuide(text: string, id: string): Result<Guide, SyncRefusal> {
  const guide = read(text, guideSchema, `the guide ${id}`);
  if (guide.ok && guide.value.id !== id) {
    return refuse({ kind: 'invalid', detail: `the guide ${id} calls itself ${guide.value.id}` });
  }
  return guide;
}

export const readCampaigns = (text: string, what: string): Result<Campaign[], SyncRefusal> =>
  read(text, campaignsSchema, what);
