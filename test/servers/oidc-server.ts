import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider, type Configuration } from 'oidc-provider';

export const oidcAudience = 'urn:zeroline:hub';
export const oidcClient = 'zeroline';

/** A real OpenID Connect provider (oidc-provider, certified) on loopback: users anna and bob with any password. */
export interface OidcServer {
  issuer: string;
  /** Stops answering; `start` has the same address, and whoever was signed in still is. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Signs with a new key from now on and shows no other. */
  rotateKey(): Promise<void>;
  /** Nobody is signed in any more: refresh tokens are refused. */
  forgetEverybody(): void;
}

const users = {
  anna: { email: 'anna@example.org', name: 'Anna Berg' },
  bob: { email: 'bob@example.org', name: 'Bob Holm' },
} as const;
const isUser = (id: string): id is keyof typeof users => Object.hasOwn(users, id);

let keys = 0;
function newKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  keys += 1;
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: `key-${keys}` };
}

export interface OidcOptions {
  accessTokenSeconds?: number;
  audience?: string;
}

const configuration = (
  { accessTokenSeconds = 600, audience = oidcAudience }: OidcOptions,
  key: ReturnType<typeof newKey>,
): Configuration => ({
  clients: [
    {
      client_id: oidcClient,
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: ['http://127.0.0.1/callback'],
    },
  ],
  findAccount: (_ctx, id) =>
    isUser(id)
      ? {
          accountId: id,
          claims: () => ({ sub: id, preferred_username: id, email_verified: true, ...users[id] }),
        }
      : undefined,
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'preferred_username'] },
  scopes: ['openid', 'offline_access', 'email', 'profile', 'request.send'],
  // Names in the ID token and in the access token, as Entra ID and Keycloak have them.
  conformIdTokenClaims: false,
  extraTokenClaims: (_ctx, token) =>
    'accountId' in token && isUser(token.accountId)
      ? { ...users[token.accountId], preferred_username: token.accountId, email_verified: true }
      : {},
  pkce: { required: () => true },
  ttl: { Interaction: 600, Session: 3600, Grant: 3600, IdToken: 600, RefreshToken: 86_400 },
  rotateRefreshToken: true,
  issueRefreshToken: () => true,
  jwks: { keys: [key] },
  cookies: { keys: ['a-key-for-tests'] },
  features: {
    devInteractions: { enabled: true },
    revocation: { enabled: true, allowedPolicy: () => true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => oidcAudience,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: 'request.send',
        audience,
        accessTokenFormat: 'jwt',
        accessTokenTTL: accessTokenSeconds,
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
  },
});

export async function startOidc(options: OidcOptions = {}): Promise<OidcServer> {
  let answer: ReturnType<Provider['callback']> | undefined;
  let server: Server | undefined;
  let port = 0;
  let key = newKey();

  async function start(): Promise<void> {
    server = createServer((request, response) => void answer?.(request, response));
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  }
  async function stop(): Promise<void> {
    server?.closeAllConnections();
    await new Promise((closed) => server?.close(closed));
  }
  function provide(): void {
    answer = new Provider(`http://127.0.0.1:${port}`, configuration(options, key)).callback();
  }

  await start();
  provide();
  return {
    issuer: `http://127.0.0.1:${port}`,
    ...{ start, stop },
    rotateKey() {
      key = newKey();
      provide();
      return Promise.resolve();
    },
    forgetEverybody: provide,
  };
}

/** Walks the pages as a browser does: signs in, agrees, and answers the address on which the browser ends. */
export async function walkThrough(url: string, user: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let next = new URL(url);
  let form: URLSearchParams | undefined;
  for (let step = 0; step < 20; step += 1) {
    const answer = await fetch(next, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form && { body: form }),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    form = undefined;
    if (location !== null) {
      const to = new URL(location, next);
      if (to.pathname === '/callback') return to;
      next = to;
      continue;
    }
    const page = await answer.text();
    const [, action = ''] = /<form[^>]+action="([^"]+)"/.exec(page) ?? [];
    const [, prompt = ''] = /name="prompt" value="([^"]+)"/.exec(page) ?? [];
    if (action === '' || prompt === '')
      throw new Error(`${answer.status} at ${next.pathname}: ${page.slice(0, 300)}`);
    next = new URL(action, next);
    form = new URLSearchParams({ prompt, ...(prompt === 'login' ? { login: user, password: 'any' } : {}) });
  }
  throw new Error('The pages have no end.');
}
