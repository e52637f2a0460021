/** What the hub counts while it runs. All are without names of people, machines or requests. */
export const counters = {
  requests_taken: 'Requests taken over, each once',
  requests_repeated: 'Requests that were sent again',
  tickets_made: 'Tickets made',
  tickets_found: 'Tickets that were there already when a try was repeated',
  tickets_lossy: 'Tickets that lack something of the request',
  deliveries_put_off: 'Tries that led to nothing and are made again',
  deliveries_refused: 'Requests that the ticket system does not take',
  usage_reports: 'Daily counts taken over',
  joins: 'Machines that joined an incident',
  enrolments: 'Machines that got a token',
  rate_limited: 'Calls that came too fast',
} as const;
export type Counter = keyof typeof counters;

export interface Metrics {
  count(counter: Counter): void;
  answered(status: number, seconds: number): void;
  /** In the text format of Prometheus, with what is measured at this moment. */
  text(gauges: Readonly<Record<string, number>>): string;
}

const bucketsSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const prefix = 'zeroline_hub_';

export function createMetrics(): Metrics {
  const counts = new Map<Counter, number>();
  const byStatus = new Map<string, number>();
  const inBucket = bucketsSeconds.map(() => 0);
  let secondsSum = 0;
  let answers = 0;

  return {
    count: (counter) => void counts.set(counter, (counts.get(counter) ?? 0) + 1),
    answered(status, seconds) {
      const kind = `${Math.floor(status / 100)}xx`;
      byStatus.set(kind, (byStatus.get(kind) ?? 0) + 1);
      bucketsSeconds.forEach((most, n) => (inBucket[n] = (inBucket[n] ?? 0) + (seconds <= most ? 1 : 0)));
      secondsSum += seconds;
      answers += 1;
    },
    text(gauges) {
      const lines = Object.entries(counters).flatMap(([name, help]) => [
        `# HELP ${prefix}${name}_total ${help}`,
        `# TYPE ${prefix}${name}_total counter`,
        `${prefix}${name}_total ${counts.get(name as Counter) ?? 0}`,
      ]);
      lines.push(`# TYPE ${prefix}http_answers_total counter`);
      for (const [kind, count] of byStatus)
        lines.push(`${prefix}http_answers_total{status="${kind}"} ${count}`);
      const seconds = `${prefix}http_answer_seconds`;
      lines.push(`# TYPE ${seconds} histogram`);
      bucketsSeconds.forEach((most, n) => lines.push(`${seconds}_bucket{le="${most}"} ${inBucket[n] ?? 0}`));
      lines.push(`${seconds}_bucket{le="+Inf"} ${answers}`);
      lines.push(`${seconds}_sum ${secondsSum}`, `${seconds}_count ${answers}`);
      for (const [name, value] of Object.entries(gauges))
        lines.push(`# TYPE ${prefix}${name} gauge`, `${prefix}${name} ${value}`);
      return `${lines.join('\n')}\n`;
    },
  };
}
