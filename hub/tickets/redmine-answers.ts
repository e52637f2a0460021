import { z } from 'zod';

// What Redmine's REST interface answers, as far as it is read.
const namedSchema = z.object({ id: z.number(), name: z.string() });
const customFieldSchema = z.object({ id: z.number(), value: z.unknown() });
const statusSchema = namedSchema.extend({ is_closed: z.boolean().optional() });

export const issuesSchema = z.object({
  issues: z.array(
    z.object({ id: z.number(), status: statusSchema, custom_fields: z.array(customFieldSchema).optional() }),
  ),
});

export const issueSchema = z.object({
  issue: z.object({
    id: z.number(),
    subject: z.string(),
    description: z.string().nullish(),
    status: statusSchema,
    category: namedSchema.optional(),
    priority: namedSchema.optional(),
    custom_fields: z.array(customFieldSchema).optional(),
    attachments: z.array(z.object({ filename: z.string(), filesize: z.number() })).optional(),
    journals: z.array(z.object({ notes: z.string().nullish() })).optional(),
  }),
});

export const createdSchema = z.object({ issue: z.object({ id: z.number() }) });
export const uploadSchema = z.object({ upload: z.object({ token: z.string() }) });
export const statusNamesSchema = z.object({ issue_statuses: z.array(namedSchema) });

/** Of a 422. */
export const refusedSchema = z.object({ errors: z.array(z.string()) });
