import { z } from 'zod';
import { redmineConfigSchema, redmineTickets } from './redmine.ts';
import { rtConfigSchema, rtTickets } from './rt.ts';
import { smtpConfigSchema, smtpTickets } from './smtp.ts';
import type { TicketAdapter, TicketDeps } from './ticket-adapter.ts';
import { webhookConfigSchema, webhookTickets } from './webhook.ts';

/** The ticket systems that the hub hands requests to, each with its own part of the configuration. */
export const ticketConfigSchema = z.discriminatedUnion('system', [
  rtConfigSchema,
  redmineConfigSchema,
  smtpConfigSchema,
  webhookConfigSchema,
]);
export type TicketConfig = z.infer<typeof ticketConfigSchema>;

/** The adapter that a configuration names. Reads its secrets at once: a hub without them does not start. */
export function openTickets(config: TicketConfig, deps: TicketDeps): TicketAdapter {
  switch (config.system) {
    case 'request-tracker':
      return rtTickets(config, deps);
    case 'redmine':
      return redmineTickets(config, deps);
    case 'smtp':
      return smtpTickets(config, deps);
    case 'webhook':
      return webhookTickets(config, deps);
  }
}
