import { expect, onTestFinished, test } from 'vitest';
import { createSignIn, type SignInDeps } from '../../../electron/services/sign-in.ts';
import type { DoorstepVisitor, SignedIn, Vault } from '../../../electron/services/sign-in-ports.ts';
import { ok, refuse } from '../../../shared/result.ts';
import { memoryVault } from '../../support/signing-in.ts';
import { manualClock } from './fakes.ts';
import { eventually } from '../../support/eventually.ts';

const minutesMs = 60_000;
const place = { issuer: 'https://login.example.org', clientId: 'zeroline', scopes: [] };

/** The person's sign-in with everything around it in the test's hands. */
function machine(over: Partial<SignInDeps> = {}, vault: Vault & { value: unknown } = memoryVault()) {
  const clock = manualClock();
  const visitors: DoorstepVisitor[] = [];
  const closed: number[] = [];
  const waits: { delayMs: number; wake: () => void }[] = [];
  let issued = 0;
  const issue = (): SignedIn => {
    issued += 1;
    const obtainedAtMs = clock.nowMs();
    const as = 'ola@example.org';
    return {
      ...{ access: `access-${issued}`, refresh: `refresh-${issued}`, as },
      ...{ obtainedAtMs, expiresAtMs: obtainedAtMs + 10 * minutesMs },
    };
  };
  const signIn = createSignIn({
    ...{ clock, vault, place: () => place },
    issuer: {
      begin: () =>
        Promise.resolve(
          ok({
            url: 'https://login.example.org/a',
            isOurs: () => true,
            finish: () => Promise.resolve(ok(issue())),
          }),
        ),
      renew: () => Promise.resolve(ok(issue())),
      revoke: () => Promise.resolve(),
    },
    openDoorstep(visitor) {
      const nth = visitors.push(visitor);
      return Promise.resolve({
        redirectUri: 'http://127.0.0.1:1/callback',
        close: () => void closed.push(nth),
      });
    },
    open: () => Promise.resolve(ok({ kind: 'opened' })),
    schedule(delayMs, wake) {
      const wait = { delayMs, wake };
      waits.push(wait);
      return () => void waits.splice(waits.indexOf(wait) >>> 0, 1);
    },
    log: { info: () => undefined },
    ...over,
  });
  onTestFinished(() => signIn.stop());
  const arrive = (nth = visitors.length - 1) =>
    visitors[nth]?.onAnswer(new URL('http://127.0.0.1:1/callback'));
  return { signIn, clock, arrive, closed, waits, vault };
}

test('where nobody signs in, nothing is asked for, and what lies around is cleared away', async () => {
  const vault = Object.assign(memoryVault(), { value: { from: 'an older policy' } });
  const { signIn } = machine({ place: () => undefined }, vault);
  expect([signIn.isNeeded(), signIn.view(), await signIn.token()]).toEqual([false, undefined, ok(undefined)]);
  expect((await signIn.start()).ok).toBe(false);
  await signIn.policyChanged();
  expect(vault.value).toBeUndefined();
});

test('a browser that never comes back is waited for ten minutes, and no door stays open', async () => {
  const { signIn, waits, closed } = machine();
  await signIn.start();
  expect([signIn.view()?.state, waits.map(({ delayMs }) => delayMs)]).toEqual(['waiting', [10 * minutesMs]]);
  waits[0]?.wake();
  await eventually(() => expect(signIn.view()).toMatchObject({ state: 'out', why: 'unfinished' }));
  expect([closed, waits]).toEqual([[1], []]);
});

test('a browser that does not open is said at once, and no door stays open', async () => {
  const open = () => Promise.resolve(refuse({ kind: 'could-not-open' as const, detail: 'xdg-open' }));
  const { signIn, closed } = machine({ open });
  expect((await signIn.start()).ok).toBe(false);
  expect([signIn.view()?.why, closed]).toEqual(['failed', [1]]);
});

test('an answer to a page that was left for a new one changes nothing', async () => {
  const { signIn, arrive, closed } = machine();
  await signIn.start();
  await signIn.start();
  expect(closed).toEqual([1]);
  expect([await arrive(0), signIn.view()?.state]).toEqual(['failed', 'waiting']);
  expect([await arrive(1), signIn.view()?.state]).toEqual(['signed-in', 'in']);
});

test('where there is no keyring it holds until the app ends, and says so', async () => {
  const forgetful = { ...memoryVault(), write: () => Promise.resolve(false) };
  const first = machine({}, forgetful);
  await first.signIn.start();
  await first.arrive();
  expect(first.signIn.view()).toMatchObject({ state: 'in', isKept: false });
  const second = machine({}, forgetful);
  expect((await second.signIn.token()).ok).toBe(false);
});

test('a sign-in is renewed a minute before it runs out', async () => {
  const { signIn, clock, arrive } = machine();
  await signIn.start();
  await arrive();
  clock.advanceMs(8 * minutesMs);
  expect(await signIn.token()).toEqual(ok('access-1'));
  clock.advanceMs(minutesMs);
  expect(await signIn.token()).toEqual(ok('access-2'));
});

test('a young token that the hub does not take ends the sign-in; an old one is renewed', async () => {
  const { signIn, clock, arrive } = machine();
  await signIn.start();
  await arrive();
  clock.advanceMs(2 * minutesMs);
  await signIn.refused('access-1');
  expect([signIn.isNeeded(), await signIn.token()]).toEqual([false, ok('access-2')]);
  await signIn.refused('access-1');
  expect(signIn.view()?.state).toBe('in');
  await signIn.refused('access-2');
  expect(signIn.view()).toMatchObject({ state: 'out', why: 'not-accepted' });
});

test('who signs out while it is renewed stays signed out', async () => {
  let answer: (() => void) | undefined;
  const renew: SignInDeps['issuer']['renew'] = (_place, before) =>
    new Promise((resolve) => {
      answer = () => resolve(ok({ ...before, access: 'late' }));
    });
  const made = machine();
  const issuer = {
    begin: () => Promise.reject(new Error('not asked')),
    renew,
    revoke: () => Promise.resolve(),
  };
  await made.signIn.start();
  await made.arrive();
  const { signIn, clock, vault } = machine({ issuer }, made.vault);
  clock.advanceMs(60 * minutesMs);
  const token = signIn.token();
  await eventually(() => expect(answer).toBeDefined());
  await signIn.signOut();
  answer?.();
  expect(await token).toMatchObject({ ok: false, error: { kind: 'sign-in-needed' } });
  expect([signIn.view()?.state, vault.value]).toEqual(['out', undefined]);
});
