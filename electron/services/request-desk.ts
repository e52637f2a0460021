import { z } from 'zod';
import type { Refusal } from '../../shared/ipc/contract.ts';
import type { Translate } from '../../shared/i18n/create-i18n.ts';
import type { Language } from '../../shared/language.ts';
import type { TicketWay } from '../../shared/packs/organisation.ts';
import { buildDraft } from '../../shared/requests/draft.ts';
import type { Fact } from '../../shared/requests/facts.ts';
import { handOver } from '../../shared/requests/hand-over.ts';
import { isInQueue } from '../../shared/requests/hub-outcome.ts';
import { withoutLines, type LineId } from '../../shared/requests/line-ids.ts';
import { lineText, tickedLines } from '../../shared/requests/report.ts';
import type { Loss, Request, WayKind } from '../../shared/requests/request.ts';
import { keyOf } from '../../shared/requests/to-wire.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { GuideLibrary } from './guide-library.ts';
import type { JourneyLog } from './journey-log.ts';
import type { Clipboard, Opener, ReportFiles } from './ports.ts';
import type { RequestIdentity, RequestOutbox } from './request-outbox.ts';

export interface RequestDeskDeps {
  library: GuideLibrary;
  journey: JourneyLog;
  outbox: RequestOutbox;
  opener: Opener;
  clipboard: Clipboard;
  reports: ReportFiles;
  /** Lines about the machine as of now. */
  facts(): Fact[];
  /** What IT lets no request carry. */
  linesOff(): readonly LineId[];
  language(): Language;
  t(): Translate;
  hasHub(): boolean;
  newId(): string;
}

export interface DraftFrom {
  guide?: string | undefined;
  search?: string | undefined;
}

/** Makes requests out of a sitting and hands them over. */
export interface RequestDesk {
  start(from: DraftFrom): Promise<Result<Request, Refusal>>;
  /** Journal first, then the clipboard, then the browser or the mail program; to the hub it goes by itself. */
  handOver(
    request: Request,
    way: WayKind,
  ): Promise<Result<{ request: Request; lost: Loss[]; file?: string }, Refusal>>;
  /** What this sitting would tell a person, for a chat; nothing when nothing happened yet. */
  notes(): string | undefined;
}

/** The clipboard works without anyone's configuration. */
const clipboardWay: TicketWay = { way: 'clipboard' };

export function createRequestDesk(deps: RequestDeskDeps): RequestDesk {
  const { library, journey, outbox, opener, clipboard, reports } = deps;

  const draft =
    (from: DraftFrom) =>
    (identity: RequestIdentity): Request =>
      buildDraft(
        {
          ...identity,
          ...from,
          language: deps.language(),
          journey: journey.events(),
          guideFacts: (id) => library.kept(id) ?? library.ref(id),
          facts: deps.facts(),
          linesOff: deps.linesOff(),
        },
        deps.t(),
      );

  /** A draft that nobody wrote anything into makes room for the next one. */
  async function dropUntouched(): Promise<void> {
    const untouched = outbox
      .list()
      .filter(({ state, createdAtMs, updatedAtMs }) => state.kind === 'draft' && createdAtMs === updatedAtMs);
    for (const { id } of untouched) await outbox.remove(id);
  }

  /** On the disk, and from there to the hub by itself. */
  async function queue(request: Request) {
    if (!deps.hasHub()) return refuse({ kind: 'not-allowed' as const, detail: 'hub' });
    const canBeKey = z.uuidv7().safeParse(keyOf(request)).success;
    const queued = await outbox.move(request.id, {
      kind: 'queue',
      ...(canBeKey ? {} : { key: deps.newId() }),
    });
    return queued.ok ? ok({ request: queued.value, lost: [] }) : queued;
  }

  return {
    async start(from) {
      await dropUntouched();
      return ok(await outbox.start(draft(from)));
    },

    async handOver(request, wayKind) {
      if (wayKind === 'hub') return queue(request);
      const { tickets, linkHosts } = library.head().organisation;
      const way = tickets.find((candidate) => candidate.way === wayKind) ?? clipboardWay;
      if (way.way !== wayKind) return refuse({ kind: 'not-allowed', detail: wayKind });
      // In the queue of a hub that is there, it goes by itself.
      if (isInQueue(request.state) && deps.hasHub()) return refuse({ kind: 'not-allowed', detail: wayKind });
      const marked = await outbox.handOver(request.id, wayKind);
      if (!marked.ok) return marked;
      // As it is now: what the person wrote last may have been on its way to the disk.
      const { url, text, lost } = handOver(withoutLines(marked.value, deps.linesOff()), way, deps.t());
      clipboard.writeText(text);
      const written = wayKind === 'clipboard' ? await reports.write(request.reference, text) : undefined;
      const file = written?.ok ? { file: written.value } : {};
      const opened =
        url === undefined ? ok({ kind: 'opened' as const }) : await opener.openLink(url, linkHosts);
      const left = (marked.value.attachments ?? []).map(({ name }): Loss => ({
        field: name,
        why: 'not-carried',
      }));
      if (opened.ok) return ok({ request: marked.value, lost: [...lost, ...left], ...file });
      const failed = await outbox.couldNotOpen(request.id);
      return failed.ok ? refuse({ kind: 'could-not-open', detail: opened.error.detail }) : failed;
    },

    notes() {
      if (journey.events().length === 0) return undefined;
      return tickedLines(draft({})({ id: '', reference: '', nowMs: 0 }))
        .map(lineText)
        .join('\n');
    },
  };
}
