import { refusedAnswer } from './http-refusal.ts';

type Fetch = typeof globalThis.fetch;

/** What the organisation's own server, or something in its place, let us know by the way. */
export interface ServerWord {
  /** Seconds that this machine's clock is ahead of the server's. */
  skew(): { seconds: number; atMs: number } | undefined;
  /** Whether a sign-in page answered instead of the server. */
  portal(): { isThere: boolean; atMs: number } | undefined;
  /** The network is another one now. */
  forgetNetwork(): void;
}

/** An answer that took longer says too little of the moment it was written in. */
const slowMs = 10_000;

/** Reads what every answer carries along; nothing is asked for it. */
export function listenTo(
  fetch: Fetch,
  { baseUrl, nowMs }: { baseUrl: string; nowMs(): number },
): { fetch: Fetch; word: ServerWord } {
  const { origin } = new URL(baseUrl);
  let skew: ReturnType<ServerWord['skew']>;
  let portal: ReturnType<ServerWord['portal']>;

  function note(response: Response, askedAtMs: number, atMs: number): void {
    const isThere = refusedAnswer(response, origin, atMs)?.kind === 'captive-portal';
    portal = { isThere, atMs };
    const tookMs = atMs - askedAtMs;
    // What a cache kept is of another time, and a clock that moved meanwhile measures nothing.
    const isOld = Number(response.headers.get('age') ?? 0) > 0;
    if (isThere || isOld || tookMs < 0 || tookMs > slowMs) return;
    const serverMs = Date.parse(response.headers.get('date') ?? '');
    // The header counts whole seconds: on average it is half a second late.
    if (!Number.isNaN(serverMs)) skew = { seconds: (askedAtMs + tookMs / 2 - serverMs - 500) / 1000, atMs };
  }

  return {
    async fetch(input, init) {
      const askedAtMs = nowMs();
      const response = await fetch(input, init);
      note(response, askedAtMs, nowMs());
      return response;
    },
    word: { skew: () => skew, portal: () => portal, forgetNetwork: () => void (portal = undefined) },
  };
}

/** Where there is no server of the organisation's own. */
export const noServerWord: ServerWord = {
  skew: () => undefined,
  portal: () => undefined,
  forgetNetwork: () => undefined,
};
