import { z } from 'zod';

/** Whether what travels there can be read by nobody on the way. */
export const isSafeUrl = (url: string): boolean =>
  /^https:\/\/|^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)/i.test(url);

/** Where a hub is. What people write travels there: never in the clear, except on one machine for a trial. */
export const hubUrlSchema = z
  .url({ protocol: /^https?$/, error: 'it begins with https://' })
  .max(500)
  .refine(isSafeUrl, 'it begins with https://')
  .refine((text) => !/[?#]/.test(text) && !/^[^/]*\/\/[^/?#]*@/.test(text), 'it has no ?, no # and no user');

/** A hub that this machine may talk to. */
export interface HubPlace {
  url: string;
  /** Opens nothing but the door to a token of this machine's own. */
  enrolmentKey: string;
}

/** The hub of this machine, if it has one: its address from the policy or the knowledge base, its key from the policy. */
export function hubPlace(
  policy: { hub?: string; hubKey?: string },
  organisation: { hub?: string | undefined },
): HubPlace | undefined {
  const url = policy.hub ?? organisation.hub;
  return url === undefined || policy.hubKey === undefined ? undefined : { url, enrolmentKey: policy.hubKey };
}
