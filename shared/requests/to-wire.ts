import { ok, refuse, type Result } from '../result.ts';
import { tickedLines } from './report.ts';
import type { Request } from './request.ts';
import { sentRequestSchema, type Attachment, type Requester, type SentRequest } from './wire.ts';

/** The idempotency key of a request. */
export const keyOf = ({ key, id }: Pick<Request, 'key' | 'id'>): string => key ?? id;

/** A request as the hub gets it: what the person left ticked, and nothing else. */
export function toWire(
  request: Request,
  { requester, attachments }: { requester: Requester; attachments: readonly Attachment[] },
): Result<SentRequest, { kind: 'not-sendable'; detail: string }> {
  const { reference, createdAtMs, language, title, description, area, impact } = request;
  const parsed = sentRequestSchema.safeParse({
    ...{ id: keyOf(request), reference, createdAtMs, language, title, description, requester },
    ...(area === undefined ? {} : { category: area }),
    ...(impact === undefined ? {} : { impact }),
    lines: tickedLines(request).map(({ id, group, label, value }) => ({ id, group, label, value })),
    attachments: [...attachments],
  });
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  return refuse({ kind: 'not-sendable', detail: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` });
}
