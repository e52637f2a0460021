import { ok } from '../../shared/result.ts';
import type { SignIn } from '../../electron/services/sign-in.ts';

/** An organisation in which nobody signs in. */
export const noSignIn: Pick<SignIn, 'isNeeded' | 'token' | 'refused' | 'onChange'> = {
  isNeeded: () => false,
  token: () => Promise.resolve(ok(undefined)),
  refused: () => Promise.resolve(),
  onChange: () => undefined,
};
