import { retryDelayMs } from '../../shared/delivery/retry.ts';
import type { KeptJoin } from '../../shared/requests/join.ts';
import { isNews } from '../../shared/requests/news.ts';
import { redact } from '../../shared/requests/redact.ts';
import type { Request } from '../../shared/requests/request.ts';
import type { RequestStatus } from '../../shared/requests/wire.ts';
import { followUp } from './followed-request.ts';
import type { HubRefusalKind, HubRefused } from './hub-ports.ts';
import type { Clock } from './ports.ts';
import type { RequestOutbox } from './request-outbox.ts';
import { createRequestPost, type RequestPostDeps } from './request-post.ts';
import type { SignIn } from './sign-in.ts';

export interface RequestSenderDeps extends RequestPostDeps {
  outbox: RequestOutbox;
  signIn: Pick<SignIn, 'isNeeded' | 'token' | 'refused' | 'onChange'>;
  clock: Clock;
  /** From 0 up to 1, a new one with every call. */
  random: () => number;
  newId: () => string;
  isOnline: () => boolean;
  /** It needs the person, who may be elsewhere by now. */
  onNews(request: Request): void;
  /** Calls back once after so long; answers how to take that back. */
  schedule(delayMs: number, wake: () => void): () => void;
  log: { info(event: string, fields: Record<string, string>): void };
}

/** Why nothing goes at the moment. */
export interface Holdup {
  why: 'network' | 'hub' | 'disk' | 'sign-in';
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

/** How often one is tried before the next one may go first. */
const patience = 3;

export function createRequestSender(deps: RequestSenderDeps): RequestSender {
  const { outbox, hub, signIn, clock, random, newId, isOnline, schedule, log } = deps;
  const post = createRequestPost(deps);
  const listeners: (() => void)[] = [];
  /** By request, how often it did not get there: one that never will must not keep all others. */
  const tries = new Map<string, number>();
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
    const turnOf = ({ id }: Request): number => Math.floor((tries.get(id) ?? 0) / patience);
    return outbox
      .queue()
      .filter((request) => !waiting.has(request))
      .sort((a, b) => turnOf(a) - turnOf(b));
  }
  const hasWork = (): boolean => hub.place() !== undefined && (free().length > 0 || unsentJoins().length > 0);

  function wait(why: Holdup['why'], retryAfterMs?: number): void {
    const nowMs = clock.nowMs();
    const delayMs = retryDelayMs(Math.max(failures, 1), random, { retryAfterMs });
    notBeforeMs = retryAfterMs === undefined ? 0 : nowMs + delayMs;
    const before = holdup;
    // Who waits for a network is not told when it is looked for: it says by itself that it is back.
    const next = why === 'network' ? {} : { nextTryAtMs: nowMs + delayMs };
    holdup = { why, sinceMs: before?.sinceMs ?? nowMs, ...next };
    unschedule?.();
    unschedule = schedule(delayMs, () => void run());
    if (JSON.stringify(holdup) !== JSON.stringify(before)) announce();
  }

  /** What stopped this one stops the next one as well, until the wait is over. */
  function failed({ kind, retryAfterMs }: Pick<HubRefused, 'kind' | 'retryAfterMs'>): false {
    failures += 1;
    wait(isNetwork(kind) ? 'network' : 'hub', retryAfterMs);
    return false;
  }

  /** What the disk does not take is not done: else it would be done again and again. */
  function diskFull(): false {
    failures += 1;
    wait('disk');
    return false;
  }

  async function arrived(id: string, status: RequestStatus | undefined): Promise<true> {
    failures = 0;
    tries.delete(id);
    log.info('request-received', { kind: status?.state.kind ?? 'before' });
    await outbox.move(id, { kind: 'received' });
    const now = status && (await followUp(outbox, id, status, newId));
    if (now && isNews(now.state)) deps.onNews(now);
    return true;
  }

  /** Answers whether the next one may go: what is refused for good makes way, all else holds up the queue. */
  async function sendOne(request: Request): Promise<boolean> {
    const { id } = request;
    // On the disk first: what was on its way when the app ended is not taken back as if it had never left.
    const marked = await outbox.move(id, { kind: 'sending' });
    if (!marked.ok) return marked.error.kind === 'could-not-save' ? diskFull() : true;
    const answer = await post(request);
    if (answer.ok) return arrived(id, answer.value);
    const { kind, cause, detail, mayHaveArrived } = answer.error;
    // What a server says may repeat what it was sent.
    log.info('request-not-received', { kind, detail: redact(detail) });
    if (kind === 'refused' || kind === 'not-found') {
      tries.delete(id);
      const refused = await outbox.move(id, { kind: 'refused', cause, detail, newKey: newId() });
      if (refused.ok) deps.onNews(refused.value);
      return true;
    }
    tries.set(id, (tries.get(id) ?? 0) + 1);
    // What the hub has under this key is not this: nothing of it has ever left.
    const elsewhere = kind === 'other-body' ? { newKey: newId() } : {};
    await outbox.move(id, { kind: 'put-back', mayHaveArrived, ...elsewhere });
    // Others may go; this one does when the person has signed in.
    const waiting = held().find((other) => other.id === id);
    if (kind === 'sign-in-needed' && waiting) {
      deps.onNews(waiting);
      return true;
    }
    return failed(answer.error);
  }

  async function sendJoin(join: KeptJoin): Promise<boolean> {
    const { id, notice, atMs } = join;
    const answer = await hub.with((api, token) => api.join({ id, notice, atMs }, token));
    // An outage that the hub does not know, or that is over, has no use for it any more.
    const isDone = answer.ok || answer.error.kind === 'refused' || answer.error.kind === 'not-found';
    if (!isDone) return failed(answer.error);
    return (await outbox.joinSent(id)).ok || diskFull();
  }

  async function sendAll(): Promise<void> {
    for (;;) {
      if (isStopped) return;
      const [request] = free();
      const [join] = unsentJoins();
      // Without a hub nothing is held up: it waits for the person, who has other ways.
      if (!hub.place() || (!request && !join)) break;
      if (!isOnline()) {
        failures += 1;
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
