import { ok, refuse, toError, type Result } from '../../shared/result.ts';
import type { DestinationRefusal } from '../destination/destination.ts';
import type { Place } from './read-roots.ts';

const timeoutMs = 20_000;

/** The body, as long as it stays below the limit; nothing when it is longer. */
async function readAtMost(response: Response, bytesMax: number): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > bytesMax) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const couldNot = (detail: string) => refuse<DestinationRefusal>({ kind: 'could-not-read', detail });

/** An answer that is no success, as machines take it; nothing when it is one. */
function refusalOf(response: Response, address: string) {
  if (new URL(response.url).origin !== new URL(address).origin)
    return couldNot(
      `${address} leads to another server, ${new URL(response.url).origin}: machines don't follow. Use that address, or remove the redirect.`,
    );
  if (response.status === 404 || response.status === 410)
    return refuse<DestinationRefusal>({ kind: 'missing', detail: `${address} is not there` });
  // Some servers and buckets answer so for what is not there; machines take it for the same.
  if (response.status === 403)
    return refuse<DestinationRefusal>({ kind: 'missing', detail: `${address} is forbidden (403)` });
  if (!response.ok) return couldNot(`${address} answered ${response.status}. Look at the server's log.`);
  return undefined;
}

/** A knowledge base behind a web server, read as machines read it. */
export function webPlace(url: string): Place {
  const base = url.replace(/\/+$/, '');

  async function ask<T>(
    path: string,
    method: 'GET' | 'HEAD',
    take: (response: Response, address: string) => Promise<Result<T, DestinationRefusal>>,
  ): Promise<Result<T, DestinationRefusal>> {
    const address = `${base}/${path}`;
    try {
      const response = await fetch(address, { method, signal: AbortSignal.timeout(timeoutMs) });
      return await take(response, address);
    } catch (thrown) {
      const { cause, message } = toError(thrown);
      return couldNot(`${address} can't be reached: ${cause instanceof Error ? cause.message : message}`);
    }
  }

  async function isThere(path: string, method: 'GET' | 'HEAD'): Promise<Result<boolean, DestinationRefusal>> {
    return ask(path, method, async (response, address) => {
      await response.body?.cancel();
      // A server that knows no HEAD says so; machines never send it.
      if (method === 'HEAD' && (response.status === 405 || response.status === 501))
        return isThere(path, 'GET');
      const refusal = refusalOf(response, address);
      if (!refusal) return ok(true);
      return refusal.error.kind === 'missing' ? ok(false) : refusal;
    });
  }

  return {
    name: url,
    read: (path, bytesMax) =>
      ask(path, 'GET', async (response, address) => {
        const refusal = refusalOf(response, address);
        if (refusal) return refusal;
        const bytes = await readAtMost(response, bytesMax);
        if (bytes) return ok(bytes);
        return refuse({ kind: 'too-big', detail: `${address} is longer than ${bytesMax} bytes` });
      }),
    has: (path) => isThere(path, 'HEAD'),
  };
}
