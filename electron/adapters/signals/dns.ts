import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { known, unknown, type Reading, type SignalSource } from './source.ts';

/** A name server said something about the name, if only that it does not exist. */
const answered = new Set(['ENOTFOUND', 'ENODATA']);
/** None said anything, or only that it can't find out. */
const unanswered = new Set(['ETIMEOUT', 'ECONNREFUSED', 'ESERVFAIL', 'EREFUSED', 'ENONAME']);

/** Whether names fail, from the code that asking for one ended with. */
export function dnsReading(code: string | undefined): Reading {
  if (code === undefined || answered.has(code)) return known(false);
  return unanswered.has(code) ? known(true) : unknown('failed');
}

export interface DnsDeps {
  /** The organisation's own server for guides, the one name the app uses anyway. */
  serverHost(): string | undefined;
  isConnected(): boolean;
  resolve(host: string): Promise<unknown>;
}

/** Outside the pool of threads that files are read with, where a dead name server would hold up the app. */
export const resolveOnce = (host: string): Promise<unknown> =>
  new Resolver({ timeout: 1_500, tries: 1 }).resolve4(host);

const isNumber = (host: string): boolean => host.startsWith('[') || isIP(host) !== 0;

/**
 * Asks the machine's name servers for the organisation's own host: nobody else's name leaves the machine. Without a
 * server of its own, or behind a number instead of a name, there is nothing to ask.
 */
export function dnsSource({ serverHost, isConnected, resolve }: DnsDeps): SignalSource {
  async function ask(): Promise<Reading> {
    const host = serverHost();
    if (host === undefined || isNumber(host) || host === 'localhost') return unknown('not-supported');
    if (!isConnected()) return unknown('not-present');
    const code = await resolve(host).then(
      () => undefined,
      (thrown: unknown) =>
        typeof thrown === 'object' && thrown !== null && 'code' in thrown ? String(thrown.code) : 'unknown',
    );
    return dnsReading(code);
  }
  return {
    source: "DNS, the name of the organisation's own server",
    ids: ['network.dnsFailing'],
    read: async () => ({ 'network.dnsFailing': await ask() }),
    keepMs: 60_000,
    // Two servers, each asked once.
    timeoutMs: 4_000,
  };
}
