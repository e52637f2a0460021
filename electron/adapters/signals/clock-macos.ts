import { known, textOf, unknown, type RunCommand, type SignalSource } from './source.ts';

/** `sntp`: `+0.024490 +/- 0.016059 time.example.com 192.0.2.1`, in some versions with the time in front. */
export function parseSntp(output: string): number | undefined {
  const offset = /(?:^|\s)([+-]\d+\.\d+) \+\/- /m.exec(output)?.[1];
  return offset === undefined ? undefined : Number(offset);
}

/** The first server of `/etc/ntp.conf` that is the organisation's own: Apple's are asked by macOS, not by us. */
export function ownTimeServer(config: string): string | undefined {
  const servers = [...config.matchAll(/^server\s+([\w.:-]+)/gm)].map(([, server = '']) =>
    server.replace(/\.$/, ''),
  );
  return servers.find(
    (server) => !/(?:^|\.)(?:apple\.com|pool\.ntp\.org)$/i.test(server) && !server.startsWith('-'),
  );
}

/** How far the clock is off by the time server that IT set for this Mac; unknown where it set none. */
export const macClockSource = ({ run, root }: { run: RunCommand; root: string }): SignalSource => ({
  source: 'sntp, the time server in /etc/ntp.conf',
  ids: ['clock.skewSeconds'],
  async read() {
    const server = ownTimeServer((await textOf(`${root}/etc/ntp.conf`)) ?? '');
    if (server === undefined) return { 'clock.skewSeconds': unknown('not-supported') };
    const seconds = parseSntp(await run('/usr/bin/sntp', ['-t', '2', server], 4_000));
    return { 'clock.skewSeconds': seconds === undefined ? unknown('failed') : known(Math.abs(seconds)) };
  },
  keepMs: 30 * 60_000,
  timeoutMs: 5_000,
});
