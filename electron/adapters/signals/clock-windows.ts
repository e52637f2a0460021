import { known, unknown, type RunCommand, type SignalSource } from './source.ts';

/** `w32tm /stripchart /dataonly`: the last line is `10:22:33, +00.0012345s`, or `10:22:33, error: 0x800705B4`. */
export function chartOffset(output: string): number | undefined {
  const last = [...output.matchAll(/,\s*([+-]\d+)[.,](\d+)s\s*$/gm)].at(-1);
  return last ? Number(`${last[1]}.${last[2]}`) : undefined;
}

/**
 * `w32tm /query /status /verbose`. Its labels are in the language of Windows and the console's code page; its order is
 * always the same: the second line is the stratum, the tenth the phase offset.
 */
export function statusOffset(output: string): number | undefined {
  const lines = output.split(/\r?\n/).filter((line) => line.trim() !== '');
  const stratum = Number(/:\s*(\d+)\b/.exec(lines[1] ?? '')?.[1] ?? 0);
  const [, whole, part] = /:\s*([+-]?\d+)[.,](\d+)s\s*$/.exec(lines[9] ?? '') ?? [];
  // At stratum 0 nothing was compared yet: 0.0000000s says nothing then.
  return stratum === 0 || whole === undefined ? undefined : Number(`${whole}.${part}`);
}

/**
 * How far the clock is off. In a domain its own time server is asked, as Windows itself does; elsewhere only what the
 * time service knows is read: where it does not run, and where this user may not ask it, nothing is known.
 */
export function windowsClockSource({
  run,
  domain,
}: {
  run: RunCommand;
  domain: string | undefined;
}): SignalSource {
  async function offset(): Promise<number | undefined> {
    if (domain) {
      const chart = ['/stripchart', `/computer:${domain}`, '/samples:1', '/dataonly'];
      return chartOffset(await run('w32tm.exe', chart, 8_000));
    }
    return run('w32tm.exe', ['/query', '/status', '/verbose']).then(statusOffset, () => undefined);
  }
  return {
    source: domain ? "w32tm /stripchart, the domain's time server" : 'w32tm /query /status',
    ids: ['clock.skewSeconds'],
    async read() {
      const seconds = await offset();
      const none = unknown(domain ? 'failed' : 'not-supported');
      return { 'clock.skewSeconds': seconds === undefined ? none : known(Math.abs(seconds)) };
    },
    keepMs: 30 * 60_000,
    timeoutMs: 9_000,
  };
}
