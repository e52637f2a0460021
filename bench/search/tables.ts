import type { Cost, Worst } from './costs.ts';
import type { Metrics } from './metrics.ts';
import type { gains, Quality } from './quality.ts';

/** Columns as wide as their widest cell; numbers stand to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => {
          const width = widths[column] ?? 0;
          return /^[-+\d.–]/.test(cell) ? cell.padStart(width) : cell.padEnd(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const share = (value: number): string => value.toFixed(3);
const metricCells = ({ queries, r1, r5, mrr, ndcg10 }: Metrics): string[] => [
  String(queries),
  ...[r1, r5, mrr, ndcg10].map(share),
];

/** Over all, by kind, by language: every engine. */
export function qualityTable(results: Readonly<Record<string, Quality>>): string {
  const names = Object.keys(results);
  const rows = [['', 'engine', 'queries', 'R@1', 'R@5', 'MRR', 'nDCG@10']];
  const add = (part: string, of: (quality: Quality) => Metrics | undefined): void => {
    for (const [at, name] of names.entries()) {
      const metrics = results[name] && of(results[name]);
      if (metrics) rows.push([at === 0 ? part : '', name, ...metricCells(metrics)]);
    }
  };
  const [first] = Object.values(results);
  add('all', (quality) => quality.all);
  for (const kind of Object.keys(first?.kinds ?? {})) add(kind, (quality) => quality.kinds[kind]);
  for (const one of Object.keys(first?.languages ?? {})) add(one, (quality) => quality.languages[one]);
  return table(rows);
}

const signed = (value: number): string => `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(3)}`;
const times = (ratio: number | null): string => (ratio === null ? '–' : `${ratio.toFixed(2)}x`);

/** What is gained over another engine: the difference, and how many times as good. */
export function gainTable(over: string, { all, kinds, languages }: ReturnType<typeof gains>): string {
  const rows = [[`over ${over}`, 'R@1', '', 'R@5', '', 'nDCG@10', '']];
  for (const [part, one] of Object.entries({ all, ...kinds, ...languages })) {
    const cells = [one.r1, one.r5, one.ndcg10].flatMap(({ difference, ratio }) => [
      signed(difference),
      times(ratio),
    ]);
    rows.push([part, ...cells]);
  }
  return table(rows);
}

const megabytes = (bytes: number | undefined): string =>
  bytes === undefined ? '–' : (bytes / 1e6).toFixed(1);

const number = (value: number | undefined): string => (value === undefined ? '–' : String(value));

export function costTable(costs: readonly Cost[]): string {
  const rows = [
    [
      ...[
        'index',
        'engine',
        'guides',
        'made',
        'keystrokes',
        'p50 ms',
        'p95 ms',
        'p99 ms',
        'cpu p50',
        'cpu p95',
      ],
      ...['cpu p99', 'build ms', 'ready ms', 'cpu', 'MB', 'heap MB'],
    ],
  ];
  for (const cost of costs) {
    const { engine, section, language, guides, made, keystrokes, p50Ms, p95Ms, p99Ms } = cost;
    rows.push([
      ...[language === undefined ? section : `${section} ${language}`, engine],
      ...[guides, made, keystrokes, p50Ms, p95Ms, p99Ms].map(number),
      ...[cost.cpuP50Ms, cost.cpuP95Ms, cost.cpuP99Ms, cost.buildMs].map(number),
      ...[cost.readyMs, cost.readyCpuMs].map(number),
      ...[cost.bytes, cost.heapBytes].map(megabytes),
    ]);
  }
  return table(rows);
}

/** The numbers to hold against the goals, in one line. */
export function worstLine(worst: Worst): string {
  const { guides, p50Ms, p95Ms, p99Ms, cpuP50Ms, cpuP95Ms, cpuP99Ms, readyMs, readyCpuMs } = worst;
  const triple = (...values: (number | undefined)[]): string => values.map(number).join(' / ');
  return [
    `worst at ${guides} guides: keystroke p50 / p95 / p99 ${triple(p50Ms, p95Ms, p99Ms)} ms`,
    `of the processor's time ${triple(cpuP50Ms, cpuP95Ms, cpuP99Ms)} ms`,
    `ready in ${number(readyMs)} ms (processor ${number(readyCpuMs)})`,
    `${megabytes(worst.bytes)} MB serialised, ${megabytes(worst.heapBytes)} MB heap`,
  ].join('; ');
}
