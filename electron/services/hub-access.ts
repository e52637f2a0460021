import { z } from 'zod';
import type { HubPlace } from '../../shared/delivery/hub-place.ts';
import { enrolledSchema } from '../../shared/requests/wire.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { createSerialQueue } from '../../shared/serial-queue.ts';
import type { HubApi, HubRefusalKind, HubRefused } from './hub-ports.ts';
import type { StateFile } from './ports.ts';

export interface HubAccessDeps {
  /** As the policy and the knowledge base have it now; nothing where there is no hub. */
  place: () => HubPlace | undefined;
  apiOf: (url: string) => HubApi;
  /** Holds the token; nobody but its owner can read it. */
  file: StateFile;
}

/** The hub with this machine's own token: enrolled at the first need, and again when the hub no longer knows it. */
export interface HubAccess {
  place(): HubPlace | undefined;
  with<T>(
    ask: (api: HubApi, token: string) => Promise<Result<T, HubRefused>>,
  ): Promise<Result<T, HubRefused>>;
}

const keptSchema = z.strictObject({ url: z.string(), ...enrolledSchema.shape });

const noHub: HubRefused = { kind: 'offline', detail: 'no hub', mayHaveArrived: false };

const passing: readonly HubRefusalKind[] = [
  'offline',
  'timeout',
  'captive-portal',
  'server-error',
  'too-many',
];

/** A door that stays shut says nothing about what was to go through it, which has not left. */
const notEntered = (error: HubRefused): HubRefused => ({
  ...error,
  kind: passing.includes(error.kind) ? error.kind : 'not-enrolled',
  mayHaveArrived: false,
});

/** Enrols at most once at a time, whoever asks. */
export function createHubAccess({ place, apiOf, file }: HubAccessDeps): HubAccess {
  const serially = createSerialQueue();
  let opened: { url: string; api: HubApi; token?: string } | undefined;

  /** A token belongs to the hub that gave it: another address must not get to see it. */
  async function kept(url: string): Promise<string | undefined> {
    const reading = await file.read();
    const parsed = keptSchema.safeParse(reading.kind === 'read' ? reading.value : undefined);
    return parsed.success && parsed.data.url === url ? parsed.data.token : undefined;
  }

  const enter = (refusedToken?: string): Promise<Result<{ api: HubApi; token: string }, HubRefused>> =>
    serially(async () => {
      const now = place();
      if (!now) return refuse(noHub);
      if (opened?.url !== now.url) opened = { url: now.url, api: apiOf(now.url) };
      const { api } = opened;
      const known = opened.token ?? (await kept(now.url));
      if (known !== undefined && known !== refusedToken) {
        opened.token = known;
        return ok({ api, token: known });
      }
      const answer = await api.enrol(now.enrolmentKey);
      if (!answer.ok) return refuse(notEntered(answer.error));
      const { token } = answer.value;
      opened.token = token;
      // On a full disk it is asked for anew at the next start.
      await file.write({ url: now.url, ...answer.value });
      return ok({ api, token });
    });

  return {
    place,
    async with(ask) {
      const first = await enter();
      if (!first.ok) return first;
      const { api, token } = first.value;
      const answer = await ask(api, token);
      if (answer.ok || answer.error.kind !== 'not-enrolled') return answer;
      const again = await enter(token);
      return again.ok ? ask(again.value.api, again.value.token) : again;
    },
  };
}
