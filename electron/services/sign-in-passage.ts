import type { SignInPlace } from '../../shared/delivery/sign-in-place.ts';
import type { SignInView } from '../../shared/ipc/views.ts';
import { ok, refuse, toError, type Result } from '../../shared/result.ts';
import type { OpenOutcome } from './ports.ts';
import type { Doorstep, DoorstepPage, Issuer, OpenDoorstep, Passage, SignedIn } from './sign-in-ports.ts';

export interface PassageDeps {
  issuer: Issuer;
  openDoorstep: OpenDoorstep;
  /** In the person's browser. */
  open(url: string): Promise<OpenOutcome>;
  /** Calls back once after so long; answers how to take that back. */
  schedule(delayMs: number, wake: () => void): () => void;
}

/** How it ended, for the person, and by its code, for IT. */
export interface PassageEnded {
  kind: NonNullable<SignInView['why']>;
  detail: string;
}

export interface Walk {
  /** Whether the browser has the page. */
  opened: Promise<OpenOutcome>;
  /** It ends without a word. */
  close(): void;
}

/** How long a browser may take; people look for their second factor. */
const passageMs = 10 * 60_000;

/** One way through the browser, from the button to the last page; `onEnd` hears once how it went. */
export function walkPassage(
  deps: PassageDeps,
  place: SignInPlace,
  onEnd: (outcome: Result<SignedIn, PassageEnded>) => Promise<void>,
): Walk {
  const at: { isOver: boolean; passage?: Passage; doorstep?: Doorstep } = { isOver: false };
  const unschedule = deps.schedule(passageMs, () => void fail({ kind: 'unfinished', detail: 'time' }));

  function close(): void {
    at.isOver = true;
    unschedule();
    at.doorstep?.close();
  }

  async function fail(ended: PassageEnded): Promise<void> {
    if (at.isOver) return;
    close();
    await onEnd(refuse(ended));
  }

  async function arrive(answer: URL): Promise<DoorstepPage> {
    const finished = await at.passage?.finish(answer);
    if (!finished || at.isOver) return 'failed';
    // The doorstep goes by itself, once the last page is there.
    at.isOver = true;
    unschedule();
    if (finished.ok) {
      await onEnd(finished);
      return 'signed-in';
    }
    const { kind, detail } = finished.error;
    await onEnd(refuse({ kind: kind === 'refused' ? 'failed' : 'unreachable', detail }));
    return 'failed';
  }

  async function walk(): Promise<OpenOutcome> {
    at.doorstep = await deps.openDoorstep({
      isOurs: (answer) => !at.isOver && at.passage?.isOurs(answer) === true,
      onAnswer: arrive,
    });
    if (at.isOver) at.doorstep.close();
    const begun = await deps.issuer.begin(place, at.doorstep.redirectUri);
    if (at.isOver) return ok({ kind: 'opened' });
    if (!begun.ok) {
      await fail({ kind: 'unreachable', detail: begun.error.detail });
      return ok({ kind: 'opened' });
    }
    at.passage = begun.value;
    const opened = await deps.open(begun.value.url);
    if (!opened.ok) await fail({ kind: 'failed', detail: opened.error.kind });
    return opened;
  }

  async function start(): Promise<OpenOutcome> {
    try {
      return await walk();
    } catch (thrown) {
      const { name: detail } = toError(thrown);
      await fail({ kind: 'failed', detail });
      return refuse({ kind: 'could-not-open', detail });
    }
  }
  return { opened: start(), close };
}
