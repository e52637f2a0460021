import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { toError } from '../shared/result.ts';

/** A secret is never in the configuration itself: that file is copied, mailed and checked in. */
export const secretSchema = z.union([
  z.strictObject({ file: z.string().min(1) }),
  z.strictObject({ env: z.string().min(1) }),
]);
export type Secret = z.infer<typeof secretSchema>;

/** Thrown where a secret cannot be read; says where it was looked for, never what was found. */
export class SecretError extends Error {}

/** The text of a secret without the line end that editors add. A relative path counts from `folder`. */
export function readSecret(
  from: Secret,
  { folder, env }: { folder: string; env: Readonly<Record<string, string | undefined>> },
): string {
  const [text, where] =
    'env' in from
      ? [env[from.env], `the variable ${from.env}`]
      : [fileText(resolve(folder, from.file)), from.file];
  const secret = text?.trim() ?? '';
  if (secret === '') throw new SecretError(`There is no secret in ${where}.`);
  return secret;
}

function fileText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (thrown) {
    throw new SecretError(`The secret in ${path} can't be read: ${toError(thrown).message}`, {
      cause: thrown,
    });
  }
}
