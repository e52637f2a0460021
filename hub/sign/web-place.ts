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

/** A knowledge base behind a web server, read as machines read it. */
export function webPlace(url: string): Place {
  const base = url.replace(/\/+$/, '');
  const couldNot = (detail: string) => refuse<DestinationRefusal>({ kind: 'could-not-read', detail });
  return {
    name: url,
    async read(path, bytesMax): Promise<Result<Uint8Array, DestinationRefusal>> {
      const address = `${base}/${path}`;
      try {
        const response = await fetch(address, { signal: AbortSignal.timeout(timeoutMs) });
        if (new URL(response.url).origin !== new URL(address).origin)
          return couldNot(
            `${address} leads to another server, ${new URL(response.url).origin}: machines don't follow. Use that address, or remove the redirect.`,
          );
        if (response.status === 404 || response.status === 410)
          return refuse({ kind: 'missing', detail: `${address} is not there` });
        // Some servers and buckets answer so for what is not there; machines take it for the same.
        if (response.status === 403)
          return refuse({ kind: 'missing', detail: `${address} is forbidden (403)` });
        if (!response.ok)
          return couldNot(`${address} answered ${response.status}. Look at the server's log.`);
        const bytes = await readAtMost(response, bytesMax);
        return bytes
          ? ok(bytes)
          : refuse({ kind: 'too-big', detail: `${address} is longer than ${bytesMax} bytes` });
      } catch (thrown) {
        const { cause, message } = toError(thrown);
        return couldNot(`${address} can't be reached: ${cause instanceof Error ? cause.message : message}`);
      }
    },
  };
}
