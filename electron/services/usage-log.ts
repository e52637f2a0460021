import type { Problem } from '../../shared/ipc/views.ts';
import type { Language } from '../../shared/language.ts';
import { ok, type Result } from '../../shared/result.ts';
import { addUpDays, localDay, usageDaysKept } from '../../shared/usage/aggregate.ts';
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
  /** Counts at once; the answer says whether the count will survive a restart. */
  count(event: UsageEvent): Promise<Result<void, CouldNotSave>>;
  /** The last 30 days, oldest first, exactly as kept. */
  days(): UsageDay[];
  clear(): Promise<Result<void, CouldNotSave>>;
  problems(): Problem[];
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

  const days = () => addUpDays(parts, localDay(clock.nowMs(), usageDaysKept - 1));

  async function compact(to: UsageDay[]): Promise<Result<void, CouldNotSave>> {
    const outcome = await journal.compact(to);
    if (outcome.ok) recordCount = to.length;
    return outcome;
  }

  if (recordCount > recordsBeforeCompaction) {
    parts = days();
    await compact(parts);
  }

  return {
    async count(event) {
      const part: UsageDay = { day: localDay(clock.nowMs()), app, lang: language(), counts: { [event]: 1 } };
      parts = addUpDays([...parts, part], '');
      const outcome = await journal.append(part);
      if (!outcome.ok) return outcome;
      recordCount += 1;
      if (recordCount > recordsBeforeCompaction) {
        parts = days();
        // Refused, it is tried again with the next count; the journal is only longer meanwhile.
        await compact(parts);
      }
      return ok(undefined);
    },
    days,
    problems: () => (damaged > 0 ? [{ kind: 'state-recovered', detail: keptAs ?? journal.name }] : []),
    async clear() {
      const outcome = await compact([]);
      if (outcome.ok) parts = [];
      return outcome;
    },
  };
}
