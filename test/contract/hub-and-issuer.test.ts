import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { signInHeader } from '../../shared/requests/wire.ts';
import { oidcAudience, oidcClient, startOidc, walkThrough, type OidcServer } from '../servers/oidc-server.ts';
import { signingIn } from '../support/signing-in.ts';
import { startTestHub, type Machine, type TestHub } from '../unit/hub/server/test-hub.ts';
import { sentRequest } from '../unit/hub/store/wire-builders.ts';

// The hub's own check of sign-ins, with a real issuer and tokens that went through a real sign-in.
let oidc: OidcServer;
let hub: TestHub;
let machine: Machine;

const startHubFor = (issuer: string) => startTestHub({ signIn: { issuer, audience: oidcAudience } });
beforeEach(async () => {
  oidc = await startOidc();
  hub = await startHubFor(oidc.issuer);
  machine = await hub.enrol();
});
afterEach(async () => {
  vi.useRealTimers();
  await hub.remove();
  await oidc.stop();
});

async function tokenFrom({ issuer }: OidcServer, user = 'anna'): Promise<string> {
  const { signIn, opened } = signingIn(() => ({ issuer, clientId: oidcClient, scopes: ['request.send'] }));
  await signIn.start();
  await fetch(await walkThrough(opened[0] ?? '', user));
  const token = await signIn.token();
  if (!token.ok || token.value === undefined) throw new Error(JSON.stringify(token));
  return token.value;
}
const sendWith = (token: string) => machine.send(sentRequest(), { [signInHeader]: token });
const refused = { status: 401, json: { kind: 'sign-in-needed' } };

test('a valid one is taken, and the ticket is from who signed in', async () => {
  const request = sentRequest({ requester: { name: 'The Director', email: 'director@example.org' } });
  const sent = await machine.send(request, { [signInHeader]: await tokenFrom(oidc, 'bob') });
  expect(sent.status).toBe(202);
  await machine.settled(request.id, 'delivered');
  expect(hub.tickets.made[0]?.requester).toEqual({
    ...{ name: 'Bob Holm', email: 'bob@example.org', login: 'bob', isVerified: true },
  });
});

test('one that has run out is not taken', async () => {
  const short = await startOidc({ accessTokenSeconds: 1 });
  try {
    const other = await startHubFor(short.issuer);
    const token = await tokenFrom(short);
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
      exp: number;
    };
    // Beyond what the hub forgives clocks that differ.
    vi.useFakeTimers({ now: (claims.exp + 31) * 1000, toFake: ['Date'] });
    const sent = await (await other.enrol()).send(sentRequest(), { [signInHeader]: token });
    expect(sent).toMatchObject(refused);
    await other.remove();
  } finally {
    await short.stop();
  }
});

test('one for somebody else, or from somewhere else, is not taken', async () => {
  const elsewhere = await startOidc();
  const forOthers = await startOidc({ audience: 'urn:another:service' });
  try {
    expect(await sendWith(await tokenFrom(elsewhere))).toMatchObject(refused);
    const hubOfOthers = await startHubFor(forOthers.issuer);
    const token = await tokenFrom(forOthers);
    const sent = await (await hubOfOthers.enrol()).send(sentRequest(), { [signInHeader]: token });
    expect(sent).toMatchObject(refused);
    await hubOfOthers.remove();
  } finally {
    await Promise.all([elsewhere.stop(), forOthers.stop()]);
  }
});

test('a new key of the issuer is found, and the old one counts no more once it is gone', async () => {
  const before = await tokenFrom(oidc);
  expect((await sendWith(before)).status).toBe(202);
  await oidc.rotateKey();
  const after = await tokenFrom(oidc);
  // Right after the keys were fetched the issuer is left alone: nobody is told to sign in for that.
  expect(await sendWith(after)).toMatchObject({ status: 503, json: { kind: 'unavailable' } });
  await hub.restart();
  expect((await sendWith(after)).status).toBe(202);
  expect((await sendWith(before)).status).toBe(503);
});

test('while the issuer is away the machine is told to come again; with its keys at hand it need not be there', async () => {
  const token = await tokenFrom(oidc);
  await oidc.stop();
  expect(await sendWith(token)).toMatchObject({ status: 503, json: { kind: 'unavailable' } });
  await oidc.start();
  expect((await sendWith(token)).status).toBe(202);
  await oidc.stop();
  expect((await sendWith(token)).status).toBe(202);
});
