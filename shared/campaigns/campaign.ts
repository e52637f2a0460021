import { z } from 'zod';
import { guideIdSchema } from '../guides/action.ts';
import { languageSchema, osSchema } from '../base-schemas.ts';

/** From a card that waits in the panel to an outage that everybody must hear of. */
export const severities = ['quiet', 'banner', 'notification', 'incident'] as const;
export const severitySchema = z.enum(severities);
export type Severity = z.infer<typeof severitySchema>;

export const campaignIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);

/** A site or a group, as the policy of a machine names it. */
export const placeNameSchema = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} ._/-]{0,63}$/u);
/** ISO 3166-1: NO, SE, HU. */
export const countrySchema = z.string().regex(/^[A-Z]{2}$/);

/** `YYYY-MM-DDTHH:MM`, in the local time of whoever reads it. */
export const localTimeSchema = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/);

/** A stretch of time in which a notice is due. */
export const windowSchema = z.strictObject({
  from: localTimeSchema,
  /** The first minute in which it is over; without it the notice stays until it is withdrawn. */
  until: localTimeSchema.optional(),
  /** The first day of the occurrence, `YYYY-MM-DD`, where one occurrence has several windows ("8 to 10 all week"). */
  of: z.iso.date().optional(),
});
export type CampaignWindow = z.infer<typeof windowSchema>;

const windowsSchema = z.array(windowSchema).max(2000);
const names = z.array(placeNameSchema).min(1).max(500);
const countries = z.array(countrySchema).min(1).max(250);

/** Who is meant. All that is said must hold; nothing said is everybody. */
export const audienceSchema = z.strictObject({
  os: z.array(osSchema).min(1).optional(),
  sites: names.optional(),
  groups: names.optional(),
  countries: countries.optional(),
  /** Sites in these countries, for machines that name their site and no country. */
  countrySites: names.optional(),
  /** The organisation's own country is among them: machines that name no country count, but not at these sites. */
  orUnknownCountry: z.strictObject({ exceptSites: z.array(placeNameSchema).max(500) }).optional(),
  languages: z.array(languageSchema).min(1).optional(),
  /** So many of a hundred machines, always the same ones: a pilot. */
  percent: z.number().int().min(1).max(100).optional(),
});
export type Audience = z.infer<typeof audienceSchema>;

/**
 * One entry of IT's year plan as machines hold it: the hub has turned calendar rules into windows, so that no machine
 * carries a calendar. While it is due it is a notice for its audience.
 */
export const campaignSchema = z.strictObject({
  id: campaignIdSchema,
  severity: severitySchema,
  title: z.string().min(1).max(120),
  text: z.string().max(400),
  guide: guideIdSchema.optional(),
  windows: windowsSchema,
  /** Places whose calendar gives other windows. A site counts before its country. */
  elsewhere: z
    .array(
      z.strictObject({ sites: names.optional(), countries: countries.optional(), windows: windowsSchema }),
    )
    .max(300)
    .optional(),
  audience: audienceSchema.optional(),
  /** When an incident's next news is due. */
  nextUpdateAt: localTimeSchema.optional(),
  /** People can say "That's mine, too". */
  joinable: z.boolean().optional(),
});
export type Campaign = z.infer<typeof campaignSchema>;
