import { z } from 'zod';
import { createI18n } from '../../shared/i18n/create-i18n.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { TicketLoss } from '../../shared/requests/wire.ts';
import { secretSchema } from '../secret.ts';
import {
  attachmentsSchema,
  contentSchema,
  createdSchema,
  createKeyCheck,
  foundSchema,
  ticketSchema,
  type RtAttachment,
} from './rt-answers.ts';
import { readStatuses, withMerged } from './rt-statuses.ts';
import type {
  CallControl,
  Ticket,
  TicketAdapter,
  TicketDeps,
  TicketDraft,
  TicketRefusal,
  TicketStatus,
} from './ticket-adapter.ts';
import { fieldNameSchema, systemUrlSchema, systemShape } from './ticket-config.ts';
import { createTicketServer } from './ticket-server.ts';
import { filledFields, isSame, lostFiles, reopenText, ticketText, ticketTitle } from './ticket-text.ts';

/** Request Tracker 5: its part of the hub's configuration. Fields are named as RT shows them. */
export const rtConfigSchema = z.strictObject({
  system: z.literal('request-tracker'),
  url: systemUrlSchema,
  /** Of an account that may create and change tickets of the queue, and see and set its fields. */
  token: secretSchema,
  queue: z.string().min(1).default('General'),
  /** A text field of the queue that holds the idempotency key. */
  keyField: z.string().min(1).default('Zeroline key'),
  /** Our field name -> RT's custom field: `{ area: Area, journey: What was tried }`. */
  fields: z.record(fieldNameSchema, z.string().min(1)).default({}),
  ...systemShape({
    statuses: {
      new: 'open',
      open: 'answered',
      stalled: 'answered',
      resolved: 'solved',
      rejected: 'solved',
    },
    reopenAs: 'new',
  }),
});
export type RtConfig = z.infer<typeof rtConfigSchema>;

const attachmentsMax = 100;

/** A quote would end the name in the form that it travels in. */
const fileName = (name: string): string => name.replaceAll('"', "'");

/** A text in RT's search language. */
const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;

