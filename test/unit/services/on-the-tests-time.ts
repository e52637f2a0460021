import type { Request } from '../../../shared/requests/request.ts';

/** What sender and follower share, over a network and timers that a test moves itself. */
export function onTheTestsTime<Parts extends object>(parts: Parts, net: { isOnline: boolean }) {
  const waits: { delayMs: number; wake: () => void }[] = [];
  const news: Request[] = [];
  const common = {
    ...parts,
    random: () => 0.5,
    isOnline: () => net.isOnline,
    onNews: (request: Request) => void news.push(request),
    schedule(delayMs: number, wake: () => void) {
      const wait = { delayMs, wake };
      waits.push(wait);
      return () => void waits.splice(waits.indexOf(wait) >>> 0, 1);
    },
  };
  return { common, waits, news };
}
