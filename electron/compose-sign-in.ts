import { app, safeStorage } from 'electron';
import type { Language } from '../shared/language.ts';
import type { Translate } from '../shared/i18n/create-i18n.ts';
import { atomicFile } from './adapters/atomic-file.ts';
import { openDoorstep } from './adapters/doorstep.ts';
import { keyringVault } from './adapters/keyring-vault.ts';
import { oidcIssuer } from './adapters/oidc-issuer.ts';
import { netFetch } from './compose-guides.ts';
import { inUserData, type Stores } from './compose-stores.ts';
import type { SignInOpener } from './services/ports.ts';
import { createSignIn, type SignIn } from './services/sign-in.ts';
import { doorstepPage } from './shell/doorstep-page.ts';

/** The person's sign-in, where the policy says that there is one. */
export function composeSignIn(
  { clock, log, policy }: Stores,
  opener: SignInOpener,
  { t, language }: { t(): Translate; language(): Language },
): SignIn {
  const userAgent = `Zeroline/${app.getVersion()}`;
  const signIn = createSignIn({
    ...{ clock, log },
    place: () => policy.policy().signIn,
    issuer: oidcIssuer({ fetch: netFetch(userAgent, 'sign-in'), nowMs: () => clock.nowMs() }),
    openDoorstep: openDoorstep({ page: (which) => doorstepPage(which, language(), t()) }),
    vault: keyringVault(atomicFile(inUserData('sign-in.json')), safeStorage),
    open: (url) => opener.openSignIn(url),
    schedule(delayMs, wake) {
      const timer = setTimeout(wake, delayMs);
      return () => clearTimeout(timer);
    },
  });
  void signIn.policyChanged();
  policy.onChange(() => void signIn.policyChanged());
  return signIn;
}
