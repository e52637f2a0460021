import type { Language } from '../../shared/language.ts';
import { localDate } from '../../shared/local-date.ts';
import { firstKeptDay } from '../../shared/usage/aggregate.ts';
import { keepableRating, type Rating } from '../../shared/usage/rating.ts';
import { countableTerm } from '../../shared/usage/search-term.ts';
import { usageNoteSchema, type UsageNote } from '../../shared/usage/usage-note.ts';
import { isOfDay, ratingsIn } from '../../shared/usage/usage-report.ts';
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

type RatedNote = Extract<UsageNote, { kind: 'rated' }>;

/** Which guides helped, what they lack and which words found nothing, for the editors; and which days they have already. */
export interface UsageNotes {
  notFound(text: string): void;
  answered(guide: string, solved: boolean): void;
  /** What was last said of a guide, as long as its day has not gone to the hub and it can be changed. */
  ratingOf(guide: string): Rating | undefined;
  /** In place of what can still be changed; answers what is kept. */
  rate(guide: string, rating: Rating, newId: () => string): Promise<Result<Rating, CouldNotSave>>;
  /** Takes back what can still be changed. */
  unrate(guide: string): Promise<Result<void, CouldNotSave>>;
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

const ratingPart = ({ good, missing, words }: Rating): Rating => ({
  good,
  ...(missing === undefined ? {} : { missing }),
  ...(words === undefined ? {} : { words }),
});

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

  /** Once a day has the id it goes under, its report is what it is. */
  const isSettled = (rated: RatedNote): boolean =>
    notes.some((note) => note.kind === 'report' && isOfDay(note, rated));
  const changeable = (guide: string): RatedNote | undefined =>
    ratingsIn(all())
      .filter((rated) => rated.guide === guide && !isSettled(rated))
      .at(-1);

  /** What the person is told to be kept is on the disk, or is not kept. */
  async function addOrDrop(note: UsageNote): Promise<Result<void, CouldNotSave>> {
    const saved = await add(note);
    if (!saved.ok) notes = notes.filter((other) => other !== note);
    return saved;
  }

  return {
    notFound(text) {
      const term = countableTerm(text);
      if (term !== undefined) void add({ kind: 'not-found', term, ...ofNow() });
    },
    answered: (guide, solved) => void add({ kind: 'answered', guide, solved, ...ofNow() }),
    ratingOf(guide) {
      const rated = changeable(guide);
      return rated && ratingPart(rated);
    },
    async rate(guide, rating, newId) {
      const kept = keepableRating(rating);
      const { id, day, app: version, lang } = changeable(guide) ?? { id: newId(), ...ofNow() };
      const saved = await addOrDrop({ kind: 'rated', id, guide, ...kept, day, app: version, lang });
      return saved.ok ? ok(kept) : saved;
    },
    async unrate(guide) {
      const rated = changeable(guide);
      if (!rated) return ok(undefined);
      const { id, day, app: version, lang } = rated;
      return addOrDrop({ kind: 'unrated', id, day, app: version, lang });
    },
    all,
    async reportOf(day, newId) {
      const known = notes
        .filter((note) => note.kind === 'report')
        .filter((note) => isOfDay(note, day))
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
