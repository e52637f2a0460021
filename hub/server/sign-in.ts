import type * as Jose from 'jose';
import { z } from 'zod';
import type { Requester } from '../../shared/requests/wire.ts';
import { ok, refuse, toError, type Result } from '../../shared/result.ts';
import type { HubConfig } from './config.ts';

export interface SignInRefusal {
  /** `unavailable`: whether the token is good could not be found out. */
  kind: 'sign-in-needed' | 'unavailable';
  detail: string;
}

/** Who an access token belongs to. */
export type SignIn = (token: string) => Promise<Result<Requester, SignInRefusal>>;

/** Asymmetric only: a hub that verified with a shared secret could also issue. */
const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA'];
const clockToleranceSeconds = 30;
const discoverySchema = z.object({ issuer: z.string(), jwks_uri: z.url() });
const discoveryMs = 10_000;

// What does not have the form of a name or an address is left out, not taken as it is.
const claim = (max: number) => z.string().trim().min(1).max(max).optional().catch(undefined);
const claimsSchema = z.object({
  name: claim(120),
  preferred_username: claim(120),
  email: z.email().max(254).optional().catch(undefined),
  email_verified: z.boolean().optional().catch(false),
  sub: claim(120),
});

/** Checks access tokens against the keys of the issuer, which are fetched when they are first needed. */
export async function openSignIn({
  issuer,
  audience,
  keys,
}: NonNullable<HubConfig['signIn']>): Promise<SignIn> {
  // Loaded here: the other commands of the one-file program run without it.
  const jose = await import('jose');
  let keySet: ReturnType<typeof jose.createRemoteJWKSet> | undefined;

  async function issuerKeys() {
    keySet ??= jose.createRemoteJWKSet(new URL(keys ?? (await discoverKeys(issuer))));
    return keySet;
  }

  return async (token) => {
    // Its keys were fetched a moment ago and are not fetched again now: a key we don't know may be a new one.
    let mayBeNewer = false;
    try {
      const known = await issuerKeys();
      mayBeNewer = known.coolingDown;
      const { payload } = await jose.jwtVerify(token, known, {
        ...{ issuer, audience, algorithms, clockTolerance: clockToleranceSeconds },
        requiredClaims: ['exp', 'sub'],
      });
      const { name, preferred_username, email, email_verified, sub } = claimsSchema.parse(payload);
      return ok({
        ...(name === undefined ? {} : { name }),
        ...(email === undefined || email_verified === false ? {} : { email }),
        login: preferred_username ?? sub,
      });
    } catch (thrown) {
      const isUnknownKey = thrown instanceof jose.errors.JWKSNoMatchingKey;
      if (isAboutToken(thrown, jose.errors) && !(isUnknownKey && mayBeNewer))
        return refuse({
          kind: 'sign-in-needed',
          detail: `The sign-in is not valid: ${toError(thrown).message}.`,
        });
      return refuse({ kind: 'unavailable', detail: `The sign-in can't be checked now.` });
    }
  };
}

const isAboutToken = (thrown: unknown, errors: typeof Jose.errors): boolean =>
  thrown instanceof errors.JOSEError &&
  !(thrown instanceof errors.JWKSTimeout) &&
  !(thrown instanceof errors.JWKSInvalid) &&
  // Thrown without a code of its own when the issuer answers no keys.
  thrown.code !== 'ERR_JOSE_GENERIC';

async function discoverKeys(issuer: string): Promise<string> {
  const address = `${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`;
  const answer = await fetch(address, { signal: AbortSignal.timeout(discoveryMs), redirect: 'error' });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  const found = discoverySchema.parse(await answer.json());
  if (found.issuer !== issuer) throw new Error(`${address} speaks for ${found.issuer}`);
  return found.jwks_uri;
}
