import { z } from 'zod';
import type { PasswordFacts } from './password.ts';
import type { RunCommand } from './source.ts';

const realmsSchema = z.array(z.string());

/** `app-sso -l -j`: the realms that a profile of the Kerberos extension names. */
export const parseRealms = (json: string): string[] => realmsSchema.parse(JSON.parse(json));

const realmSchema = z.object({
  user_name: z.string().optional(),
  password_changed_date: z.string().optional(),
  password_expires_date: z.string().optional(),
});

/** `app-sso -i REALM -j`: nothing before the first sign-in. What it says of a password is from the last one. */
export function parseRealm(json: string): PasswordFacts | undefined {
  const {
    user_name: user,
    password_changed_date: changed,
    password_expires_date: expires,
  } = realmSchema.parse(JSON.parse(json));
  if (user === undefined) return undefined;
  const changedAtMs = Date.parse(changed ?? '');
  const set = Number.isFinite(changedAtMs) ? { changedAtMs } : {};
  // Without an end but with a beginning the directory was asked, and there is none.
  if (expires === undefined) return changed === undefined ? undefined : { expires: 'never', ...set };
  return { expires: Date.parse(expires), ...set };
}

/** The password in the directory that the Kerberos extension signs in to; nothing where there is no such profile. */
export async function kerberosPassword(run: RunCommand): Promise<PasswordFacts | undefined> {
  const [realm] = await run('/usr/bin/app-sso', ['-l', '-j'], 4_000)
    .then(parseRealms)
    .catch(() => []);
  if (realm === undefined || !/^[\w.-]+$/.test(realm) || realm.startsWith('-')) return undefined;
  return run('/usr/bin/app-sso', ['-i', realm, '-j'], 4_000)
    .then(parseRealm)
    .catch(() => undefined);
}
