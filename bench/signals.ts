import { readFileSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import { programRunner } from '../electron/adapters/program-output.ts';
import { noServerWord } from '../electron/adapters/server-word.ts';
import { signalSources } from '../electron/adapters/signals/read-signals.ts';
import { signalReader } from '../electron/adapters/signals/signal-reader.ts';
import type { Signal } from '../shared/context/signal.ts';
import { osOfPlatform } from '../shared/os.ts';

// npm run bench:signals -- [--json] [--rounds N]: what each source of signals costs on this machine, and what it says.

const roundsAt = process.argv.indexOf('--rounds');
const rounds = roundsAt === -1 ? 20 : Number(process.argv[roundsAt + 1]);
/** No source slower than this may keep anything waiting; here all are asked without anybody waiting. */
const goalMs = 200;

/** What programs were started, and how often. */
const started: string[] = [];
const run = programRunner();

const sources = signalSources({
  os: osOfPlatform(process.platform),
  environment: process.env,
  home: homedir(),
  configDir: process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config'),
  user: userInfo().username,
  activity: () => ({ lastActiveMs: Date.now() }),
  workdays: () => [1, 2, 3, 4, 5],
  app: {
    version: '0.0.0',
    guidesFromMs: () => Date.now(),
    displayCount: () => 1,
    site: () => undefined,
    group: () => undefined,
  },
  language: () => 'en',
  serverHost: process.env['SERVER_HOST'],
  serverWord: noServerWord,
  camera: { lastSeenMs: () => undefined, saw: () => undefined },
  run(file, ...rest) {
    started.push(file);
    return run(file, ...rest);
  },
});

/** Milliseconds of a processor that programs took which this one started, on Linux, in steps of 10. */
function programsCpuMs(): number {
  if (process.platform !== 'linux') return Number.NaN;
  const stat = readFileSync('/proc/self/stat', 'utf8');
  // After the name in parentheses; user and system time of children that have ended.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) * 10;
}
const ownCpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};
const cpuMs = () => ({ own: ownCpuMs(), programs: programsCpuMs() });
const cpuSince = (before: ReturnType<typeof cpuMs>, times: number) => {
  const now = cpuMs();
  return {
    ownCpuMs: rounded((now.own - before.own) / times),
    programsCpuMs: rounded((now.programs - before.programs) / times),
  };
};

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
const rounded = (ms: number): number => Math.round(ms * 100) / 100;

/** How long the thread that people feel stood still at most while `work` ran. */
async function withLongestStandstill<T>(
  work: () => Promise<T>,
): Promise<{ answer: T; standstillMs: number }> {
  let last = performance.now();
  let longest = 0;
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last - 2);
    last = performance.now();
  }, 2);
  const answer = await work();
  clearInterval(timer);
  return { answer, standstillMs: Math.max(longest, performance.now() - last - 2) };
}

async function costOf(source: (typeof sources)[number]) {
  const times: number[] = [];
  const cpuBefore = cpuMs();
  const startedBefore = started.length;
  let standstillMs = 0;
  let signals: Signal[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const fresh = signalReader([source], { warn: () => undefined });
    const startMs = performance.now();
    const measured = await withLongestStandstill(() => fresh.read(Date.now(), source.ids));
    times.push(performance.now() - startMs);
    standstillMs = Math.max(standstillMs, measured.standstillMs);
    signals = measured.answer;
  }
  const [firstMs = Number.NaN] = times;
  times.sort((a, b) => a - b);
  return {
    source: source.source,
    values: Object.fromEntries(
      signals.map(({ id, reading }) => [
        id,
        reading.kind === 'known' ? reading.value : `? ${reading.reason}`,
      ]),
    ),
    firstMs: rounded(firstMs),
    medianMs: rounded(percentile(times, 0.5)),
    p95Ms: rounded(percentile(times, 0.95)),
    standstillMs: rounded(standstillMs),
    starts: (started.length - startedBefore) / times.length,
    ...cpuSince(cpuBefore, times.length),
  };
}

const rows: Awaited<ReturnType<typeof costOf>>[] = [];
for (const source of sources) rows.push(await costOf(source));
const all = signalReader(sources, { warn: () => undefined });
started.length = 0;
const cpuBefore = cpuMs();
const startMs = performance.now();
const { standstillMs } = await withLongestStandstill(() => all.read(Date.now()));
const allMs = rounded(performance.now() - startMs);
// Until the slow ones that nobody waits for have ended too.
await new Promise((resolve) => setTimeout(resolve, 3_000));
const together = {
  ...{ allMs, standstillMs: rounded(standstillMs), started: [...started] },
  ...cpuSince(cpuBefore, 1),
};
const againMs = performance.now();
await all.read(Date.now());
const again = { againMs: rounded(performance.now() - againMs) };

for (const { source, values, ...cost } of rows)
  console.error(
    `${String(cost.medianMs).padStart(8)} ms  p95 ${String(cost.p95Ms).padStart(8)}  first ${String(cost.firstMs).padStart(8)}  starts ${cost.starts}, their CPU ${cost.programsCpuMs} ms, own ${cost.ownCpuMs} ms  ${source}\n${' '.repeat(12)}${JSON.stringify(values)}`,
  );
const slow = rows.filter(({ medianMs }) => medianMs > goalMs).map(({ source }) => source);
console.error(
  `All at once ${together.allMs} ms (thread still for ${together.standstillMs} ms at most), again ${again.againMs} ms; programs started: ${together.started.join(', ') || 'none'}, their CPU ${together.programsCpuMs} ms, own ${together.ownCpuMs} ms; slower than ${goalMs} ms: ${slow.join(', ') || 'none'}`,
);
if (process.argv.includes('--json')) console.log(JSON.stringify({ rows, ...together, ...again, slow }));
