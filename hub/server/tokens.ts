import { createHash, createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Takes the same time wherever the texts differ. */
export const sameText = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

/** A machine's token: who it is, and 256 random bits. The hub keeps a hash of it. */
export function newToken(): { install: string; token: string; hash: string } {
  const install = randomUUID();
  const token = `${install}.${randomBytes(32).toString('base64url')}`;
  return { install, token, hash: digest(token).toString('hex') };
}

const tokenForm = /^([0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})\.[\w-]{43}$/;

/** The install that a token names, if it has the form of one; whether it is its token, `isTokenOf` tells. */
export const installOf = (token: string): string | undefined => tokenForm.exec(token)?.[1];

export const isTokenOf = (token: string, hash: string): boolean => {
  const known = Buffer.from(hash, 'hex');
  const given = digest(token);
  return known.length === given.length && timingSafeEqual(given, known);
};

/** A machine's name for one purpose: nobody without the key can tell that two of them are the same machine. */
export const pseudonym = (key: string, install: string, purpose: string): string =>
  createHmac('sha256', key).update(`${install}\n${purpose}`).digest('base64url').slice(0, 22);
