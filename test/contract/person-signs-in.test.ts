import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { SignInPlace } from '../../shared/delivery/sign-in-place.ts';
import { oidcClient, startOidc, walkThrough, type OidcServer } from '../servers/oidc-server.ts';
import { memoryVault, signingIn, type SigningIn } from '../support/signing-in.ts';

let oidc: OidcServer;
beforeAll(async () => {
  oidc = await startOidc();
});
afterAll(() => oidc.stop());

const placeAt = (server: OidcServer): SignInPlace => ({
  ...{ issuer: server.issuer, clientId: oidcClient, scopes: ['request.send'] },
});
function machine(over: Parameters<typeof signingIn>[1] = {}, place = () => placeAt(oidc)) {
  const made = signingIn(place, over);
  onTestFinished(() => made.signIn.stop());
  return made;
}

/** Presses the button and walks the pages; answers the last page. */
async function signIn({ signIn: own, opened }: SigningIn, user = 'anna'): Promise<Response> {
  expect((await own.start()).ok).toBe(true);
  return fetch(await walkThrough(opened.at(-1) ?? '', user));
}
const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as Record<string, unknown>;

async function tokenOf({ signIn: own }: SigningIn): Promise<string> {
  const token = await own.token();
  if (!token.ok || token.value === undefined) throw new Error(JSON.stringify(token));
  return token.value;
}

describe('the person signs in at a real issuer', () => {
  it('in the browser, once: the token is for the hub, and the page says that it is done', async () => {
    const made = machine();
    expect(await made.signIn.token()).toMatchObject({ ok: false, error: { kind: 'sign-in-needed' } });
    expect([made.signIn.isNeeded(), made.signIn.view()?.state]).toEqual([true, 'out']);
    const page = await signIn(made);
    expect([page.status, await page.text()]).toEqual([200, '<p>signed-in</p>']);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(made.signIn.view()).toEqual({
      ...{ server: new URL(oidc.issuer).host, state: 'in', as: 'anna@example.org', isKept: true },
    });
    expect(claimsOf(await tokenOf(made))).toMatchObject({ aud: 'urn:zeroline:hub', iss: oidc.issuer });
    const asked = new URL(made.opened[0] ?? '').searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect([asked.get('state'), asked.get('nonce')].map((one) => one?.length)).toEqual([43, 43]);
  });

  it('and after the next start still is, without a browser', async () => {
    const before = machine();
    await signIn(before);
    const made = machine({ vault: before.vault });
    expect(await tokenOf(made)).toBe(await tokenOf(before));
    expect(made.opened).toEqual([]);
  });

  it('listens only for its own answer, and only until then', async () => {
    const made = machine();
    await made.signIn.start();
    const end = await walkThrough(made.opened[0] ?? '', 'anna');
    const forged = new URL(end);
    forged.searchParams.set('state', 'a'.repeat(43));
    expect((await fetch(forged)).status).toBe(404);
    expect((await fetch(new URL('/', end))).status).toBe(404);
    expect((await fetch(end, { method: 'POST' })).status).toBe(404);
    expect(made.signIn.view()?.state).toBe('waiting');
    expect((await fetch(end)).status).toBe(200);
    await expect
      .poll(() =>
        fetch(end).then(
          () => 'answers',
          () => 'closed',
        ),
      )
      .toBe('closed');
  });

  it('and who says no there is asked again, with nothing lost', async () => {
    const made = machine();
    await made.signIn.start();
    const asked = new URL(made.opened[0] ?? '');
    const no = new URL(asked.searchParams.get('redirect_uri') ?? '');
    no.search = new URLSearchParams({
      ...{ error: 'access_denied', state: asked.searchParams.get('state') ?? '', iss: oidc.issuer },
    }).toString();
    expect(await (await fetch(no)).text()).toBe('<p>failed</p>');
    expect(made.signIn.view()).toMatchObject({ state: 'out', why: 'failed' });
    await signIn(made);
    expect(made.signIn.view()?.state).toBe('in');
  });

  it('and a second press begins anew: the first page leads nowhere any more', async () => {
    const made = machine();
    await made.signIn.start();
    const old = new URL(made.opened[0] ?? '').searchParams.get('redirect_uri') ?? '';
    await signIn(made, 'bob');
    await expect(fetch(old)).rejects.toThrow();
    expect(made.signIn.view()?.as).toBe('bob@example.org');
  });

  it('is renewed by itself when the token runs out, each time with a new one', async () => {
    let nowMs = Date.now();
    const made = machine({ nowMs: () => nowMs });
    await signIn(made);
    const first = await tokenOf(made);
    nowMs += 3600_000;
    const [second, same] = await Promise.all([tokenOf(made), tokenOf(made)]);
    expect(second).not.toBe(first);
    expect(same).toBe(second);
    nowMs += 3600_000;
    expect(await tokenOf(made)).not.toBe(second);
    expect(made.opened).toHaveLength(1);
  });

  it('and is asked for again when the issuer ended it; while it is away, it is only waited for', async () => {
    const server = await startOidc();
    onTestFinished(() => server.stop());
    let nowMs = Date.now();
    const made = machine({ nowMs: () => nowMs }, () => placeAt(server));
    await signIn(made);
    nowMs += 3600_000;
    await server.stop();
    expect(await made.signIn.token()).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
    expect([made.signIn.isNeeded(), made.signIn.view()?.state]).toEqual([false, 'in']);
    await server.start();
    server.forgetEverybody();
    expect(await made.signIn.token()).toMatchObject({ ok: false, error: { kind: 'sign-in-needed' } });
    expect(made.signIn.view()).toMatchObject({ state: 'out', why: 'ended' });
    expect(made.vault.value).toBeUndefined();
  });

  it('says so when the issuer is not there', async () => {
    const made = machine({}, () => ({ ...placeAt(oidc), issuer: 'http://127.0.0.1:9' }));
    await made.signIn.start();
    expect([made.opened, made.signIn.view()]).toEqual([
      [],
      { server: '127.0.0.1:9', state: 'out', why: 'unreachable' },
    ]);
  });

  it('signs out, and the issuer takes the refresh token no more', async () => {
    let nowMs = Date.now();
    const made = machine({ nowMs: () => nowMs });
    await signIn(made);
    const kept = made.vault.value;
    await made.signIn.signOut();
    expect([made.vault.value, made.signIn.view()?.state]).toEqual([undefined, 'out']);
    const thief = machine({ nowMs: () => nowMs, vault: Object.assign(memoryVault(), { value: kept }) });
    nowMs += 3600_000;
    await expect.poll(() => thief.signIn.token()).toMatchObject({ ok: false });
  });

  it('gives a sign-in of one issuer to no other, and throws it away', async () => {
    const before = machine();
    await signIn(before);
    const made = machine({ vault: before.vault }, () => ({ ...placeAt(oidc), clientId: 'another' }));
    await made.signIn.policyChanged();
    expect(await made.signIn.token()).toMatchObject({ ok: false, error: { kind: 'sign-in-needed' } });
    expect(before.vault.value).toBeUndefined();
  });

  it('writes no token, code or name into the log', async () => {
    const made = machine();
    await signIn(made);
    await made.signIn.refused(await tokenOf(made));
    expect(made.log).toEqual(['signed-in {"kept":true}', 'sign-in-not-accepted {"isFresh":true}']);
    expect(made.signIn.view()).toMatchObject({ state: 'out', why: 'not-accepted' });
  });
});