/** Sends requests to Request Tracker 5 by its REST 2.0. */
export function rtTickets(config: RtConfig, deps: TicketDeps): TicketAdapter {
  const { queue, keyField } = config;
  const server = createTicketServer({
    url: `${config.url.replace(/\/+$/, '')}/REST/2.0`,
    headers: { Authorization: `token ${deps.secret(config.token)}` },
    nowMs: () => deps.nowMs(),
    ...(config.timeoutMs !== undefined && { timeoutMs: config.timeoutMs }),
  });
  const toTicket = (number: string): Ticket => ({
    number,
    url: `${config.url.replace(/\/+$/, '')}/SelfService/Display.html?id=${number}`,
  });
  const toStatus = (status: string): TicketStatus => config.statuses[status] ?? 'open';
  const shown = (number: string, control: CallControl) =>
    server.ask({ path: `ticket/${number}` }, ticketSchema, control);
  const holdsKey = createKeyCheck(server, queue, keyField);

  /** The first of a ticket, or the last: a long one has more than one answer holds. */
  async function attachments(number: string, order: 'ASC' | 'DESC', control: CallControl) {
    const query = {
      fields: 'Filename,ContentLength,ContentType,Subject',
      per_page: String(attachmentsMax),
      orderby: 'id',
      order,
    };
    return server.ask({ path: `ticket/${number}/attachments`, query }, attachmentsSchema, control);
  }

  /** Whether the first message, the one part that is no file, has all words. */
  async function hasWords(
    draft: TicketDraft,
    parts: readonly RtAttachment[],
    control: CallControl,
  ): Promise<Result<boolean, TicketRefusal>> {
    const first = parts.find((part) => !part.Filename && part.ContentType === 'text/plain');
    if (!first) return ok(false);
    const read = await server.ask({ path: `attachment/${first.id}` }, contentSchema, control);
    if (!read.ok) return read;
    const words = Buffer.from(read.value.Content, 'base64').toString('utf8');
    return ok(isSame(words, ticketText(draft, createI18n(draft.language).t)));
  }

  return {
    system: config.system,

    async find(key, control) {
      // RT finds nothing in a field that it does not have, and every retry would be one more ticket.
      const held = await holdsKey(control);
      if (!held.ok) return held;
      // Not only in the queue, nor as it was: an agent may have moved it, or merged it into another.
      const query = {
        query: `'CF.{${keyField}}' = ${quoted(key)} AND ${withMerged}`,
        fields: 'CustomFields',
        orderby: 'id',
      };
      const found = await server.ask({ path: 'tickets', query }, foundSchema, control);
      if (!found.ok) return found;
      const first = found.value.items.find(({ CustomFields }) =>
        CustomFields.some(({ name, values }) => name === keyField && values.includes(key)),
      );
      return ok(first && toTicket(first.id));
    },

    async create(draft, control) {
      const fields = filledFields(draft, config.fields, config.values);
      const ticket = {
        Queue: queue,
        Subject: ticketTitle(draft),
        ...(draft.requester.email !== undefined && { Requestor: draft.requester.email }),
        Content: ticketText(draft, createI18n(draft.language).t),
        ContentType: 'text/plain',
        CustomFields: {
          ...Object.fromEntries(fields.map(({ field, value }) => [field, value])),
          [keyField]: draft.key,
        },
      };
      // As a form: inside JSON, RT breaks file names that are not ASCII.
      const body = new FormData();
      body.append('JSON', JSON.stringify(ticket));
      for (const { name, type, bytes } of draft.attachments)
        body.append('Attachments', new Blob([Uint8Array.from(bytes)], { type }), fileName(name));
      const created = await server.ask({ method: 'POST', path: 'ticket', body }, createdSchema, control);
      return created.ok ? ok({ ticket: toTicket(created.value.id), lost: [] }) : created;
    },

    // RT answers 201 and drops values it does not know: only reading back tells.
    async verify({ number }, draft, control) {
      const read = await shown(number, control);
      if (!read.ok) return read;
      // Merged by an agent before it could be read back: what RT shows now is the other one's.
      if (read.value.id !== number) return ok([]);
      const files = await attachments(number, 'ASC', control);
      if (!files.ok) return files;
      const words = await hasWords(draft, files.value.items, control);
      if (!words.ok) return words;
      const { Subject, Requestor, CustomFields } = read.value;
      const kept = new Map(CustomFields.map(({ name, values }) => [name, values[0]]));
      const lost: TicketLoss[] = [];
      if (!isSame(Subject ?? undefined, ticketTitle(draft)))
        lost.push({ field: 'title', why: 'dropped-by-server' });
      if (!words.value) lost.push({ field: 'description', why: 'dropped-by-server' });
      if (Requestor.length === 0) lost.push({ field: 'requester', why: 'not-carried' });
      for (const { name, field, value } of filledFields(draft, config.fields, config.values)) {
        if (isSame(kept.get(field), value)) continue;
        lost.push({ field: name, why: kept.has(field) ? 'dropped-by-server' : 'no-such-field' });
      }
      const found = files.value.items.map(({ Filename, ContentLength }) => ({
        name: Filename ?? '',
        bytes: ContentLength ?? 0,
      }));
      return ok([...lost, ...lostFiles(draft.attachments, found, fileName)]);
    },

    async statuses(numbers, control) {
      const asked = numbers.filter((number) => /^\d+$/.test(number));
      const read = await readStatuses(server, asked, control);
      if (!read.ok) return read;
      return ok(new Map(Array.from(read.value, ([number, status]) => [number, toStatus(status)])));
    },

    async reopen({ number }, { key, comment }, control) {
      const said = await attachments(number, 'DESC', control);
      if (!said.ok) return said;
      const isThere = said.value.items.some(({ Subject }) => Subject?.includes(key) ?? false);
      if (!isThere) {
        const body = { Subject: `[${key}]`, Content: reopenText(comment), ContentType: 'text/plain' };
        const path = `ticket/${number}/correspond`;
        const done = await server.ask({ method: 'POST', path, body }, z.unknown(), control);
        if (!done.ok) return done;
      }
      const before = await shown(number, control);
      if (!before.ok) return before;
      const { Status } = before.value;
      // Repeated after an agent has taken it up again, there is nothing to do.
      if (Status === config.reopenAs || (isThere && toStatus(Status) !== 'solved')) return ok(undefined);
      const body = { Status: config.reopenAs };
      const changed = await server.ask(
        { method: 'PUT', path: `ticket/${number}`, body },
        z.array(z.string()),
        control,
      );
      if (!changed.ok) return changed;
      // What the hub's account must not change stays, and RT answers as if it had been.
      const after = await shown(number, control);
      if (!after.ok) return after;
      if (toStatus(after.value.Status) !== 'solved') return ok(undefined);
      const detail = `the comment is in the ticket, but it could not become "${config.reopenAs}"`;
      return refuse({ kind: 'refused', detail });
    },
  };
}
