import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios, { AxiosError, type AxiosResponse } from 'axios';
import type { z } from 'zod';
import { ok, refuse, toError, type Result } from '../../shared/result.ts';
import type { ImportRefusal } from './import-refusal.ts';

export interface ServerClientOptions {
  /** The server's address without credentials; everything asked for is below it. */
  base: URL;
  /** The environment variable that holds the credentials, for messages. */
  variable: string;
  headers?: Record<string, string>;
  /** Sessions of MediaWiki live in cookies. */
  keepsCookies?: boolean;
  timeoutMs?: number;
  sleep(ms: number): Promise<void>;
  nowMs(): number;
}

export interface Question {
  method?: 'GET' | 'POST';
  /** Below the base; for a form, `URLSearchParams`. */
  path: string;
  query?: Record<string, string>;
  body?: unknown;
  bytesMax?: number;
}

export interface ServerClient {
  bytes(question: Question): Promise<Result<Uint8Array, ImportRefusal>>;
  json<T>(question: Question, schema: z.ZodType<T>): Promise<Result<T, ImportRefusal>>;
}

const jsonBytesMax = 8_000_000;
const triesMax = 5;
const waitMsMax = 120_000;
const busyStatuses: readonly number[] = [429, 502, 503, 504];

/** Asks one server, one question at a time on one connection, and waits when it says so. */
export function createServerClient(options: ServerClientOptions): ServerClient {
  const { base, sleep, nowMs, timeoutMs = 60_000 } = options;
  const cookies = new Map<string, string>();
  const agentOptions = { keepAlive: true, maxSockets: 1 };
  const client = axios.create({
    adapter: 'http',
    responseType: 'arraybuffer',
    httpAgent: new HttpAgent(agentOptions),
    httpsAgent: new HttpsAgent(agentOptions),
    // A redirect would carry the credentials to wherever it leads.
    maxRedirects: 0,
    validateStatus: () => true,
  });

  const keepCookies = (answer: AxiosResponse<unknown>): void => {
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [, name, value] = /^([^=;]+)=([^;]*)/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) cookies.set(name.trim(), value);
    }
  };

  async function askOnce(url: URL, { method = 'GET', body, bytesMax = jsonBytesMax }: Question) {
    const cookie = Array.from(cookies, ([name, value]) => `${name}=${value}`).join('; ');
    const answer = await client.request<Buffer>({
      url: url.href,
      method,
      data: body,
      headers: { 'User-Agent': 'zeroline-import', ...options.headers, ...(cookie && { Cookie: cookie }) },
      maxContentLength: bytesMax,
      // The signal bounds the whole answer; axios' own limit bounds silence only.
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (options.keepsCookies) keepCookies(answer);
    return answer;
  }

  async function bytes(question: Question): Promise<Result<Uint8Array, ImportRefusal>> {
    const url = below(base, question);
    for (let tried = 1; ; tried += 1) {
      let answer: AxiosResponse<Buffer>;
      try {
        answer = await askOnce(url, question);
      } catch (thrown) {
        return refuse(whyNoAnswer(thrown, url, timeoutMs, question.bytesMax ?? jsonBytesMax));
      }
      if (!busyStatuses.includes(answer.status)) return judge(answer, url, options.variable);
      if (tried === triesMax) return refuse({ kind: 'busy', url: shownUrl(url), status: answer.status });
      await sleep(waitMs(answer.headers['retry-after'], tried, nowMs()));
    }
  }

  return {
    bytes,
    async json(question, schema) {
      const read = await bytes(question);
      if (!read.ok) return read;
      return parseJson(read.value, schema, shownUrl(below(base, question)));
    },
  };
}

/** The address without what follows `?`: it may hold secrets. */
const shownUrl = (url: URL): string => `${url.origin}${url.pathname}`;

function below(base: URL, { path, query = {} }: Question): URL {
  const url = new URL(base);
  url.pathname = `${base.pathname.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`;
  for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
  return url;
}

/** Checks an answer's shape; a page for people instead of data is the commonest surprise. */
export function parseJson<T>(bytes: Uint8Array, schema: z.ZodType<T>, url: string): Result<T, ImportRefusal> {
  const text = new TextDecoder().decode(bytes);
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    if (parsed.success) return ok(parsed.data);
    const [issue] = parsed.error.issues;
    const reason = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
    return refuse({ kind: 'not-understood', url, reason });
  } catch {
    const reason = text.trimStart().startsWith('<') ? 'a web page came instead of data' : 'it is not JSON';
    return refuse({ kind: 'not-understood', url, reason });
  }
}

function judge(answer: AxiosResponse<Buffer>, url: URL, variable: string): Result<Uint8Array, ImportRefusal> {
  const { status } = answer;
  if (status === 200) return ok(new Uint8Array(answer.data));
  if (status === 401 || status === 403)
    return refuse({ kind: 'not-signed-in', url: shownUrl(url), variable });
  if (status === 404 || status === 410) return refuse({ kind: 'not-found', url: shownUrl(url) });
  if (status >= 300 && status < 400) {
    return refuse({ kind: 'moved', url: shownUrl(url), to: movedTo(answer.headers.location, url) });
  }
  return refuse({ kind: 'status', url: shownUrl(url), status });
}

function movedTo(location: unknown, from: URL): string {
  if (typeof location !== 'string' || !URL.canParse(location, from)) return 'somewhere else';
  return shownUrl(new URL(location, from));
}

function whyNoAnswer(thrown: unknown, url: URL, timeoutMs: number, bytesMax: number): ImportRefusal {
  const shown = shownUrl(url);
  const { message } = toError(thrown);
  if (axios.isCancel(thrown)) return { kind: 'timeout', url: shown, seconds: timeoutMs / 1000 };
  if (message.includes('maxContentLength')) return { kind: 'too-big', url: shown, bytesMax };
  const reason = thrown instanceof AxiosError ? (thrown.code ?? message) : message;
  return { kind: 'no-answer', url: shown, reason };
}

/** How long to wait: what the server asks for, in seconds or as a date, else twice as long each time. */
function waitMs(retryAfter: unknown, tried: number, nowMs: number): number {
  const doubled = 1000 * 2 ** tried;
  if (typeof retryAfter !== 'string') return doubled;
  const seconds = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - nowMs;
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), waitMsMax) : doubled;
}
