import axios, { AxiosError, type AxiosResponse } from 'axios';
import type { z } from 'zod';
import { ok, refuse, toError, type Result } from '../../shared/result.ts';
import type { CallControl, TicketRefusal } from './ticket-adapter.ts';

export interface TicketServerOptions {
  /** The system's address; everything asked for is below it. */
  url: string;
  headers: Readonly<Record<string, string>>;
  timeoutMs?: number;
  nowMs(): number;
}

export interface Question {
  method?: 'GET' | 'POST' | 'PUT';
  /** Whether it makes or changes something, as all but GET do if nothing else is said. */
  changes?: boolean;
  /** Below the address; empty for the address itself. */
  path: string;
  query?: Readonly<Record<string, string>>;
  /** Sent as JSON, bytes as they are. */
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
}

export interface TicketServer {
  /** What came back, whatever its status; a refusal only when there was no answer at all. */
  send(question: Question, control: CallControl): Promise<Result<Answered, TicketRefusal>>;
  /** A success as data, everything else as a refusal. */
  ask<T>(question: Question, schema: z.ZodType<T>, control: CallControl): Promise<Result<T, TicketRefusal>>;
  /** Why an answer is no success. */
  judge(answer: Answered): TicketRefusal;
}

export interface Answered {
  /** To something that changes what is there. */
  changes: boolean;
  status: number;
  body: Uint8Array;
  retryAfter: string | undefined;
}

// Longer than any ticket system takes: after that the ticket may be there or not, and only a search can tell.
const usualTimeoutMs = 60_000;
const settlesMs = 30_000;
const answerBytesMax = 16 * 1024 * 1024;
const retryAfterMsMax = 24 * 3600_000;
/** Not the request's fault: too busy, or something that whoever runs the hub has to mend. */
const passes = (status: number): boolean =>
  status >= 500 ||
  (status >= 300 && status < 400) ||
  [401, 403, 407, 408, 409, 423, 425, 429].includes(status);

/** Talks to one ticket system over HTTP. What it answers is a value, never an exception. */
export function createTicketServer(options: TicketServerOptions): TicketServer {
  const { timeoutMs = usualTimeoutMs, nowMs } = options;
  const client = axios.create({
    adapter: 'http',
    responseType: 'arraybuffer',
    // A redirect would carry the credentials to wherever it leads.
    maxRedirects: 0,
    maxBodyLength: Infinity,
    maxContentLength: answerBytesMax,
    validateStatus: () => true,
  });

  async function send(question: Question, { signal }: CallControl) {
    const { method = 'GET', changes = method !== 'GET', path, query, body, headers } = question;
    try {
      const answer: AxiosResponse<Buffer> = await client.request({
        url: path === '' ? options.url : `${options.url.replace(/\/+$/, '')}/${path}`,
        method,
        params: query ?? {},
        data: body,
        headers: { 'User-Agent': 'zeroline-hub', Accept: 'application/json', ...options.headers, ...headers },
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      });
      const retryAfter: unknown = answer.headers['retry-after'];
      return ok({
        changes,
        status: answer.status,
        body: new Uint8Array(answer.data),
        retryAfter: typeof retryAfter === 'string' ? retryAfter : undefined,
      });
    } catch (thrown) {
      const refusal = { kind: 'later' as const, detail: `no answer: ${whyNone(thrown, signal)}` };
      // Still at work on what it was told, it would not find it yet, and be told again.
      return refuse(changes && mayBeAtWork(thrown) ? { ...refusal, retryAfterMs: settlesMs } : refusal);
    }
  }

  function judge({ changes, status, body, retryAfter }: Answered): TicketRefusal {
    const detail = `the ticket system answered ${status}${ownWords(status, body)}`;
    if (!passes(status)) return { kind: 'refused', detail };
    // A proxy gave up waiting: what is behind it may be at work on it still.
    const isUnknown = changes && status > 501;
    const retryAfterMs = readRetryAfter(retryAfter, nowMs()) ?? (isUnknown ? settlesMs : undefined);
    return { kind: 'later', detail, ...(retryAfterMs !== undefined && { retryAfterMs }) };
  }

  return {
    send,
    judge,
    async ask(question, schema, control) {
      const answer = await send(question, control);
      if (!answer.ok) return answer;
      if (answer.value.status < 200 || answer.value.status > 299) return refuse(judge(answer.value));
      return readJson(answer.value.body, schema);
    },
  };
}

/** A page of a proxy or of a sign-in instead of data may be gone in a moment. */
export function readJson<T>(body: Uint8Array, schema: z.ZodType<T>): Result<T, TicketRefusal> {
  let data: unknown;
  try {
    data = JSON.parse(new TextDecoder().decode(body));
  } catch {
    return refuse({ kind: 'later', detail: 'the ticket system answered with something other than JSON' });
  }
  const parsed = schema.safeParse(data);
  if (parsed.success) return ok(parsed.data);
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  return refuse({ kind: 'later', detail: `the ticket system's answer was not understood, at "${where}"` });
}

function whyNone(thrown: unknown, signal: AbortSignal): string {
  if (signal.aborted) return 'given up';
  if (thrown instanceof AxiosError && thrown.code === AxiosError.ERR_CANCELED) return 'it took too long';
  return (thrown instanceof AxiosError && thrown.code) || toError(thrown).message;
}

/** Whether the question can have arrived. */
const mayBeAtWork = (thrown: unknown): boolean =>
  !(thrown instanceof AxiosError && ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].includes(thrown.code ?? ''));

/** RT says `{"message": …}`, Redmine `{"errors": […]}`: names of fields and rights, never what was in them. */
function ownWords(status: number, body: Uint8Array): string {
  if (status >= 500) return '';
  try {
    const said = JSON.parse(new TextDecoder().decode(body)) as { message?: unknown; errors?: unknown };
    const words = Array.isArray(said.errors) ? said.errors.join('; ') : said.message;
    return typeof words === 'string' ? `: ${words.slice(0, 300)}` : '';
  } catch {
    return '';
  }
}

/** Seconds or a date (RFC 9110), not longer than a day. */
export function readRetryAfter(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - nowMs;
  return Number.isFinite(ms) ? Math.min(Math.max(0, ms), retryAfterMsMax) : undefined;
}
