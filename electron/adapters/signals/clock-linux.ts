import type { UnknownReason } from '../../../shared/context/signal.ts';
import { ifTold, known, unknown, type RunCommand, type SignalSource } from './source.ts';

/** `chronyc -n tracking`: how far the clock is from the servers' time; nothing while it follows none. */
export function parseChrony(output: string): number | undefined {
  if (/^Leap status\s*:\s*Not synchronised/m.test(output)) return undefined;
  const seconds = /^System time\s*:\s*([\d.]+) seconds (?:slow|fast) of NTP time/m.exec(output)?.[1];
  return seconds === undefined ? undefined : Number(seconds);
}

const unitSeconds: Readonly<Record<string, number>> = {
  ...{ y: 31_557_600, month: 2_629_800, w: 604_800, d: 86_400, h: 3_600 },
  ...{ min: 60, s: 1, ms: 1e-3, us: 1e-6, μs: 1e-6 },
};

/** `timedatectl timesync-status`: `Offset: +1min 3.2s`; no line before the first answer of a server. */
export function parseTimesync(output: string): number | undefined {
  const offset = /^[ \t]*Offset: ([+-]?)(.+)$/m.exec(output)?.[2]?.trim();
  if (offset === undefined) return undefined;
  const parts = [...offset.matchAll(/([\d.]+)([a-zμ]+)/g)];
  const seconds = parts.reduce(
    (sum, [, n, unit = '']) => sum + Number(n) * (unitSeconds[unit] ?? Number.NaN),
    0,
  );
  return parts.length > 0 && Number.isFinite(seconds) ? seconds : undefined;
}

/** How wrong the clock is, either way, as the service knows that sets it: chrony (Fedora) or systemd's (Debian, Ubuntu). */
export function linuxClockSource(run: RunCommand): SignalSource {
  async function seconds(): Promise<number | UnknownReason> {
    // Not installed, or not running: then the other one may be.
    const ofChrony = await run('chronyc', ['-n', 'tracking']).then(parseChrony, () => undefined);
    if (ofChrony !== undefined) return ofChrony;
    const status = await ifTold(run('timedatectl', ['timesync-status']));
    return status === undefined ? 'not-supported' : (parseTimesync(status) ?? 'not-read-yet');
  }
  return {
    source: 'chronyc tracking, timedatectl timesync-status',
    ids: ['clock.skewSeconds'],
    async read() {
      const found = await seconds();
      return { 'clock.skewSeconds': typeof found === 'string' ? unknown(found) : known(found) };
    },
    keepMs: 30 * 60_000,
  };
}
