import type { Language } from '../../shared/language.ts';
import { localDate } from '../../shared/local-date.ts';
import { firstKeptDay } from '../../shared/usage/aggregate.ts';
import { countableTerm } from '../../shared/usage/search-term.ts';
import { usageNoteSchema, type UsageNote } from '../../shared/usage/usage-note.ts';
import type { UsageDay } from '../../shared/usage/usage.ts';
import { ok, type Result } from '../../shared/result.ts';
import { createSerialQueue } from '../../shared/serial-queue.ts';
import type { Clock, CouldNotSave, Journal } from './ports.ts';

export interface UsageNotesDeps {
  journal: Journal;
  clock: Clock;
  /** The app's version. */
  app: string;
  language: () => Language;
}

/** Which guides helped and which words found nothing, for the editors; and which days they have already. */
export interface UsageNotes {
  notFound(text: string): void;
  answered(guide: string, solved: boolean): void;
  /** The last 30 days, oldest first. */
  all(): UsageNote[];
  /** Settles on the disk under which id a day goes, before it goes; the same one however often it is tried. */
  reportOf(
    day: UsageDay,
    newId: () => string,
  ): Promise<Result<{ id: string; isSent: boolean }, CouldNotSave>>;
  sent(day: UsageDay, id: string): Promise<void>;
  clear(): Promise<void>;
  flush(): Promise<void>;
}

const recordsBeforeCompaction = 2000;

export async function createUsageNotes({
  journal,
  clock,
  app,
  language,
}: UsageNotesDeps): Promise<UsageNotes> {
  const serially = createSerialQueue();
  const { records } = await journal.read();
  let notes = records.flatMap((record) => {
    const parsed = usageNoteSchema.safeParse(record);
    return parsed.success ? [parsed.data] : [];
  });
  let recordCount = records.length;

  const all = (): UsageNote[] => {
    const from = firstKeptDay(clock.nowMs());
    return notes.filter(({ day }) => day >= from);
  };

  async function save(note: UsageNote): Promise<Result<void, CouldNotSave>> {
    const saved = await journal.append(note);
    if (saved.ok) recordCount += 1;
    if (recordCount > recordsBeforeCompaction) {
      notes = all();
      if ((await journal.compact(notes)).ok) recordCount = notes.length;
    }
    return saved;
  }

  /** Counts at once; it is on the disk soon after. */
  function add(note: UsageNote): Promise<Result<void, CouldNotSave>> {
    notes.push(note);
    return serially(() => save(note));
  }

  const ofNow = () => ({ day: localDate(clock.nowMs()), app, lang: language() });
  const isOf = (day: UsageDay, note: UsageNote): boolean =>
    note.day === day.day && note.app === day.app && note.lang === day.lang;

  return {
    notFound(text) {
      const term = countableTerm(text);
      if (term !== undefined) void add({ kind: 'not-found', term, ...ofNow() });
    },
    answered: (guide, solved) => void add({ kind: 'answered', guide, solved, ...ofNow() }),
    all,
    async reportOf(day, newId) {
      const known = notes
        .filter((note) => note.kind === 'report')
        .filter((note) => isOf(day, note))
        .at(-1);
      if (known) return ok({ id: known.id, isSent: known.isSent });
      const { day: date, app: version, lang } = day;
      const report = { kind: 'report', id: newId(), isSent: false, day: date, app: version, lang } as const;
      const saved = await add(report);
      return saved.ok ? ok({ id: report.id, isSent: false }) : saved;
    },
    async sent(day, id) {
      await add({ kind: 'report', id, isSent: true, day: day.day, app: day.app, lang: day.lang });
    },
    clear: () =>
      serially(async () => {
        // Which days were sent is kept: a cleared history is no reason to count a day twice.
        notes = notes.filter(({ kind }) => kind === 'report');
        if ((await journal.compact(notes)).ok) recordCount = notes.length;
      }),
    flush: () => serially(() => Promise.resolve()),
  };
}
