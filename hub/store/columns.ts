import { createHash } from 'node:crypto';
import { z } from 'zod';

/** A column that holds JSON. */
export const fieldJson = <T>(schema: z.ZodType<T>) =>
  z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue('no JSON');
        return z.NEVER;
      }
    })
    .pipe(schema);

export const optionalText = z
  .string()
  .nullable()
  .transform((text) => text ?? undefined);

/** In hexadecimal digits. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
