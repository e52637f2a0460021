import { z } from 'zod';
import { isSamePlace, signInPlaceSchema, type SignInPlace } from '../../shared/delivery/sign-in-place.ts';
import type { SignInView } from '../../shared/ipc/views.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { createSerialQueue } from '../../shared/serial-queue.ts';
import type { Clock, OpenOutcome } from './ports.ts';
import { walkPassage, type PassageDeps, type Walk } from './sign-in-passage.ts';
import { signedInSchema, type SignedIn, type Vault } from './sign-in-ports.ts';

export interface SignInDeps extends PassageDeps {
  /** As the policy has it now; nothing where nobody signs in. */
  place: () => SignInPlace | undefined;
  vault: Vault;
  clock: Clock;
  log: { info(event: string, fields: Record<string, string | boolean>): void };
}

export interface NoToken {
  /** `sign-in-needed`: the person has to; `unreachable`: it passes by itself. */
  kind: 'sign-in-needed' | 'unreachable';
  detail: string;
}

/** The person's sign-in: got through their own browser, kept, renewed, and given to nobody but the hub. */
export interface SignIn {
  /** Nothing where nobody signs in. */
  view(): SignInView | undefined;
  /** Whether nothing can go before the person signs in. */
  isNeeded(): boolean;
  /** For the hub; nothing where nobody signs in. */
  token(): Promise<Result<string | undefined, NoToken>>;
  /** The hub did not take it. */
  refused(token: string): Promise<void>;
  /** Opens the browser; what comes of it is told by `onChange`. Again, it begins anew. */
  start(): Promise<OpenOutcome>;
  signOut(): Promise<void>;
  policyChanged(): Promise<void>;
  onChange(listener: () => void): void;
  stop(): void;
}

const keptSchema = z.strictObject({ place: signInPlaceSchema, signedIn: signedInSchema });

/** It must still hold when the hub looks at it. */
const leastLifeMs = 60_000;
/** A sign-in that is refused so soon was not refused for its age: another one would be too. */
const freshMs = 60_000;

export function createSignIn(deps: SignInDeps): SignIn {
  const { issuer, vault, clock, log } = deps;
  const serially = createSerialQueue();
  const listeners: (() => void)[] = [];
  let held: (z.infer<typeof keptSchema> & { isKept: boolean }) | undefined;
  let loading: Promise<void> | undefined;
  let isLoaded = false;
  let why: SignInView['why'];
  let waiting: Walk | undefined;

  const announce = (): void => listeners.forEach((listener) => listener());
  const holds = ({ expiresAtMs }: SignedIn): boolean => expiresAtMs - clock.nowMs() > leastLifeMs;

  /** A sign-in counts for the place that gave it, and no other gets to see it. */
  function mine(): SignedIn | undefined {
    const place = deps.place();
    return place && held && isSamePlace(place, held.place) ? held.signedIn : undefined;
  }

  function load(): Promise<void> {
    loading ??= vault.read().then((value) => {
      const parsed = keptSchema.safeParse(value);
      if (parsed.success) held = { ...parsed.data, isKept: true };
      isLoaded = true;
      announce();
    });
    return loading;
  }

  async function keep(place: SignInPlace, signedIn: SignedIn): Promise<void> {
    held = { place, signedIn, isKept: await vault.write({ place, signedIn }) };
    why = undefined;
    announce();
  }

  async function forget(reason?: SignInView['why']): Promise<void> {
    held = undefined;
    why = reason;
    announce();
    await vault.clear();
  }

  const isNeeded = (): boolean => {
    if (!deps.place()) return false;
    if (!isLoaded) {
      void load();
      return false;
    }
    const now = mine();
    return !now || (!holds(now) && now.refresh === undefined);
  };

  const needed: NoToken = { kind: 'sign-in-needed', detail: 'nobody is signed in' };

  const token = (): Promise<Result<string | undefined, NoToken>> =>
    serially(async () => {
      const place = deps.place();
      if (!place) return ok(undefined);
      await load();
      const now = mine();
      if (!now) return refuse(needed);
      if (holds(now)) return ok(now.access);
      if (now.refresh === undefined) {
        await forget('ended');
        return refuse(needed);
      }
      const renewed = await issuer.renew(place, now);
      // Signed out, or the policy changed, while the issuer was asked.
      if (mine() !== now) return refuse(needed);
      if (renewed.ok) {
        await keep(place, renewed.value);
        return ok(renewed.value.access);
      }
      const { kind, detail } = renewed.error;
      log.info('sign-in-not-renewed', { kind, detail });
      if (kind === 'unreachable') return refuse({ kind, detail });
      await forget('ended');
      return refuse(needed);
    });

  function stopWaiting(): void {
    waiting?.close();
    waiting = undefined;
  }

  async function start(): Promise<OpenOutcome> {
    const place = deps.place();
    if (!place) return refuse({ kind: 'not-allowed', detail: 'sign-in' });
    await load();
    stopWaiting();
    waiting = walkPassage(deps, place, async (outcome) => {
      waiting = undefined;
      if (outcome.ok) {
        await keep(place, outcome.value);
        log.info('signed-in', { kept: held?.isKept === true });
        return;
      }
      log.info('sign-in-failed', { ...outcome.error });
      why = outcome.error.kind;
      announce();
    });
    why = undefined;
    announce();
    return waiting.opened;
  }

  return {
    isNeeded,
    token,
    start,
    view() {
      const place = deps.place();
      if (!place) return undefined;
      const now = isNeeded() ? undefined : mine();
      const server = new URL(place.issuer).host;
      if (now) return { server, state: 'in', as: now.as, isKept: held?.isKept === true };
      return { server, state: waiting ? 'waiting' : 'out', ...(why !== undefined && !waiting && { why }) };
    },
    async refused(access) {
      const now = mine();
      if (!held || now?.access !== access) return;
      log.info('sign-in-not-accepted', { isFresh: clock.nowMs() - now.obtainedAtMs < freshMs });
      if (clock.nowMs() - now.obtainedAtMs < freshMs) await forget('not-accepted');
      else held = { ...held, signedIn: { ...now, expiresAtMs: 0 } };
      announce();
    },
    async signOut() {
      await load();
      stopWaiting();
      const before = held;
      await forget();
      if (before) void issuer.revoke(before.place, before.signedIn);
    },
    async policyChanged() {
      if (deps.place()) await load();
      // What was for another place, or for none any more, is of no use and lies around.
      const isOfUse = deps.place() !== undefined && (!held || mine() !== undefined);
      if (isOfUse) {
        announce();
        return;
      }
      stopWaiting();
      await forget();
    },
    onChange: (listener) => void listeners.push(listener),
    stop: stopWaiting,
  };
}
