import type { Problem } from '../../shared/ipc/views.ts';
import {
  transition,
  type FileEvent,
  type NoTransition,
  type RequestEvent,
} from '../../shared/requests/outcome.ts';
import { interrupted, isWithHub, type HubEvent } from '../../shared/requests/hub-outcome.ts';
import type { Join, KeptJoin } from '../../shared/requests/join.ts';
import type { OpenedWay, Request, RequestEdit } from '../../shared/requests/request.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { createSerialQueue } from '../../shared/serial-queue.ts';
import type { Clock, CouldNotSave, Journal } from './ports.ts';
import { putInTurn, referenceOf, replayRecords, type RequestRecord } from './request-records.ts';

export interface RequestOutboxDeps {
  journal: Journal;
  clock: Clock;
  /** A new UUID of version 7 each time: a request's id is its idempotency key. */
  newId: () => string;
  /** How long to wait before text that could not be saved is tried again. */
  retryMs?: number;
}

/** What a new request is known by. */
export interface RequestIdentity {
  id: string;
  reference: string;
  nowMs: number;
}

export type OutboxRefusal =
  | { kind: 'no-such-request' | 'not-allowed' | Exclude<NoTransition['kind'], 'not-now'>; detail: string }
  | CouldNotSave;
export type OutboxAnswer = Promise<Result<Request, OutboxRefusal>>;

/** Everything a person asked for and has not said to be done with. Nothing leaves it that they have not sent. */
export interface RequestOutbox {
  /** A new draft. On a full disk it is there all the same, in memory, and `problems` says so. */
  start(draft: (identity: RequestIdentity) => Request): Promise<Request>;
  get(id: string): Request | undefined;
  /** Newest first. */
  list(): Request[];
  /** Keeps the new text in memory even when it answers `could-not-save`, and goes on trying to save it. */
  edit(id: string, edit: RequestEdit): OutboxAnswer;
  /** The same for "still not solved" while it is being written. */
  note(id: string, comment: string): OutboxAnswer;
  /** A file comes or goes; its bytes are somebody else's care. */
  changeFiles(id: string, event: FileEvent): OutboxAnswer;
  handOver(id: string, way: OpenedWay): OutboxAnswer;
  /** The way could not be opened after all. */
  couldNotOpen(id: string): OutboxAnswer;
  /** Whether the person sent it, and under which number, if they know it. */
  confirm(id: string, sent: boolean, ticket?: string): OutboxAnswer;
  /**
   * On the way through the hub: put into the queue by the person, moved on by whoever sends it. `could-not-save` leaves
   * it where it was when it is a promise: that it is kept, taken back, or about to leave.
   */
  move(id: string, event: HubEvent): OutboxAnswer;
  /** What waits to be sent, in the order in which it was put into the queue. */
  queue(): Request[];
  /** What the hub has. */
  withHub(): Request[];
  remove(id: string): OutboxAnswer;
  /** Undo of `remove`: for ten minutes, or until the app is started again. */
  restore(id: string): OutboxAnswer;
  /** "That's mine, too": joins an outage, once; it counts when it is on the disk. */
  join(notice: string): Promise<Result<Join, CouldNotSave>>;
  /** Takes a join back, as long as the hub has not got it. */
  leave(notice: string): Promise<Result<void, OutboxRefusal>>;
  /** The hub has it. */
  joinSent(id: string): Promise<Result<void, CouldNotSave>>;
  joins(): KeptJoin[];
  problems(): Problem[];
  /** Whether all that the journal held was read and understood: only then is what no request names nobody's. */
  isWhole: boolean;
  /** Tries once more to save what is only in memory; for the orderly quit. */
  flush(): Promise<void>;
  onChange(listener: () => void): void;
}

const removedKeptMs = 10 * 60_000;
const deadRecordsMax = 200;

