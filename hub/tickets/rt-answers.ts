import { z } from 'zod';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { CallControl, TicketRefusal } from './ticket-adapter.ts';
import type { TicketServer } from './ticket-server.ts';

// What RT's REST 2.0 answers, as far as it is read. Ids are numbers in one place and texts in another.
export const idSchema = z.union([z.string(), z.number()]).transform(String);
const fieldsSchema = z.array(z.object({ name: z.string(), values: z.array(z.string()) }));
export const foundSchema = z.object({
  items: z.array(z.object({ id: idSchema, CustomFields: fieldsSchema })),
});
const queueSchema = z.object({ TicketCustomFields: z.array(z.object({ name: z.string() })) });
export const createdSchema = z.object({ id: idSchema });
export const ticketSchema = z.object({
  /** Of another ticket than was asked for, where that was merged into it. */
  id: idSchema,
  Subject: z.string().nullish(),
  Status: z.string(),
  Requestor: z.array(z.object({ id: z.string() })).default([]),
  CustomFields: fieldsSchema,
});
export const attachmentsSchema = z.object({
  items: z.array(
    z.object({
      id: idSchema,
      ContentType: z.string().nullish(),
      Filename: z.string().nullish(),
      Subject: z.string().nullish(),
      ContentLength: z.coerce.number().nullish(),
    }),
  ),
});

/** RT encodes what is in an attachment, texts as well: base64 in lines, as in a mail. */
export const contentSchema = z.object({ Content: z.string() });

export type RtAttachment = z.infer<typeof attachmentsSchema>['items'][number];

/** Whether the queue has the field for the key; asked until it once had. */
export function createKeyCheck(server: TicketServer, queue: string, keyField: string) {
  let isKnown = false;
  return async (control: CallControl): Promise<Result<void, TicketRefusal>> => {
    if (isKnown) return ok(undefined);
    const read = await server.ask({ path: `queue/${encodeURIComponent(queue)}` }, queueSchema, control);
    if (!read.ok) return read;
    isKnown = read.value.TicketCustomFields.some(({ name }) => name === keyField);
    if (isKnown) return ok(undefined);
    return refuse({
      kind: 'later',
      detail: `the queue ${queue} has no custom field "${keyField}" that we may see`,
    });
  };
}
