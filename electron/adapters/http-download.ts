import axios, { AxiosError } from 'axios';
import type { SyncRefusal } from '../../shared/packs/sync-refusal.ts';
import { ok, refuse, toError, type Result } from '../../shared/result.ts';
import type { Http } from '../services/ports.ts';
import { networkRefusal, refusedAnswer } from './http-refusal.ts';

type Fetch = typeof globalThis.fetch;

/** A connection that says nothing for so long is broken, however large the file still is. */
const defaultSilenceMs = 30_000;

export interface HttpOptions {
  /** The folder that `zeroline publish` fills, as machines see it. */
  baseUrl: string;
  /** Electron's `net.fetch`, which knows the proxy and the certificates of the system; Node's in tests. */
  fetch: Fetch;
  userAgent: string;
  nowMs?: () => number;
  silenceMs?: number;
}

/** An answer that is refused by its first lines: its body is not even read. */
class RefusedAnswer extends Error {
  readonly refusal: SyncRefusal;

  constructor(refusal: SyncRefusal) {
    super(refusal.detail);
    this.refusal = refusal;
  }
}

/** Gets files below one address. A byte too many or a moment too long ends the transfer at once. */
export function createHttp(options: HttpOptions): Http {
  const { baseUrl, fetch, userAgent, nowMs = Date.now, silenceMs = defaultSilenceMs } = options;
  const base = baseUrl.replace(/\/+$/, '');
  const { origin } = new URL(base);

  // axios keeps one adapter for each fetch it was given, for ever: there must be one for all requests.
  const checkedFetch: Fetch = async (input, init) => {
    const response = await fetch(input, init);
    const refusal = refusedAnswer(response, origin, nowMs());
    if (!refusal) return response;
    // Whatever goes wrong with a body that nobody wants is nobody's concern.
    response.body?.cancel().catch(() => undefined);
    throw new RefusedAnswer(refusal);
  };
  const client = axios.create({
    adapter: 'fetch',
    env: { fetch: checkedFetch },
    responseType: 'arraybuffer',
    headers: { 'User-Agent': userAgent, Accept: '*/*' },
    // The disk cache of Chromium would answer for a server that is not there.
    fetchOptions: { cache: 'no-store' },
    validateStatus: null,
  });

  async function get(
    path: string,
    { bytesMax, timeoutMs }: { bytesMax: number; timeoutMs: number },
    onProgress?: (done: number, total: number) => void,
  ): Promise<Result<Uint8Array, SyncRefusal>> {
    const deadline = new AbortController();
    const timers = [
      setTimeout(() => deadline.abort(), timeoutMs),
      setTimeout(() => deadline.abort(), silenceMs),
    ] as const;
    try {
      const request = client.get<ArrayBuffer>(`${base}/${path}`, {
        maxContentLength: bytesMax,
        signal: deadline.signal,
        onDownloadProgress({ loaded, total }) {
          timers[1].refresh();
          if (total !== undefined) onProgress?.(loaded, total);
        },
      });
      const { data } = await Promise.race([request, rejectedOnAbort(deadline.signal)]);
      return ok(new Uint8Array(data));
    } catch (thrown) {
      const refused = refusedIn(thrown);
      if (refused) return refuse({ ...refused, detail: `${path}: ${refused.detail}` });
      if (deadline.signal.aborted)
        return refuse({
          kind: 'timeout',
          detail: `${path}: over ${timeoutMs} ms, or ${silenceMs} ms of silence`,
        });
      if (isTooLong(thrown)) return refuse({ kind: 'too-big', detail: `${path}: over ${bytesMax} bytes` });
      const { kind, detail } = networkRefusal(toError(thrown));
      return refuse({ kind, detail: `${path}: ${detail}` });
    } finally {
      for (const timer of timers) clearTimeout(timer);
    }
  }

  return { get };
}

/** `net.fetch` of older Electrons stays silent when it is stopped before the first byte. */
const rejectedOnAbort = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
  });

function refusedIn(thrown: unknown): SyncRefusal | undefined {
  for (let error = thrown; error instanceof Error; error = error.cause)
    if (error instanceof RefusedAnswer) return error.refusal;
  return undefined;
}

const isTooLong = (thrown: unknown): boolean =>
  thrown instanceof AxiosError && thrown.message.startsWith('maxContentLength');
