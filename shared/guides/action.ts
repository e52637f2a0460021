import { z } from 'zod';
import { settingsPages } from './settings-pages.ts';

const pageNames = Object.keys(settingsPages) as [
  keyof typeof settingsPages,
  ...(keyof typeof settingsPages)[],
];

/** Names of the settings pages a guide can open; each row of the table says what opens on which OS. */
export const settingsPageSchema = z.enum(pageNames);
export type SettingsPage = z.infer<typeof settingsPageSchema>;

/** A guide's id: the file name without language, lower case words with hyphens. */
export const guideIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);

/** Everything a guide may open. Nothing outside this union can be expressed in a pack. */
export const actionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('settings'), page: settingsPageSchema }),
  z.strictObject({ kind: z.literal('web'), url: z.string().max(2000) }),
  z.strictObject({ kind: z.literal('mail'), to: z.string().max(254) }),
  z.strictObject({ kind: z.literal('phone'), number: z.string().max(32) }),
  z.strictObject({ kind: z.literal('guide'), id: guideIdSchema }),
]);
export type Action = z.infer<typeof actionSchema>;

/** One host, or with `*.` in front every host below a domain of at least two parts: `*.com` would be the whole world. */
const hostEntry = /^(?:\*\.(?=[^.]+\.[^.]))?(?!-)[a-z0-9-]+(?:\.[a-z0-9-]+)*$/;

/** Whether an entry of `link-hosts` is of the form that counts. */
export const isLinkHost = (entry: string): boolean => hostEntry.test(entry.toLowerCase());

function coversHost(entry: string, host: string): boolean {
  if (!hostEntry.test(entry)) return false;
  if (!entry.startsWith('*.')) return host === entry;
  return host.endsWith(entry.slice(1)) && !host.startsWith('.');
}

/**
 * The link a web action may open, or why not. Compared as a parsed URL, never by prefix: https only, no
 * credentials, default port, and a host that the organisation listed (exact, or below a listed `*.domain`).
 */
export function checkWebUrl(
  url: string,
  linkHosts: readonly string[],
):
  | { ok: true; url: string }
  | {
      ok: false;
      error: { kind: 'not-a-url' | 'not-https' | 'credentials' | 'host-not-listed'; host: string };
    } {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return { ok: false, error: { kind: 'not-a-url', host: '' } };
  }
  const host = parsed.hostname;
  if (parsed.protocol !== 'https:') return { ok: false, error: { kind: 'not-https', host } };
  if (parsed.username !== '' || parsed.password !== '')
    return { ok: false, error: { kind: 'credentials', host } };
  const listed = linkHosts.some((entry) => coversHost(entry.toLowerCase(), host));
  if (!listed || parsed.port !== '') return { ok: false, error: { kind: 'host-not-listed', host } };
  return { ok: true, url: parsed.href };
}
