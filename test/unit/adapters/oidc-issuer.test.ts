import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { expect, onTestFinished, test } from 'vitest';
import { oidcIssuer } from '../../../electron/adapters/oidc-issuer.ts';

const redirectUri = 'http://127.0.0.1:1/callback';
const keys = await generateKeyPair('RS256');
const jwk = await exportJWK(keys.publicKey);

interface Lies {
  issuer?: string;
  authorization?: string;
  nonce?: string;
  audience?: string;
  /** Of the ID token. */
  iss?: string;
  token?: { status: number; body: string } | 'silence';
}

/** An issuer that tells the truth but for the lies it is given. */
async function issuerWith(lies: Lies = {}) {
  let nonce = '';
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { url = '' } = request;
    asked.push(url);
    const json = (body: unknown, status = 200): void =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (url === '/.well-known/openid-configuration')
      return json({
        issuer: lies.issuer ?? issuer,
        authorization_endpoint: lies.authorization ?? `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        code_challenge_methods_supported: ['S256'],
        id_token_signing_alg_values_supported: ['RS256'],
      });
    if (url === '/keys') return json({ keys: [{ ...jwk, kid: 'one', alg: 'RS256', use: 'sig' }] });
    if (lies.token === 'silence') return;
    if (lies.token) {
      response.writeHead(lies.token.status, { 'content-type': 'application/json' }).end(lies.token.body);
      return;
    }
    void new SignJWT({ nonce: lies.nonce ?? nonce, email: 'ola@example.org' })
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setIssuer(lies.iss ?? issuer)
      .setAudience(lies.audience ?? 'zeroline')
      .setSubject('u-17')
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(keys.privateKey)
      .then((id_token) => json({ access_token: 'access', token_type: 'Bearer', id_token }));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const place = { issuer, clientId: 'zeroline', scopes: [] };

  /** Begins, and comes back with what the issuer would send. */
  async function comeBack(change: (answer: URL) => void = () => undefined) {
    const begun = await oidcIssuer({ fetch, nowMs: () => 1000, timeoutMs: 300 }).begin(place, redirectUri);
    if (!begun.ok) return begun;
    const { searchParams } = new URL(begun.value.url);
    nonce = searchParams.get('nonce') ?? '';
    const answer = new URL(`${redirectUri}?code=abc`);
    answer.searchParams.set('state', searchParams.get('state') ?? '');
    change(answer);
    return begun.value.finish(answer);
  }
  return { comeBack, asked };
}

test('an honest issuer: who it is, and how long it holds where nobody says', async () => {
  expect(await (await issuerWith()).comeBack()).toEqual({
    ok: true,
    value: { access: 'access', obtainedAtMs: 1000, expiresAtMs: 301_000, as: 'ola@example.org' },
  });
});

test.each<[string, Lies]>([
  ['an ID token for another sign-in', { nonce: 'another' }],
  ['an ID token for another client', { audience: 'another' }],
  ['an ID token of another issuer', { iss: 'https://evil.example.net' }],
  ['a refusal', { token: { status: 400, body: '{"error":"invalid_grant"}' } }],
])('%s is refused', async (_what, lies) => {
  expect(await (await issuerWith(lies)).comeBack()).toMatchObject({ ok: false, error: { kind: 'refused' } });
});

test.each<[string, Lies]>([
  ['speaks for another', { issuer: 'https://evil.example.net' }],
  ['leads to a page in the clear', { authorization: 'http://evil.example.net/authorize' }],
  ['leads to no page', { authorization: 'file:///etc/passwd' }],
  ['breaks down', { token: { status: 502, body: '{"error":"server_error"}' } }],
  ['answers no JSON', { token: { status: 200, body: '<html>Sign in to this network</html>' } }],
  ['says nothing', { token: 'silence' }],
])('one that %s is as good as none', async (_what, lies) => {
  const { comeBack } = await issuerWith(lies);
  expect(await comeBack()).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
});

test('an answer with another state never leads to the issuer', async () => {
  const { comeBack, asked } = await issuerWith();
  const answer = await comeBack((url) => url.searchParams.set('state', 'another'));
  expect([answer.ok, asked]).toEqual([false, ['/.well-known/openid-configuration']]);
});

test('what an issuer says in words is not repeated', async () => {
  const said = JSON.stringify({ error: 'invalid_grant', error_description: 'code abc of ola@example.org' });
  const answer = await (await issuerWith({ token: { status: 400, body: said } })).comeBack();
  expect(answer).toEqual({ ok: false, error: { kind: 'refused', detail: 'invalid_grant' } });
});
