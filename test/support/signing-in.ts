import { openDoorstep } from '../../electron/adapters/doorstep.ts';
import { oidcIssuer } from '../../electron/adapters/oidc-issuer.ts';
import { createSignIn, type SignIn } from '../../electron/services/sign-in.ts';
import type { Vault } from '../../electron/services/sign-in-ports.ts';
import type { SignInPlace } from '../../shared/delivery/sign-in-place.ts';
import { ok } from '../../shared/result.ts';

/** A vault that holds in memory what a keyring would hold. */
export function memoryVault(): Vault & { value: unknown } {
  const vault = {
    value: undefined as unknown,
    read: () => Promise.resolve(vault.value),
    write(value: unknown) {
      vault.value = value;
      return Promise.resolve(true);
    },
    clear() {
      vault.value = undefined;
      return Promise.resolve();
    },
  };
  return vault;
}

export interface SigningIn {
  signIn: SignIn;
  vault: ReturnType<typeof memoryVault>;
  /** What the browser was asked to open, newest last. */
  opened: string[];
  log: string[];
}

/** The machine's own sign-in on loopback; the browser is the test's. */
export function signingIn(
  place: () => SignInPlace | undefined,
  { nowMs = () => Date.now(), vault = memoryVault() } = {},
): SigningIn {
  const opened: string[] = [];
  const log: string[] = [];
  const signIn = createSignIn({
    ...{ place, vault, clock: { nowMs } },
    issuer: oidcIssuer({ fetch, nowMs, timeoutMs: 5000 }),
    openDoorstep: openDoorstep({ page: (which) => `<p>${which}</p>` }),
    open(url) {
      opened.push(url);
      return Promise.resolve(ok({ kind: 'opened' }));
    },
    schedule(delayMs, wake) {
      const timer = setTimeout(wake, delayMs);
      return () => clearTimeout(timer);
    },
    log: { info: (event, fields) => void log.push(`${event} ${JSON.stringify(fields)}`) },
  });
  return { signIn, vault, opened, log };
}
