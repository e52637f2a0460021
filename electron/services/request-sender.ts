import { retryDelayMs } from '../../shared/delivery/retry.ts';
import type { KeptJoin } from '../../shared/requests/join.ts';
import { withoutLines, type LineId } from '../../shared/requests/line-ids.ts';
import { redact } from '../../shared/requests/redact.ts';
import type { Request } from '../../shared/requests/request.ts';
import { toWire, keyOf } from '../../shared/requests/to-wire.ts';
import type { Attachment, Requester, RequestStatus } from '../../shared/requests/wire.ts';
import { refuse, type Result } from '../../shared/result.ts';
import { followUp } from './followed-request.ts';
import type { HubAccess } from './hub-access.ts';
import type { HubRefusalKind, HubRefused } from './hub-ports.ts';
import type { Clock } from './ports.ts';
import type { RequestOutbox } from './request-outbox.ts';
import type { SignIn } from './sign-in.ts';

export interface RequestSenderDeps {
  outbox: RequestOutbox;
  hub: HubAccess;
  signIn: Pick<SignIn, 'isNeeded' | 'token' | 'refused' | 'onChange'>;
  clock: Clock;
  /** From 0 up to 1, a new one with every call. */
  random: () => number;
  newId: () => string;
  isOnline: () => boolean;
  requester: () => Requester;
  /** What IT lets no request carry, also one that was written before. */
  linesOff: () => readonly LineId[];
  /** The files of a request, read when it goes. */
  attachments(request: Request): Promise<Result<Attachment[], { kind: 'missing'; detail: string }>>;
  /** It needs the person, who may be elsewhere by now. */
  onNews(request: Request): void;
  /** Calls back once after so long; answers how to take that back. */
  schedule(delayMs: number, wake: () => void): () => void;
  log: { info(event: string, fields: Record<string, string>): void };
}

/** Why nothing goes at the moment. */
export interface Holdup {
  why: 'network' | 'hub' | 'sign-in';
  sinceMs: number;
  /** When it is tried again, unless something wakes it before. */
  nextTryAtMs?: number;
}

/** Brings what the outbox holds to the hub, one after the other, for as many days as that takes. */
export interface RequestSender {
  /** Something new, a machine that woke up, a network that came back: it is tried now. */
  wake(): void;
  holdup(): Holdup | undefined;
  onChange(listener: () => void): void;
  stop(): void;
}

/** Kinds of refusals for which the network is to blame, as far as a person cares. */
const isNetwork = (kind: HubRefusalKind): boolean =>
  kind === 'offline' || kind === 'timeout' || kind === 'captive-portal';

