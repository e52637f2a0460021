import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { createI18n } from '../../shared/i18n/create-i18n.ts';
import { ticketLossSchema } from '../../shared/requests/wire.ts';
import { ok } from '../../shared/result.ts';
import { secretSchema } from '../secret.ts';
import type { CallControl, TicketAdapter, TicketDeps } from './ticket-adapter.ts';
import { systemUrlSchema, timeoutMsSchema } from './ticket-config.ts';
import { createTicketServer, readJson } from './ticket-server.ts';
import { reopenText, ticketText, ticketTitle } from './ticket-text.ts';

/** Any receiver of signed JSON: its part of the hub's configuration. */
export const webhookConfigSchema = z.strictObject({
  system: z.literal('webhook'),
  url: systemUrlSchema,
  secret: secretSchema,
  /** Whether the receiver also answers `request.find` and `requests.statuses`. */
  answers: z.boolean().default(false),
  timeoutMs: timeoutMsSchema,
});
export type WebhookConfig = z.infer<typeof webhookConfigSchema>;

const numberSchema = z.union([z.string().min(1).max(60), z.number()]).transform(String);
const ticketSchema = z.object({ number: numberSchema, url: z.url().max(500).optional() });
/** Each for itself: what is not understood takes nothing from the rest. */
const createdSchema = z.object({
  number: numberSchema.optional().catch(undefined),
  url: ticketSchema.shape.url.catch(undefined),
  lost: z.array(ticketLossSchema).max(100).catch([]),
});
const foundSchema = z.object({ ticket: ticketSchema.nullish() });
const statusesSchema = z.object({ statuses: z.record(z.string(), z.enum(['open', 'answered', 'solved'])) });

/** What a receiver compares: HMAC-SHA256 over `timestamp.body`, so that neither can be changed nor sent again later. */
export const webhookSignature = (secret: string, timestampS: number, body: string): string =>
  `v1=${createHmac('sha256', secret).update(`${timestampS}.${body}`).digest('hex')}`;

/** Sends requests as signed JSON. */
export function webhookTickets(config: WebhookConfig, deps: TicketDeps): TicketAdapter {
  const secret = deps.secret(config.secret);
  const server = createTicketServer({
    url: config.url,
    headers: {},
    nowMs: () => deps.nowMs(),
    ...(config.timeoutMs !== undefined && { timeoutMs: config.timeoutMs }),
  });

  /** An empty answer is as good as `{}`; with a key, everything that means yes is. */
  async function tell<T>(event: object, schema: z.ZodType<T>, control: CallControl, key?: string) {
    const body = JSON.stringify(event);
    const timestampS = Math.floor(deps.nowMs() / 1000);
    const changes = key !== undefined;
    const headers = {
      'Content-Type': 'application/json',
      // Only what changes something: a receiver answers the same key with what it answered before.
      ...(changes && { 'Idempotency-Key': key }),
      'Zeroline-Timestamp': String(timestampS),
      'Zeroline-Signature': webhookSignature(secret, timestampS, body),
    };
    const question = { method: 'POST', changes, path: '', headers, body: Buffer.from(body) } as const;
    const answer = await server.send(question, control);
    if (!answer.ok) return answer;
    const { status, body: said } = answer.value;
    if (status < 200 || status > 299) return { ok: false as const, error: server.judge(answer.value) };
    const read = readJson(said.length === 0 ? new TextEncoder().encode('{}') : said, schema);
    // Told, and a yes came back: whatever else it says, telling it again makes a second ticket.
    return read.ok || !changes ? read : ok(schema.parse({}));
  }

  return {
    system: config.system,
    hasStatuses: config.answers,

    async find(key, control) {
      if (!config.answers) return ok(undefined);
      const found = await tell({ event: 'request.find', key }, foundSchema, control);
      return found.ok ? ok(found.value.ticket ?? undefined) : found;
    },

    async create(draft, control) {
      const { key, attachments, createdAtMs, category, lines, ...said } = draft;
      const event = {
        event: 'request.created',
        key,
        ...said,
        title: ticketTitle(draft),
        area: category,
        createdAt: new Date(createdAtMs).toISOString(),
        lines: lines.map(({ id, group, label, value }) => ({ id, group, label, value })),
        /** All of it in words, for systems with one text field. */
        text: ticketText(draft, createI18n(draft.language).t),
        attachments: attachments.map(({ name, type, bytes }) => ({
          name,
          type,
          base64: Buffer.from(bytes).toString('base64'),
        })),
      };
      const created = await tell(event, createdSchema, control, key);
      if (!created.ok) return created;
      const { number = draft.reference, url, lost } = created.value;
      return ok({ ticket: { number, url }, lost });
    },

    verify: () => Promise.resolve(ok([])),

    async statuses(numbers, control) {
      if (!config.answers || numbers.length === 0) return ok(new Map());
      const event = { event: 'requests.statuses', numbers };
      const known = await tell(event, statusesSchema, control);
      if (!known.ok) return known;
      const asked = new Set(numbers);
      return ok(new Map(Object.entries(known.value.statuses).filter(([number]) => asked.has(number))));
    },

    async reopen({ number }, { key, comment }, control) {
      const event = { event: 'request.reopened', number, key, comment: reopenText(comment) };
      const told = await tell(event, z.unknown(), control, key);
      return told.ok ? ok(undefined) : told;
    },
  };
}
