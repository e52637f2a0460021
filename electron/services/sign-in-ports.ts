import { z } from 'zod';
import type { SignInPlace } from '../../shared/delivery/sign-in-place.ts';
import type { Result } from '../../shared/result.ts';

/** Who signed in, as the issuer names them; shown on this machine only, the hub reads its own. */
export const signedInSchema = z.strictObject({
  /** Sent to the hub and nowhere else. */
  access: z.string().min(1),
  obtainedAtMs: z.number(),
  expiresAtMs: z.number(),
  /** Missing where the issuer gave none: then the person signs in again when `access` runs out. */
  refresh: z.string().min(1).optional(),
  as: z.string().min(1).max(254),
});
export type SignedIn = z.infer<typeof signedInSchema>;

/** `refused`: the issuer said no, and says it again. `unreachable`: it could not be asked. */
export interface IssuerRefused {
  kind: 'refused' | 'unreachable';
  detail: string;
}

/** One way through the person's browser. What makes its answer ours stays in here. */
export interface Passage {
  /** To be opened in the person's browser. */
  url: string;
  /** Whether an address that the browser came back to belongs to this passage. */
  isOurs(answer: URL): boolean;
  finish(answer: URL): Promise<Result<SignedIn, IssuerRefused>>;
}

/** Who issues sign-ins. */
export interface Issuer {
  begin(place: SignInPlace, redirectUri: string): Promise<Result<Passage, IssuerRefused>>;
  renew(place: SignInPlace, before: SignedIn): Promise<Result<SignedIn, IssuerRefused>>;
  /** Tells the issuer that a sign-in is over, where it wants to know; the person need not wait for it. */
  revoke(place: SignInPlace, before: SignedIn): Promise<void>;
}

/** Where the person's browser comes back to: on this machine only, and only while somebody waits. */
export interface Doorstep {
  redirectUri: string;
  close(): void;
}

/** What the page says on which the person ends. */
export type DoorstepPage = 'signed-in' | 'failed';

export interface DoorstepVisitor {
  isOurs(answer: URL): boolean;
  /** Asked for one answer at most. */
  onAnswer(answer: URL): Promise<DoorstepPage>;
}

export type OpenDoorstep = (visitor: DoorstepVisitor) => Promise<Doorstep>;

/** Keeps a secret behind the keyring of the operating system, or does not keep it at all. */
export interface Vault {
  read(): Promise<unknown>;
  /** Whether it will be there after the next start. */
  write(value: unknown): Promise<boolean>;
  clear(): Promise<void>;
}
