import type { Problem } from '../../shared/ipc/views.ts';
import type { Language } from '../../shared/language.ts';
import type { Result } from '../../shared/result.ts';
import { localDate } from '../../shared/local-date.ts';
import { addUpDays, firstKeptDay } from '../../shared/usage/aggregate.ts';
import { usageDaySchema, type UsageDay, type UsageEvent } from '../../shared/usage/usage.ts';
import type { Clock, CouldNotSave, Journal } from './ports.ts';

export interface UsageLogDeps {
  journal: Journal;
  clock: Clock;
  /** The app's version. */
  app: string;
  language: () => Language;
}

/** Counts of closed events by day, on this machine only. */
export interface UsageLog {
  /** Counts at once; it is on the disk soon after. */
  count(event: UsageEvent): void;
  /** The last 30 days, oldest first, exactly as kept. */
  days(): UsageDay[];
  clear(): Promise<Result<void, CouldNotSave>>;
  problems(): Problem[];
  /** Resolves when every count so far is on the disk, or was refused by it. */
  flush(): Promise<void>;
}

const recordsBeforeCompaction = 500;

/** Every record of the journal is a part of a day's counts; parts are added up when it is read and compacted. */
export async function createUsageLog({ journal, clock, app, language }: UsageLogDeps): Promise<UsageLog> {
  const { records, damaged, keptAs } = await journal.read();
  let parts = records.flatMap((record) => {
    const parsed = usageDaySchema.safeParse(record);
    return parsed.success ? [parsed.data] : [];
  });
  let recordCount = records.length;
  const found: Problem[] = damaged > 0 ? [{ kind: 'state-recovered', detail: keptAs ?? journal.name }] : [];
  let saveProblem: Problem | undefined;
  const inFlight = new Set<Promise<void>>();

  const days = () => addUpDays(parts, firstKeptDay(clock.nowMs()));

  async function compact(to: UsageDay[]): Promise<Result<void, CouldNotSave>> {
    const outcome = await journal.compact(to);
    if (outcome.ok) recordCount = to.length;
    return outcome;
  }

  /** Refused, a long journal is made short with a later count; it is only longer meanwhile. */
  async function compactIfLong(): Promise<void> {
    if (recordCount <= recordsBeforeCompaction) return;
    parts = days();
    await compact(parts);
  }

  async function save(part: UsageDay): Promise<void> {
    const outcome = await journal.append(part);
    saveProblem = outcome.ok ? undefined : { kind: 'could-not-save', detail: outcome.error.detail };
    if (outcome.ok) recordCount += 1;
    await compactIfLong();
  }

  await compactIfLong();

  return {
    count(event) {
      const part: UsageDay = { day: localDate(clock.nowMs()), app, lang: language(), counts: { [event]: 1 } };
      parts = addUpDays([...parts, part], '');
      const saving = save(part).finally(() => inFlight.delete(saving));
      inFlight.add(saving);
    },
    days,
    async clear() {
      const outcome = await compact([]);
      if (outcome.ok) parts = [];
      return outcome;
    },
    problems: () => [...found, ...(saveProblem ? [saveProblem] : [])],
    async flush() {
      await Promise.all(inFlight);
    },
  };
}
