import type { SyncRefusal, SyncRefusalKind } from '../../shared/packs/sync-refusal.ts';

/** What there is to know of an answer before its body. */
export interface AnswerHead {
  status: number;
  /** Where it came from in the end; Electron's `net.fetch` leaves it empty. */
  url: string;
  headers: { get(name: string): string | null };
}

/** Why an answer is not one of our files, or undefined when its body may be read. */
export function refusedAnswer(
  { status, url, headers }: AnswerHead,
  origin: string,
  nowMs: number,
): SyncRefusal | undefined {
  if (url !== '' && new URL(url).origin !== origin)
    return { kind: 'captive-portal', detail: 'the request was led to another server' };
  if (status === 511) return { kind: 'captive-portal', detail: 'the network asks to sign in (511)' };
  if (status !== 200) {
    const waitMs = retryAfterMs(headers.get('retry-after'), nowMs);
    const detail = `the server answered ${status}`;
    return { kind: kindOfStatus(status), detail, ...(waitMs !== undefined && { retryAfterMs: waitMs }) };
  }
  const type = headers.get('content-type') ?? '';
  // Servers of files never call ours a page; sign-in pages of networks always say what they are.
  if (/^\s*(text\/html|application\/xhtml)/i.test(type))
    return { kind: 'captive-portal', detail: 'a web page came instead of the file' };
  return undefined;
}

function kindOfStatus(status: number): SyncRefusalKind {
  if (status === 403 || status === 404 || status === 410) return 'missing';
  return status === 408 || status === 504 ? 'timeout' : 'server-error';
}

/** `Retry-After` says seconds or a date; nonsense is as if it were not there. */
export function retryAfterMs(header: string | null, nowMs: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const atMs = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - nowMs);
}

/** A transfer that broke. Errors of fetch hide what happened in their causes. */
export function networkRefusal(error: Error): SyncRefusal {
  const words: string[] = [];
  for (let inner: unknown = error; inner instanceof Error; inner = inner.cause) {
    const { code }: Error & { code?: unknown } = inner;
    words.push(typeof code === 'string' && !code.startsWith('ERR_NETWORK') ? code : '', inner.message);
  }
  const known = words.join(' ').match(/\b(net::ERR_[A-Z_]+|UND_ERR_[A-Z_]+|(?:E[A-Z]{4,}|[A-Z]+_[A-Z_]+))\b/);
  const detail = known?.[0] ?? error.message;
  return { kind: /TIMED_?OUT|_TIMEOUT/.test(detail) ? 'timeout' : 'offline', detail };
}
