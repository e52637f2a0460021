import axios from 'axios';
import { z } from 'zod';
import {
  enrolledSchema,
  hubRefusalSchema,
  incidentCountsSchema,
  requestBytesMax,
  requestStatusesSchema,
  requestStatusSchema,
  signInHeader,
} from '../../shared/requests/wire.ts';
import type { RefusalCause } from '../../shared/requests/request.ts';
import { ok, refuse, toError, type Result } from '../../shared/result.ts';
import type { HubApi, HubRefusalKind, HubRefused } from '../services/hub-ports.ts';
import { networkRefusal, retryAfterMs } from './http-refusal.ts';

export interface HubApiOptions {
  url: string;
  /** Electron's `net.fetch`, which knows the proxy and the certificates of the system; Node's in tests. */
  fetch: typeof globalThis.fetch;
  userAgent: string;
  nowMs?: () => number;
}

interface Ask {
  method: 'GET' | 'POST';
  path: string;
  body?: object;
  headers?: Record<string, string>;
  /** Carries files: the more, the longer it may take. */
  isUpload?: boolean;
}

const answerBytesMax = 1024 * 1024;
const usualTimeoutMs = 30_000;
/** A request may carry megabytes over a line of 128 kbit/s, and behind others on the same one. */
const sendTimeoutMs = (bytes: number): number => 60_000 + bytes / 16;

/** Errors of a connection that never came to be: not a byte of the request has left. */
const neverLeft =
  /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|CERT_|SELF_SIGNED|ERR_(INTERNET_DISCONNECTED|NAME_|ADDRESS_|CONNECTION_REFUSED|CONNECTION_TIMED_OUT|PROXY_|TUNNEL_|CERT_|SSL_)/;

/** What our own hub's refusals mean; everything else on the way is somebody else's answer, and passes. */
const kindOf: Record<z.infer<typeof hubRefusalSchema>['kind'], HubRefusalKind> = {
  'unknown-path': 'server-error',
  malformed: 'refused',
  'too-large': 'refused',
  'not-enrolled': 'not-enrolled',
  'sign-in-needed': 'sign-in-needed',
  'too-many': 'too-many',
  'other-body': 'other-body',
  'not-found': 'not-found',
  'not-now': 'refused',
  unavailable: 'server-error',
};

/** Those of them that a person can do something about. */
const causeOf: Partial<Record<z.infer<typeof hubRefusalSchema>['kind'], RefusalCause>> = {
  'too-large': 'too-large',
  'not-found': 'not-there',
};

