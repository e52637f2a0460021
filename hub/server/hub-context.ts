import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { HubStore } from '../store/hub-store.ts';
import type { Metrics } from './metrics.ts';
import type { Doors } from './doors.ts';
import type { SignIn } from './sign-in.ts';
import { mistakesIn, refuseWith } from './refusal.ts';

/** What the routes work with. */
export interface HubContext {
  store: HubStore;
  metrics: Metrics;
  nowMs(): number;
  /** Texts that open the door for new machines. */
  enrolmentKeys: readonly string[];
  pseudonymKey: string;
  signIn: SignIn | undefined;
  /** Makes a mail address of the name of an account. */
  mailDomain: string | undefined;
  /** Whether requests can be taken to anybody. */
  hasTickets: boolean;
  /** Tells the delivery that something is queued. */
  wake(): void;
  packs: string | undefined;
  limits: {
    perInstallPerMinute: number;
    perAddressPerMinute: number;
    filesPerAddressPerMinute: number;
    enrolmentsPerAddressPerMinute: number;
  };
}

/** Adds a group of routes. */
export type Routes = (server: FastifyInstance, context: HubContext, doors: Doors) => void;

/** The body as the schema has it, or the refusal that was answered. */
export async function bodyOr<T>(
  schema: z.ZodType<T>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<{ body: T } | undefined> {
  const parsed = schema.safeParse(request.body);
  if (parsed.success) return { body: parsed.data };
  await refuseWith(reply, 'malformed', mistakesIn(parsed.error));
  return undefined;
}
