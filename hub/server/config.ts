import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { ok, refuse, toError, type Result } from '../../shared/result.ts';
import { secretSchema } from '../secret.ts';
import { ticketConfigSchema } from '../tickets/open-tickets.ts';

const perMinute = (usual: number) => z.number().int().min(1).max(1_000_000).default(usual);

/** What `zeroline serve` reads. Everything has a usual value but the store, the secrets and the ticket system. */
export const hubConfigSchema = z.strictObject({
  listen: z
    .strictObject({
      host: z.string().min(1).default('127.0.0.1'),
      port: z.number().int().min(0).max(65_535).default(8480),
    })
    .prefault({}),
  /** Addresses of the proxies in front, whose word on a machine's address counts. */
  trustProxy: z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])).default([]),
  store: z.union([z.strictObject({ file: z.string().min(1) }), z.strictObject({ postgres: secretSchema })]),
  /** More than one while machines change over to a new one. */
  enrolmentKeys: z.array(secretSchema).min(1),
  pseudonymKey: secretSchema,
  /** Where people sign in: every request then carries an access token of theirs. */
  signIn: z
    .strictObject({
      issuer: z.url({ protocol: /^https?$/ }),
      audience: z.string().min(1),
      /** The issuer's keys, if its discovery document is not to be asked. */
      keys: z.url({ protocol: /^https?$/ }).optional(),
    })
    .optional(),
  /** Where nobody signs in: the mail address of a person is their account's name at this domain. */
  mailDomain: z.hostname().optional(),
  tickets: ticketConfigSchema.optional(),
  followEverySeconds: z.number().int().min(5).max(3600).default(60),
  /** The folder that `zeroline publish` writes to. */
  packs: z.string().min(1).optional(),
  limits: z
    .strictObject({
      perInstallPerMinute: perMinute(60),
      perAddressPerMinute: perMinute(1200),
      filesPerAddressPerMinute: perMinute(12_000),
      enrolmentsPerAddressPerMinute: perMinute(60),
    })
    .prefault({}),
  keep: z
    .strictObject({
      requestDays: z.number().int().min(1).max(3650).default(30),
      usageDays: z.number().int().min(31).max(3650).default(400),
    })
    .prefault({}),
  /** How many machines must share a search term before anybody sees it. */
  termsSharedBy: z.number().int().min(5).max(1000).default(5),
});
export type HubConfig = z.infer<typeof hubConfigSchema>;

export interface ConfigRefusal {
  kind: 'config-unreadable' | 'config-mistake';
  detail: string;
}

/** The configuration in a file, YAML or JSON, and the folder that relative paths in it count from. */
export function readHubConfig(path: string): Result<{ config: HubConfig; folder: string }, ConfigRefusal> {
  let written: unknown;
  try {
    written = parse(readFileSync(path, 'utf8'));
  } catch (thrown) {
    return refuse({
      kind: 'config-unreadable',
      detail: `${path}: ${toError(thrown).message.split('\n')[0]}`,
    });
  }
  const parsed = hubConfigSchema.safeParse(written);
  if (parsed.success) return ok({ config: parsed.data, folder: dirname(resolve(path)) });
  const mistakes = parsed.error.issues.map(({ path: where, message }) =>
    where.length === 0 ? message : `${where.join('.')}: ${message}`,
  );
  return refuse({ kind: 'config-mistake', detail: `${path}: ${mistakes.join('; ')}` });
}
