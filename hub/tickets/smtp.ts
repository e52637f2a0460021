import { createTransport, type SendMailOptions } from 'nodemailer';
import { z } from 'zod';
import { createI18n } from '../../shared/i18n/create-i18n.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { secretSchema } from '../secret.ts';
import type { CallControl, TicketAdapter, TicketDeps, TicketRefusal } from './ticket-adapter.ts';
import { timeoutMsSchema } from './ticket-config.ts';
import { reopenText, ticketText, ticketTitle } from './ticket-text.ts';

/** Mail to a ticket system's address: its part of the hub's configuration. */
export const smtpConfigSchema = z.strictObject({
  system: z.literal('smtp'),
  host: z.string().min(1),
  port: z.number().int().min(1).max(65_535).default(587),
  /** `none` only for a mail server on the same machine. */
  tls: z.enum(['starttls', 'implicit', 'none']).default('starttls'),
  user: z.string().min(1).optional(),
  password: secretSchema.optional(),
  from: z.email(),
  to: z.email(),
  /** The person as sender, so that the ticket is theirs, where their sign-in was checked. The mail server must allow it. */
  asRequester: z.boolean().default(false),
  timeoutMs: timeoutMsSchema,
});
export type SmtpConfig = z.infer<typeof smtpConfigSchema>;

const usualTimeoutMs = 60_000;

/** Nodemailer's own words for what it is refused; the rest of its errors is about the connection. */
const errorSchema = z.object({ code: z.string().optional(), responseCode: z.number().optional() });

/** Sends requests as mail. Nothing can be searched or read back there: the same request again is the same Message-ID. */
export function smtpTickets(config: SmtpConfig, deps: TicketDeps): TicketAdapter {
  const { host, port, tls, user, password, from, to, timeoutMs = usualTimeoutMs } = config;
  const pass = password && deps.secret(password);
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const messageId = (key: string): string => `<${key}@${domain}>`;

  async function send(mail: SendMailOptions, { signal }: CallControl): Promise<Result<void, TicketRefusal>> {
    if (signal.aborted) return refuse({ kind: 'later', detail: 'given up' });
    const transport = createTransport({
      host,
      port,
      secure: tls === 'implicit',
      requireTLS: tls === 'starttls',
      ignoreTLS: tls === 'none',
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      // What people write must not make the hub read a file or an address.
      disableFileAccess: true,
      disableUrlAccess: true,
      ...(user !== undefined && { auth: { user, pass: pass ?? '' } }),
    });
    let givenUp: (() => void) | undefined;
    const aborted = new Promise<never>((_resolve, reject) => {
      givenUp = () => reject(new Error('given up'));
      signal.addEventListener('abort', givenUp);
    });
    try {
      await Promise.race([transport.sendMail(mail), aborted]);
      return ok(undefined);
    } catch (thrown) {
      return refuse(whyNot(thrown));
    } finally {
      if (givenUp) signal.removeEventListener('abort', givenUp);
      transport.close();
    }
  }

  return {
    system: config.system,
    hasStatuses: false,
    find: () => Promise.resolve(ok(undefined)),

    async create(draft, control) {
      const { requester, key, attachments } = draft;
      const person =
        requester.email === undefined ? undefined : { name: requester.name ?? '', address: requester.email };
      const isSender = config.asRequester && requester.isVerified && person !== undefined;
      const sent = await send(
        {
          from: isSender ? person : from,
          ...(isSender ? { sender: from } : person && { replyTo: person }),
          to,
          envelope: { from, to },
          subject: ticketTitle(draft),
          text: ticketText(draft, createI18n(draft.language).t),
          messageId: messageId(key),
          date: new Date(draft.createdAtMs),
          headers: { 'X-Zeroline-Key': key },
          attachments: attachments.map(({ name, type, bytes }) => ({
            filename: name,
            contentType: type,
            content: Buffer.from(bytes),
          })),
        },
        control,
      );
      return sent.ok ? ok({ ticket: { number: draft.reference }, lost: [] }) : sent;
    },

    verify: () => Promise.resolve(ok([])),
    statuses: () => Promise.resolve(ok(new Map())),

    reopen({ number }, { key, comment }, control) {
      const mail = {
        from,
        to,
        subject: `Re: [${number}]`,
        text: reopenText(comment),
        messageId: messageId(key),
      };
      return send({ ...mail, envelope: { from, to } }, control);
    },
  };
}

/** 5xx is about this mail, but not where it is about signing in; everything else may pass. */
function whyNot(thrown: unknown): TicketRefusal {
  const { code = 'given up', responseCode } = errorSchema.parse(thrown ?? {});
  const isOurs =
    ['EENVELOPE', 'EMESSAGE'].includes(code) && responseCode !== undefined && responseCode >= 500;
  const detail = `the mail server answered ${responseCode ?? `nothing (${code})`}`;
  return { kind: isOurs ? 'refused' : 'later', detail };
}