/** They count once they are on the disk, and not before; all others happened, whatever the disk says. */
const promises: readonly RequestEvent['kind'][] = ['queue', 'reopen', 'cancel', 'sending'];

/** Reads the journal and keeps it ahead of memory: a change counts once it is on the disk. */
export async function createRequestOutbox(deps: RequestOutboxDeps): Promise<RequestOutbox> {
  const { journal, clock, newId, retryMs = 10_000 } = deps;
  const serially = createSerialQueue();
  const listeners: (() => void)[] = [];
  const found: Problem[] = [];
  const removed = new Map<string, { request: Request; atMs: number }>();
  const unsaved = new Map<string, CouldNotSave>();
  let retryTimer: NodeJS.Timeout | undefined;

  const read = await journal.read();
  const { requests, joins, foreign } = replayRecords(read.records);
  let recordCount = read.records.length;
  if (read.damaged > 0) found.push({ kind: 'state-recovered', detail: read.keptAs ?? journal.name });
  if (foreign.length > 0) found.push({ kind: 'state-recovered', detail: journal.name });

  const announce = () => listeners.forEach((listener) => listener());
  const notNow = ({ state }: Request, { kind }: NoTransition) =>
    refuse({ kind: kind === 'not-now' ? ('not-allowed' as const) : kind, detail: state.kind });
  const noSuch = (id: string) => refuse({ kind: 'no-such-request' as const, detail: id });

  async function append(record: RequestRecord): Promise<Result<void, CouldNotSave>> {
    const outcome = await journal.append(record);
    if (outcome.ok) recordCount += 1;
    return outcome;
  }

  /** After the answer, so that nobody waits for it; refused, it is tried again after the next change. */
  async function compactIfLong(): Promise<void> {
    if (recordCount - requests.size - joins.size - foreign.length <= deadRecordsMax) return;
    const live = [
      ...[...requests.values()].map((request): RequestRecord => ({ kind: 'put', request })),
      ...[...joins.values()].map((join): RequestRecord => ({ kind: 'joined', join })),
    ];
    if ((await journal.compact([...foreign, ...live])).ok) recordCount = foreign.length + live.length;
  }

  /** Journal first, then memory. */
  async function put(request: Request): OutboxAnswer {
    const saved = await append({ kind: 'put', request });
    if (!saved.ok) return saved;
    unsaved.delete(request.id);
    putInTurn(requests, request);
    announce();
    void serially(compactIfLong);
    return ok(request);
  }

  /** For what a person typed: memory has it whether or not the disk takes it. */
  async function putTyped(request: Request): OutboxAnswer {
    putInTurn(requests, request);
    const saved = await put(request);
    if (!saved.ok && saved.error.kind === 'could-not-save') saveLater(request.id, saved.error);
    return saved;
  }

  function saveLater(id: string, why: CouldNotSave): void {
    unsaved.set(id, why);
    retryTimer ??= setTimeout(() => void serially(saveUnsaved), retryMs).unref();
    announce();
  }

  async function saveUnsaved(): Promise<void> {
    clearTimeout(retryTimer);
    retryTimer = undefined;
    for (const id of [...unsaved.keys()]) {
      const request = requests.get(id);
      if (request) await putTyped(request);
    }
  }

  const change = (id: string, changed: (request: Request) => OutboxAnswer): OutboxAnswer =>
    serially(async () => {
      const request = requests.get(id);
      return request ? changed(request) : noSuch(id);
    });

  const write = (id: string, event: RequestEvent): OutboxAnswer =>
    change(id, async (request) => {
      const next = transition(request, event, clock.nowMs());
      return next.ok ? putTyped(next.value) : notNow(request, next.error);
    });

  const moveOn = (id: string, event: RequestEvent): OutboxAnswer =>
    change(id, async (request) => {
      const next = transition(request, event, clock.nowMs());
      if (!next.ok) return notNow(request, next.error);
      const isPromise = promises.includes(event.kind);
      const saved = await (isPromise ? put : putTyped)(next.value);
      if (saved.ok || saved.error.kind !== 'could-not-save') return saved;
      // A full disk is a reason to ask for help, not one to be kept from it: memory has it, and `problems` says so.
      if (!isPromise) return ok(next.value);
      saveLater(id, saved.error);
      return saved;
    });

  const joinOf = (notice: string): KeptJoin | undefined =>
    [...joins.values()].find((join) => join.notice === notice);

  function newIdentity(): RequestIdentity {
    const taken = new Set([...requests.values()].map((request) => request.reference));
    let id = newId();
    while (taken.has(referenceOf(id))) id = newId();
    return { id, reference: referenceOf(id), nowMs: clock.nowMs() };
  }

  return {
    start: (draft) =>
      serially(async () => {
        const request = draft(newIdentity());
        await putTyped(request);
        return request;
      }),
    get: (id) => requests.get(id),
    list: () => [...requests.values()].sort((a, b) => b.createdAtMs - a.createdAtMs),
    edit: (id, edit) => write(id, { kind: 'edit', edit }),
    note: (id, comment) => write(id, { kind: 'note', comment }),
    move: (id, event) => moveOn(id, event),
    queue: () => [...requests.values()].filter(({ state }) => state.kind === 'queued'),
    withHub: () => [...requests.values()].filter(({ state }) => isWithHub(state)),
    changeFiles: (id, event) => moveOn(id, event),
    handOver: (id, way) => moveOn(id, { kind: 'hand-over', way }),
    couldNotOpen: (id) => moveOn(id, { kind: 'could-not-open' }),
    confirm: (id, sent, ticket) =>
      moveOn(id, sent ? { kind: 'sent', ...(ticket ? { ticket } : {}) } : { kind: 'not-sent' }),
    remove: (id) =>
      change(id, async (request) => {
        const saved = await append({ kind: 'removed', id });
        if (!saved.ok) return saved;
        removed.set(id, { request, atMs: clock.nowMs() });
        requests.delete(id);
        unsaved.delete(id);
        announce();
        return ok(request);
      }),
    restore: (id) =>
      serially(async () => {
        const gone = removed.get(id);
        if (!gone || clock.nowMs() - gone.atMs > removedKeptMs) return noSuch(id);
        const answer = await put({ ...gone.request, state: interrupted(gone.request.state) });
        if (answer.ok) removed.delete(id);
        return answer;
      }),
    join: (notice) =>
      serially(async () => {
        const join = joinOf(notice) ?? { id: newId(), notice, atMs: clock.nowMs() };
        if (joins.has(join.id)) return ok(join);
        const saved = await append({ kind: 'joined', join });
        if (!saved.ok) return saved;
        joins.set(join.id, join);
        announce();
        return ok(join);
      }),
    leave: (notice) =>
      serially(async () => {
        const join = joinOf(notice);
        if (!join) return ok(undefined);
        if (join.sentAtMs !== undefined) return refuse({ kind: 'not-allowed', detail: notice });
        const saved = await append({ kind: 'left', id: join.id });
        if (!saved.ok) return saved;
        joins.delete(join.id);
        announce();
        return ok(undefined);
      }),
    joinSent: (id) =>
      serially(async () => {
        const before = joins.get(id);
        if (!before) return ok(undefined);
        const join = { ...before, sentAtMs: clock.nowMs() };
        const saved = await append({ kind: 'joined', join });
        if (!saved.ok) return saved;
        joins.set(id, join);
        announce();
        return ok(undefined);
      }),
    joins: () => [...joins.values()],
    problems: () => [
      ...found,
      ...[...unsaved.values()].slice(0, 1).map(({ detail }): Problem => ({ kind: 'could-not-save', detail })),
    ],
    isWhole: found.length === 0,
    flush: () => serially(saveUnsaved),
    onChange: (listener) => void listeners.push(listener),
  };
}