export function createRequestSender(deps: RequestSenderDeps): RequestSender {
  const { outbox, hub, signIn, clock, random, newId, isOnline, schedule, log } = deps;
  const listeners: (() => void)[] = [];
  let failures = 0;
  let holdup: Holdup | undefined;
  let isRunning = false;
  let isStopped = false;
  let unschedule: (() => void) | undefined;
  /** The hub asked to be left alone until then. */
  let notBeforeMs = 0;

  const announce = (): void => listeners.forEach((listener) => listener());
  const unsentJoins = (): KeptJoin[] => outbox.joins().filter(({ sentAtMs }) => sentAtMs === undefined);
  /** Only who it is from is asked for: what goes to a ticket that is there needs no new sign-in. */
  const needsSignIn = ({ state }: Request): boolean => state.kind === 'queued' && !state.reopened;
  const held = (): Request[] => (signIn.isNeeded() ? outbox.queue().filter(needsSignIn) : []);
  function free(): Request[] {
    const waiting = new Set(held());
    return outbox.queue().filter((request) => !waiting.has(request));
  }
  const hasWork = (): boolean => hub.place() !== undefined && (free().length > 0 || unsentJoins().length > 0);

  function wait(why: Holdup['why'], retryAfterMs?: number): void {
    const nowMs = clock.nowMs();
    const delayMs = retryDelayMs(Math.max(failures, 1), random, { retryAfterMs });
    notBeforeMs = retryAfterMs === undefined ? 0 : nowMs + delayMs;
    const sinceMs = holdup?.sinceMs ?? nowMs;
    holdup = { why, sinceMs, ...(failures > 0 && { nextTryAtMs: nowMs + delayMs }) };
    unschedule?.();
    unschedule = schedule(delayMs, () => void run());
    announce();
  }

  async function post(request: Request): Promise<Result<RequestStatus, HubRefused>> {
    const { state } = request;
    if (state.kind === 'queued' && state.reopened) {
      const { id, comment } = state.reopened;
      return hub.with((api, token) => api.reopen(keyOf(request), { id, comment }, token));
    }
    const signedIn = await signIn.token();
    if (!signedIn.ok) {
      const { kind, detail } = signedIn.error;
      return refuse({ kind: kind === 'unreachable' ? 'server-error' : kind, detail, mayHaveArrived: false });
    }
    const files = await deps.attachments(request);
    const sent = files.ok
      ? toWire(withoutLines(request, deps.linesOff()), {
          requester: deps.requester(),
          attachments: files.value,
        })
      : files;
    if (!sent.ok) return refuse({ kind: 'refused', detail: sent.error.detail, mayHaveArrived: false });
    const person = signedIn.value;
    const answer = await hub.with((api, token) => api.send(sent.value, token, person));
    if (!answer.ok && answer.error.kind === 'sign-in-needed' && person !== undefined)
      await signIn.refused(person);
    return answer;
  }

  /** Answers whether the next one may go: what is refused for good makes way, all else holds up the queue. */
  async function sendOne(request: Request): Promise<boolean> {
    const { id } = request;
    // On the disk first: what was on its way when the app ended is not taken back as if it had never left.
    const marked = await outbox.move(id, { kind: 'sending' });
    if (!marked.ok) return true;
    const answer = await post(request);
    if (answer.ok || answer.error.kind === 'other-body') {
      failures = 0;
      log.info('request-received', { kind: answer.ok ? answer.value.state.kind : 'before' });
      await outbox.move(id, { kind: 'received' });
      const now = answer.ok ? await followUp(outbox, id, answer.value, newId) : undefined;
      if (now?.state.kind === 'needs-attention') deps.onNews(now);
      return true;
    }
    const { kind, detail, mayHaveArrived, retryAfterMs } = answer.error;
    // What a server says may repeat what it was sent.
    log.info('request-not-received', { kind, detail: redact(detail) });
    if (kind === 'refused' || kind === 'not-found') {
      const refused = await outbox.move(id, { kind: 'refused', detail, newKey: newId() });
      if (refused.ok) deps.onNews(refused.value);
      return true;
    }
    await outbox.move(id, { kind: 'put-back', mayHaveArrived });
    // Others may go; this one does when the person has signed in.
    const waiting = held().find((other) => other.id === id);
    if (kind === 'sign-in-needed' && waiting) {
      deps.onNews(waiting);
      return true;
    }
    failures += 1;
    wait(isNetwork(kind) ? 'network' : 'hub', retryAfterMs);
    return false;
  }

  async function sendJoin(join: KeptJoin): Promise<boolean> {
    const { id, notice, atMs } = join;
    const answer = await hub.with((api, token) => api.join({ id, notice, atMs }, token));
    // An outage that the hub does not know, or that is over, has no use for it any more.
    if (answer.ok || answer.error.kind === 'refused' || answer.error.kind === 'not-found') {
      await outbox.joinSent(id);
      return true;
    }
    failures += 1;
    wait(isNetwork(answer.error.kind) ? 'network' : 'hub', answer.error.retryAfterMs);
    return false;
  }

  async function sendAll(): Promise<void> {
    for (;;) {
      if (isStopped) return;
      const [request] = free();
      const [join] = unsentJoins();
      if (!request && !join) break;
      if (!isOnline()) {
        failures = 0;
        wait('network');
        return;
      }
      const went = request ? await sendOne(request) : join ? await sendJoin(join) : true;
      if (!went) return;
    }
    if (holdup) {
      holdup = undefined;
      announce();
    }
  }

  async function run(): Promise<void> {
    if (isRunning || isStopped) return;
    isRunning = true;
    unschedule?.();
    unschedule = undefined;
    try {
      await sendAll();
    } finally {
      isRunning = false;
    }
    goOn();
  }

  /** While something holds up the queue, a new one waits behind it for the same moment. */
  function goOn(): void {
    if (!isRunning && !holdup && hasWork()) void run();
  }

  outbox.onChange(goOn);
  signIn.onChange(() => {
    if (signIn.isNeeded()) announce();
    else wake();
  });

  function wake(): void {
    if (!hasWork() || clock.nowMs() < notBeforeMs) return;
    failures = 0;
    void run();
  }

  return {
    wake,
    holdup() {
      if (outbox.queue().length === 0) return undefined;
      const [first] = held();
      return first && holdup?.why !== 'network' ? { why: 'sign-in', sinceMs: first.updatedAtMs } : holdup;
    },
    onChange: (listener) => void listeners.push(listener),
    stop() {
      isStopped = true;
      unschedule?.();
    },
  };
}
