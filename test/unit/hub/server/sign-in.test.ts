import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { signInHeader } from '../../../../shared/requests/wire.ts';
import { sentRequest } from '../store/wire-builders.ts';
import { startTestHub, type Machine, type TestHub } from './test-hub.ts';

let issuer: string;
let server: Server;
let hub: TestHub;
let machine: Machine;
let isUp = true;
const keys = await generateKeyPair('RS256', { extractable: true });
const foreign = await generateKeyPair('RS256');

beforeAll(async () => {
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
  server = createServer(({ url }, answer) => {
    if (!isUp) return void answer.writeHead(503).end();
    const found: Record<string, object> = {
      '/.well-known/openid-configuration': { issuer, jwks_uri: `${issuer}/keys` },
      '/keys': { keys: [jwk] },
    };
    answer.writeHead(found[url ?? ''] ? 200 : 404, { 'content-type': 'application/json' });
    answer.end(JSON.stringify(found[url ?? ''] ?? {}));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());
afterEach(async () => {
  isUp = true;
  await hub.remove();
});

const token = (claims: JWTPayload = {}, { key = keys.privateKey, expires = '10m', audience = 'hub' } = {}) =>
  new SignJWT({ name: 'Ola Nordmann', email: 'ola@example.org', preferred_username: 'ola', ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: 'one' })
    .setIssuer(claims.iss ?? issuer)
    .setSubject('u-17')
    .setAudience(audience)
    .setExpirationTime(expires)
    .sign(key);

async function start() {
  hub = await startTestHub({ signIn: { issuer, audience: 'hub' } });
  machine = await hub.enrol();
}
const sendWith = (text: string | undefined) =>
  machine.send(sentRequest(), text === undefined ? {} : { [signInHeader]: text });

test('the requester is who signed in, whatever the body says', async () => {
  await start();
  const request = sentRequest({ requester: { name: 'The Director', email: 'director@example.org' } });
  await machine.send(request, { [signInHeader]: await token() });
  await machine.settled(request.id, 'delivered');
  expect(hub.tickets.made[0]?.requester).toEqual({
    ...{ name: 'Ola Nordmann', email: 'ola@example.org', login: 'ola', isVerified: true },
  });
});

test('an address that nobody verified is left out, and so is what has no form of a name', async () => {
  await start();
  const request = sentRequest();
  const claims = { email_verified: false, name: 'x'.repeat(500), preferred_username: undefined };
  await machine.send(request, { [signInHeader]: await token(claims) });
  await machine.settled(request.id, 'delivered');
  expect(hub.tickets.made[0]?.requester).toEqual({ login: 'u-17', isVerified: true });
});

test('without a valid sign-in nothing is taken', async () => {
  await start();
  const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{}').toString('base64url')}.`;
  const wrong = [
    undefined,
    'x',
    unsigned,
    await token({}, { key: foreign.privateKey }),
    await token({}, { expires: '-2m' }),
    await token({}, { audience: 'another' }),
    await token({ iss: 'https://login.example.com' }),
  ];
  for (const one of wrong)
    expect(await sendWith(one)).toMatchObject({ status: 401, json: { kind: 'sign-in-needed' } });
  expect((await sendWith(await token())).status).toBe(202);
});

test('while the issuer does not answer, the machine is told to come again', async () => {
  isUp = false;
  await start();
  expect(await sendWith(await token())).toMatchObject({ status: 503, json: { kind: 'unavailable' } });
  isUp = true;
  expect((await sendWith(await token())).status).toBe(202);
});
