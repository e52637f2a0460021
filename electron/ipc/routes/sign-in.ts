import { ok } from '../../../shared/result.ts';
import type { SignIn } from '../../services/sign-in.ts';
import type { Routes } from '../handle.ts';

export interface SignInRouteDeps {
  signIn: Pick<SignIn, 'start' | 'signOut'>;
}

/** The person signs in, and out. */
export function signInRoutes({ signIn }: SignInRouteDeps): Pick<Routes, `signIn.${'start' | 'out'}`> {
  return {
    'signIn.start': () => signIn.start(),
    'signIn.out': async () => {
      await signIn.signOut();
      return ok({});
    },
  };
}
