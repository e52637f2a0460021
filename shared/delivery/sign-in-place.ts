import { z } from 'zod';
import { hubUrlSchema } from './hub-place.ts';

/** Where the person signs in, so that the hub knows whose request it is. */
export const signInPlaceSchema = z.strictObject({
  /** Exactly as its discovery document and its tokens name it. */
  issuer: hubUrlSchema,
  /** Of a public client, which has no secret. */
  clientId: z.string().trim().min(1).max(200),
  /** Beside `openid` and `offline_access`: what makes the access token one for the hub. */
  scopes: z
    .array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,300}$/))
    .max(20)
    .default([]),
});
export type SignInPlace = z.infer<typeof signInPlaceSchema>;

/** Whether a sign-in of one place is good for the other. */
export const isSamePlace = (one: SignInPlace, other: SignInPlace): boolean =>
  one.issuer === other.issuer &&
  one.clientId === other.clientId &&
  [...one.scopes].sort().join(' ') === [...other.scopes].sort().join(' ');
