import { z } from 'zod';
import type { TicketLoss } from '../../shared/requests/wire.ts';
import type { TicketFile } from './ticket-adapter.ts';
import { readJson, type Answered } from './ticket-server.ts';

// What Redmine's REST interface answers, as far as it is read.
const namedSchema = z.object({ id: z.number(), name: z.string() });
const customFieldSchema = z.object({ id: z.number(), value: z.unknown() });
const statusSchema = namedSchema.extend({ is_closed: z.boolean().optional() });

export const issuesSchema = z.object({
  issues: z.array(
    z.object({ id: z.number(), status: statusSchema, custom_fields: z.array(customFieldSchema).optional() }),
  ),
});

export const issueSchema = z.object({
  issue: z.object({
    id: z.number(),
    subject: z.string(),
    description: z.string().nullish(),
    status: statusSchema,
    category: namedSchema.optional(),
    priority: namedSchema.optional(),
    custom_fields: z.array(customFieldSchema).optional(),
    attachments: z.array(z.object({ filename: z.string(), filesize: z.number() })).optional(),
    journals: z.array(z.object({ notes: z.string().nullish() })).optional(),
  }),
});

export const createdSchema = z.object({ issue: z.object({ id: z.number() }) });
export const uploadSchema = z.object({ upload: z.object({ token: z.string() }) });
export const statusNamesSchema = z.object({ issue_statuses: z.array(namedSchema) });

/** Of a 422. */
export const refusedSchema = z.object({ errors: z.array(z.string()) });

/** What Redmine makes of a file's name. */
export const keptName = (name: string): string => name.replace(/[/?%*:|"'<>\n\r]+/g, '_');

/** A number on its own, in no name and in no ending (`.7z`, `.1024`). */
const loneNumbers = /(?<![\w.])\d+(?!\w)/g;

/**
 * Why a file was not taken. Redmine complains in the language of the account, so only the limit is read: whole KiB, in
 * bytes, below what the file has. Where something else is wrong as well, a smaller file would not be taken either.
 */
export function whyNoFile(
  { status, body }: Pick<Answered, 'status' | 'body'>,
  { bytes }: Pick<TicketFile, 'bytes'>,
): TicketLoss['why'] {
  // By what stands in front of Redmine: itself it never answers this.
  if (status === 413) return 'too-long';
  const refused = status === 422 ? readJson(body, refusedSchema) : undefined;
  if (!refused?.ok) return 'not-carried';
  const isOfSize = (complaint: string): boolean =>
    (complaint.match(loneNumbers) ?? []).some(
      (digits) => Number(digits) % 1024 === 0 && Number(digits) < bytes.length,
    );
  const { errors } = refused.value;
  return errors.length > 0 && errors.every(isOfSize) ? 'too-long' : 'value-not-allowed';
}
