import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';
import { ok, refuse, toError, type Result } from '../../shared/result.ts';
import type { S3Access } from './s3-address.ts';

export interface S3Request {
  method: 'GET' | 'HEAD' | 'PUT';
  path: string;
  headers?: Readonly<Record<string, string>>;
  body?: Uint8Array;
}

/** How long to go on when the server is overloaded or the network breaks. */
export interface Patience {
  attempts: number;
  /** The wait after the first failure; it doubles with each. */
  firstWaitMs: number;
  longestWaitMs: number;
  /** One request, from its start to the last byte; sending a large body may take longer. */
  requestMs: number;
}

export const usualPatience: Patience = {
  attempts: 6,
  firstWaitMs: 500,
  longestWaitMs: 30_000,
  requestMs: 60_000,
};

/** No answer at all, in spite of everything. */
export interface NoAnswer {
  kind: 'no-answer';
  detail: string;
}

/** The slowest line that still counts as one: 128 kbit per second. */
const sentBytesPerMs = 16;

/** 501 says that the server never will. */
const mayPass = (status: number): boolean =>
  status === 429 || status === 408 || (status >= 500 && status !== 501);

/** What the server asks for comes first; otherwise twice as long each time, less a random part of it. */
function waitMs(attempt: number, retryAfter: string | null | undefined, patience: Patience): number {
  const asked = Number(retryAfter ?? '') * 1000 || Date.parse(retryAfter ?? '') - Date.now();
  const own = patience.firstWaitMs * 2 ** attempt * (0.5 + Math.random() / 2);
  return Math.min(patience.longestWaitMs, asked > 0 ? asked : own);
}

async function signedFetch(access: S3Access, request: S3Request, timeoutMs: number): Promise<Response> {
  const { accessKeyId, secretAccessKey, sessionToken, region } = access;
  const { method, path, headers, body = new Uint8Array() } = request;
  const signer = new AwsV4Signer({
    ...{ method, url: `${access.baseUrl}/${path}`, service: 's3', region, accessKeyId, secretAccessKey },
    ...(sessionToken === undefined ? {} : { sessionToken }),
    // With the hash signed, a server refuses bytes that were changed on the way to it.
    headers: { ...headers, 'X-Amz-Content-Sha256': createHash('sha256').update(body).digest('hex') },
  });
  const signed = await signer.sign();
  return fetch(signed.url, {
    ...{ method, headers: signed.headers, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) },
    ...(method === 'PUT' ? { body: Uint8Array.from(body) } : {}),
  });
}

/** One request of the S3 protocol, again and again while the trouble may pass. `take` reads the answer to its end. */
export async function requestS3<T>(
  access: S3Access,
  request: S3Request,
  take: (response: Response) => Promise<T>,
  patience: Patience,
): Promise<Result<T, NoAnswer>> {
  let problem = '';
  const sendingMs = Math.ceil((request.body?.length ?? 0) / sentBytesPerMs);
  for (let attempt = 0; attempt < patience.attempts; attempt += 1) {
    let retryAfter: string | null | undefined;
    try {
      const response = await signedFetch(access, request, patience.requestMs + sendingMs);
      if (!mayPass(response.status)) return ok(await take(response));
      retryAfter = response.headers.get('retry-after');
      problem = `the server answers ${response.status} to ${request.method}`;
      await response.body?.cancel();
    } catch (thrown) {
      const { message, cause } = toError(thrown);
      problem = cause === undefined ? message : `${message}: ${toError(cause).message}`;
    }
    if (attempt + 1 < patience.attempts) await sleep(waitMs(attempt, retryAfter, patience));
  }
  const detail = `${problem} (${patience.attempts} attempts); check the network and the server, then run it again`;
  return refuse({ kind: 'no-answer', detail });
}
