import { ifTold, known, unknown, type RunCommand, type SignalSource } from './source.ts';

/** A job that waits longer than this is not on its way any more. */
const stuckAfterMs = 10 * 60_000;

/** `lpstat -d` of CUPS: nothing when there is no default. */
export const parseDefaultPrinter = (output: string): string | undefined =>
  /^system default destination: (.+?)\s*$/m.exec(output)?.[1];

/** `lpstat -o`: job, owner, bytes, and when it was sent in local time, `Sun Nov 22 11:04:08 2026`. */
export function parseJobs(output: string): { owner: string; sentAtMs: number }[] {
  return output.split('\n').flatMap((line) => {
    const [, owner, date] = /^\S+-\d+\s+(\S+)\s+\d+\s+(\S.*?)\s*$/.exec(line) ?? [];
    if (owner === undefined || date === undefined) return [];
    // Another form, of another language, would be guessed at: then the job counts as new.
    const isPlain = /^[A-Z][a-z]{2} [A-Z][a-z]{2} +\d+ \d\d:\d\d:\d\d \d{4}$/.test(date);
    return [{ owner, sentAtMs: isPlain ? Date.parse(date) : Number.NaN }];
  });
}

export const stuckJobs = (
  jobs: readonly { owner: string; sentAtMs: number }[],
  user: string,
  nowMs: number,
): number => jobs.filter(({ owner, sentAtMs }) => owner === user && nowMs - sentAtMs > stuckAfterMs).length;

/** Linux and macOS print with CUPS, and its programs print the same. */
export function cupsSource({ user, run }: { user: string; run: RunCommand }): SignalSource {
  return {
    source: 'lpstat -d -o',
    ids: ['printer.default', 'printer.stuckJobs'],
    async read(nowMs) {
      const none = unknown('not-present');
      // Without a scheduler it ends with an error.
      const told = await ifTold(run('lpstat', ['-d', '-o']));
      if (told === undefined) return { 'printer.default': none, 'printer.stuckJobs': none };
      const name = parseDefaultPrinter(told);
      return {
        'printer.default': name === undefined ? none : known(name),
        'printer.stuckJobs': known(stuckJobs(parseJobs(told), user, nowMs)),
      };
    },
    keepMs: 5 * 60_000,
  };
}
