import { posix } from 'node:path';
import { isThere, type RunCommand } from './signals/source.ts';

/** The app's identity, under which a configuration profile carries its preferences. */
export const preferencesDomain = 'org.zeroline.app';

/** Where macOS puts what a configuration profile manages: for the computer, and for one person. */
export const managedPreferencesPath = (folder: string, user?: string): string =>
  posix.join(folder, ...(user === undefined ? [] : [user]), `${preferencesDomain}.plist`);

/** What macOS itself writes beside the preferences of a profile. */
const notOurs = new Set([
  'PayloadDisplayName',
  'PayloadDescription',
  'PayloadOrganization',
  'PayloadIdentifier',
  'PayloadType',
  'PayloadUUID',
  'PayloadVersion',
  'PayloadEnabled',
  '_manualProfile',
]);

/** Managed preferences as `plutil` prints them, without what is the system's own. */
export function policyOfPreferences(json: string): unknown {
  const raw: unknown = JSON.parse(json);
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return raw;
  return Object.fromEntries(Object.entries(raw).filter(([name]) => !notOurs.has(name)));
}

/** What a configuration profile manages; nothing where there is none. */
export async function readManagedPreferences(path: string, run: RunCommand): Promise<unknown> {
  if (!(await isThere(path))) return undefined;
  return policyOfPreferences(await run('/usr/bin/plutil', ['-convert', 'json', '-o', '-', path]));
}