const isText = (value: unknown): value is string => typeof value === 'string';

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The hub over HTTP. A redirect is refused: what people write goes to the configured address, or nowhere. */
export function createHubApi({ url, fetch, userAgent, nowMs = Date.now }: HubApiOptions): HubApi {
  const base = url.replace(/\/+$/, '');
  const client = axios.create({
    adapter: 'fetch',
    env: { fetch },
    responseType: 'text',
    transformResponse: (data: unknown) => data,
    headers: { 'User-Agent': userAgent, Accept: 'application/json' },
    maxContentLength: answerBytesMax,
    fetchOptions: { cache: 'no-store', redirect: 'error' },
    validateStatus: null,
  });

  function refusedBy(status: number, text: string, retryAfter: unknown): HubRefused {
    const waitMs = retryAfterMs(isText(retryAfter) ? retryAfter : null, nowMs());
    const wait = waitMs === undefined ? {} : { retryAfterMs: waitMs };
    const own = hubRefusalSchema.safeParse(parseJson(text));
    // A hub that broke down on the way may have it on its disk already.
    const mayHaveArrived = status >= 500 && status !== 511;
    if (own.success) {
      const cause = causeOf[own.data.kind];
      return { kind: kindOf[own.data.kind], cause, detail: own.data.detail, mayHaveArrived, ...wait };
    }
    // Web servers before the hub have limits of their own, and the same bytes are too many every time.
    if (status === 413)
      return { kind: 'refused', cause: 'too-large', detail: 'something else answered 413', mayHaveArrived };
    if (status === 429) return { kind: 'too-many', detail: 'answered 429', mayHaveArrived, ...wait };
    if (status === 511)
      return { kind: 'captive-portal', detail: `something else answered ${status}`, mayHaveArrived, ...wait };
    return { kind: 'server-error', detail: `answered ${status}`, mayHaveArrived, ...wait };
  }

  async function ask<T>(what: Ask, schema: z.ZodType<T>): Promise<Result<T, HubRefused>> {
    const { method, path, body, headers = {}, isUpload = false } = what;
    const text = body && JSON.stringify(body);
    const bytes = text === undefined ? 0 : Buffer.byteLength(text);
    if (bytes > requestBytesMax) {
      const detail = `over ${requestBytesMax} bytes`;
      return refuse({ kind: 'refused', cause: 'too-large', detail, mayHaveArrived: false });
    }
    const timeoutMs = bytes > 0 && isUpload ? sendTimeoutMs(bytes) : usualTimeoutMs;
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), timeoutMs);
    const json = body === undefined ? {} : { 'Content-Type': 'application/json' };
    try {
      const {
        status,
        data,
        headers: answered,
      } = await Promise.race([
        client.request<unknown>({
          ...{ method, url: `${base}${path}`, data: text },
          headers: { ...json, ...headers },
          signal: deadline.signal,
        }),
        rejectedOnAbort(deadline.signal),
      ]);
      const answer = isText(data) ? data : '';
      if (status < 200 || status > 299) return refuse(refusedBy(status, answer, answered['retry-after']));
      const parsed = schema.safeParse(parseJson(answer));
      if (parsed.success) return ok(parsed.data);
      return refuse({ kind: 'captive-portal', detail: 'no answer of a hub', mayHaveArrived: true });
    } catch (thrown) {
      if (deadline.signal.aborted)
        return refuse({ kind: 'timeout', detail: `over ${timeoutMs} ms`, mayHaveArrived: true });
      const { kind, detail } = networkRefusal(toError(thrown));
      return refuse({
        kind: kind === 'timeout' ? 'timeout' : 'offline',
        detail,
        mayHaveArrived: !neverLeft.test(detail),
      });
    } finally {
      clearTimeout(timer);
    }
  }

  const own = (token: string, more: Record<string, string> = {}) => ({
    Authorization: `Bearer ${token}`,
    ...more,
  });
  const nothing = z.unknown().transform(() => undefined);
  const at = (id: string): string => `/v1/requests/${encodeURIComponent(id)}`;
  return {
    enrol: (enrolmentKey) =>
      ask({ method: 'POST', path: '/v1/installs', body: { enrolmentKey } }, enrolledSchema),
    send: (request, token, signIn) =>
      ask(
        {
          ...{ method: 'POST', path: '/v1/requests', body: request, isUpload: true },
          headers: own(token, {
            'Idempotency-Key': request.id,
            ...(signIn === undefined ? {} : { [signInHeader]: signIn }),
          }),
        },
        requestStatusSchema,
      ),
    statuses: (ids, token) =>
      ask(
        {
          method: 'GET',
          path: `/v1/requests?ids=${ids.map(encodeURIComponent).join()}`,
          headers: own(token),
        },
        requestStatusesSchema.transform(({ requests }) => requests),
      ),
    reopen: (id, reopen, token) =>
      ask(
        { method: 'POST', path: `${at(id)}/reopen`, body: reopen, headers: own(token) },
        requestStatusSchema,
      ),
    join: (join, token) =>
      ask({ method: 'POST', path: '/v1/joins', body: join, headers: own(token) }, nothing),
    incidents: (token) =>
      ask({ method: 'GET', path: '/v1/incidents', headers: own(token) }, incidentCountsSchema),
    usage: (report, token) =>
      ask({ method: 'POST', path: '/v1/usage', body: report, headers: own(token) }, nothing),
  };
}

/** `net.fetch` of older Electrons stays silent when it is stopped before the first byte. */
const rejectedOnAbort = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
  });
