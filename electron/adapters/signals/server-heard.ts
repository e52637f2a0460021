import type { ServerWord } from '../server-word.ts';
import { known, type SignalSource } from './source.ts';

const skewMaxMs = 6 * 60 * 60_000;
const portalMaxMs = 10 * 60_000;

const isOf = (atMs: number, maxMs: number, nowMs: number): boolean => nowMs >= atMs && nowMs - atMs <= maxMs;

/**
 * Adds what the organisation's own server let us know. Its word on the clock goes first: where no service sets the
 * clock, no service knows how wrong it is. On sign-in pages the system goes first, which looks for them on purpose.
 */
export function withServerWord(source: SignalSource, word: ServerWord): SignalSource {
  const tells = {
    skew: source.ids.includes('clock.skewSeconds'),
    portal: source.ids.includes('network.captivePortal'),
  };
  if (!tells.skew && !tells.portal) return source;
  return {
    ...source,
    source: `${source.source}; the organisation's own server`,
    async read(nowMs) {
      const [skew, portal] = [word.skew(), word.portal()];
      const hasSkew = tells.skew && skew !== undefined && isOf(skew.atMs, skewMaxMs, nowMs);
      const hasPortal = tells.portal && portal !== undefined && isOf(portal.atMs, portalMaxMs, nowMs);
      // With a word of the server's at hand a system that can't tell is no failure.
      const asked = source.read(nowMs);
      const readings = await (hasSkew || hasPortal ? asked.catch(() => ({})) : asked);
      const own: Awaited<typeof asked> = { ...readings };
      if (hasSkew) own['clock.skewSeconds'] = known(Math.abs(skew.seconds));
      if (hasPortal && own['network.captivePortal']?.kind !== 'known')
        own['network.captivePortal'] = known(portal.isThere);
      return own;
    },
    forget() {
      source.forget?.();
      if (tells.portal) word.forgetNetwork();
    },
  };
}
