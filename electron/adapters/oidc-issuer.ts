import { webcrypto } from 'node:crypto';
import * as oauth from 'oauth4webapi';
import type { SignInPlace } from '../../shared/delivery/sign-in-place.ts';
import { ok, refuse, toError, type Result } from '../../shared/result.ts';
import type { Issuer, IssuerRefused, SignedIn } from '../services/sign-in-ports.ts';

export interface OidcIssuerOptions {
  /** Electron's `net.fetch`, which knows the proxy and the certificates of the system; Node's in tests. */
  fetch: typeof globalThis.fetch;
  nowMs: () => number;
  timeoutMs?: number;
}

const usualTimeoutMs = 20_000;
/** Where the issuer does not say how long a token holds. */
const usualLifeSeconds = 300;

const isLoopback = (url: URL): boolean =>
  url.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);

/** Words of an issuer that is there and can't now; everything else that it says by name is meant. */
const passing = ['temporarily_unavailable', 'server_error', 'slow_down'];
/** An ID token that is for somebody else, or for another time. */
const notOurs = [oauth.JWT_CLAIM_COMPARISON, oauth.JWT_TIMESTAMP_CHECK];

/**
 * Only what an issuer says by name counts as its word: a network's own page must not end anybody's sign-in. Codes and
 * names alone go on, since what stands beside them may repeat a code or a token.
 */
function whyNot(thrown: unknown): IssuerRefused {
  if (thrown instanceof oauth.AuthorizationResponseError || thrown instanceof oauth.ResponseBodyError) {
    const passes = passing.includes(thrown.error) || ('status' in thrown && thrown.status === 429);
    return { kind: passes ? 'unreachable' : 'refused', detail: thrown.error.slice(0, 60) };
  }
  if (thrown instanceof oauth.OperationProcessingError) {
    const { code = thrown.name } = thrown;
    return { kind: notOurs.includes(code) ? 'refused' : 'unreachable', detail: code };
  }
  return { kind: 'unreachable', detail: toError(thrown).name };
}

/** How the issuer names the person, the clearest first. */
function nameIn(claims: oauth.IDToken | undefined): string | undefined {
  const names = [claims?.['email'], claims?.['preferred_username'], claims?.['name'], claims?.sub];
  const name = names.find((one): one is string => typeof one === 'string' && one.trim() !== '');
  return name?.trim().slice(0, 254);
}

/** Any OpenID Connect provider with authorization code and PKCE; the client is public and has no secret. */
export function oidcIssuer({ fetch, nowMs, timeoutMs = usualTimeoutMs }: OidcIssuerOptions): Issuer {
  // The oldest Electron's Node has it by this name only.
  if (!('crypto' in globalThis)) Object.defineProperty(globalThis, 'crypto', { value: webcrypto });

  /** The time counts for all calls of it: `net.fetch` of older Electrons stays silent when it is stopped. */
  async function attempt<T>(work: (signal: AbortSignal) => Promise<T>): Promise<Result<T, IssuerRefused>> {
    const deadline = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        deadline.abort();
        reject(new DOMException('late', 'TimeoutError'));
      }, timeoutMs);
    });
    try {
      return ok(await Promise.race([work(deadline.signal), late]));
    } catch (thrown) {
      return refuse(whyNot(thrown));
    } finally {
      clearTimeout(timer);
    }
  }

  const callOptions = ({ issuer }: SignInPlace, signal: AbortSignal) => ({
    [oauth.customFetch]: <B extends URLSearchParams | undefined>(
      url: string,
      { method, headers: theirs, redirect, body }: oauth.CustomFetchOptions<string, B>,
    ) => {
      // Who we are is said by whoever made `fetch`, and not by the library.
      const { 'user-agent': _library, ...headers } = theirs;
      return fetch(url, { method, headers, redirect, signal, ...(body && { body: body.toString() }) });
    },
    [oauth.allowInsecureRequests]: isLoopback(new URL(issuer)),
  });
  const clientOf = ({ clientId }: SignInPlace): oauth.Client => ({ client_id: clientId });

  async function discover(place: SignInPlace, signal: AbortSignal): Promise<oauth.AuthorizationServer> {
    const issuer = new URL(place.issuer);
    const answer = await oauth.discoveryRequest(issuer, callOptions(place, signal));
    return oauth.processDiscoveryResponse(issuer, answer);
  }

  function signedIn(answer: oauth.TokenEndpointResponse, before?: SignedIn): SignedIn {
    const obtainedAtMs = nowMs();
    const as = nameIn(oauth.getValidatedIdTokenClaims(answer)) ?? before?.as ?? '?';
    const refresh = answer.refresh_token ?? before?.refresh;
    return {
      ...{ access: answer.access_token, obtainedAtMs, as },
      expiresAtMs: obtainedAtMs + (answer.expires_in ?? usualLifeSeconds) * 1000,
      ...(refresh === undefined ? {} : { refresh }),
    };
  }

  return {
    begin: (place, redirectUri) =>
      attempt(async (signal) => {
        const server = await discover(place, signal);
        const url = new URL(server.authorization_endpoint ?? '');
        if (url.protocol !== 'https:' && !isLoopback(url)) throw new TypeError('authorization_endpoint');
        const verifier = oauth.generateRandomCodeVerifier();
        const state = oauth.generateRandomState();
        const nonce = oauth.generateRandomNonce();
        const asked = {
          ...{ client_id: place.clientId, redirect_uri: redirectUri, response_type: 'code' },
          scope: [...new Set(['openid', 'profile', 'email', 'offline_access', ...place.scopes])].join(' '),
          ...{ state, nonce, code_challenge_method: 'S256' },
          code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        };
        for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
        return {
          url: url.href,
          isOurs: (answer) => answer.searchParams.get('state') === state,
          finish: (answer) =>
            attempt(async (inTime) => {
              const client = clientOf(place);
              const code = oauth.validateAuthResponse(server, client, answer, state);
              const response = await oauth.authorizationCodeGrantRequest(
                ...([server, client, oauth.None(), code, redirectUri, verifier] as const),
                callOptions(place, inTime),
              );
              return signedIn(
                await oauth.processAuthorizationCodeResponse(server, client, response, {
                  ...{ expectedNonce: nonce, requireIdToken: true },
                }),
              );
            }),
        };
      }),

    renew: (place, before) =>
      attempt(async (signal) => {
        const [server, client] = [await discover(place, signal), clientOf(place)];
        const response = await oauth.refreshTokenGrantRequest(
          ...([server, client, oauth.None(), before.refresh ?? ''] as const),
          callOptions(place, signal),
        );
        return signedIn(await oauth.processRefreshTokenResponse(server, client, response), before);
      }),

    async revoke(place, before) {
      await attempt(async (signal) => {
        const server = await discover(place, signal);
        if (server.revocation_endpoint === undefined) return;
        const token = before.refresh ?? before.access;
        const response = await oauth.revocationRequest(
          ...([server, clientOf(place), oauth.None(), token] as const),
          callOptions(place, signal),
        );
        await oauth.processRevocationResponse(response);
      });
    },
  };
}
