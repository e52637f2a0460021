import { languages } from '../language.ts';
import { textSizesPercent } from '../text-sizes.ts';
import { settingKeys, type SettingKey } from '../settings.ts';
import { weekdays } from '../packs/organisation.ts';
import { lineIds } from '../requests/line-ids.ts';
import type { PolicyKey } from './policy.ts';

/** How a value is written where there is no JSON: in the registry, and in the editor of group policies. */
export type PolicyForm =
  | { kind: 'text'; mayBeEmpty?: true }
  | { kind: 'switch' }
  | { kind: 'number'; min: number; max: number }
  | { kind: 'choice'; values: readonly string[] | readonly number[] }
  | { kind: 'list' }
  /** A JSON text, as one string or in lines. */
  | { kind: 'json' }
  /** A folder of texts and lists. */
  | { kind: 'parts'; parts: Readonly<Record<string, 'text' | 'list'>> };

/** One key of the policy, for those who write it. */
export interface PolicyRow {
  form: PolicyForm;
  /** What may stand there, for the person who wrote something else. */
  allowed: string;
  title: string;
  explain: string;
  /** A value that is right. */
  example: unknown;
}

const settings: Record<SettingKey, PolicyRow> = {
  language: {
    form: { kind: 'choice', values: ['system', ...languages] },
    allowed: `${['system', ...languages.slice(0, -1)].map((name) => `"${name}"`).join(', ')} or "${languages.at(-1)}"`,
    title: 'Language',
    explain:
      'The language of Zeroline and, where there are any, of the guides; "system" follows the computer.',
    example: 'nb',
  },
  textSizePercent: {
    form: { kind: 'choice', values: textSizesPercent },
    allowed: `${textSizesPercent.slice(0, -1).join(', ')} or ${textSizesPercent.at(-1)}`,
    title: 'Text size in percent',
    explain: "How large everything is written, in percent of the system's size.",
    example: 125,
  },
  hotkey: {
    form: { kind: 'text', mayBeEmpty: true },
    allowed: 'text such as "Control+Alt+H", or "" for none',
    title: 'Keys that open the panel',
    explain: 'Modifiers and a key joined by "+", such as Control+Alt+H. Empty means none.',
    example: 'Control+Alt+H',
  },
  startAtLogin: {
    form: { kind: 'switch' },
    allowed: 'true or false',
    title: 'Start with the computer',
    explain: 'Whether Zeroline starts at login, hidden in the tray.',
    example: true,
  },
  sendCounts: {
    form: { kind: 'switch' },
    allowed: 'true or false',
    title: 'Send the daily count to the hub',
    explain:
      'Whether the count of a day (searches, guides and what was said of them, what found nothing) goes to your hub. Without a hub it goes nowhere.',
    example: true,
  },
};

const sectionRows = (section: 'forced' | 'defaults'): [PolicyKey, PolicyRow][] =>
  settingKeys.map((key) => [`${section}.${key}`, settings[key]]);

const others: Record<Exclude<PolicyKey, `${string}.${string}`>, PolicyRow> = {
  knowledgeBase: {
    form: { kind: 'json' },
    allowed: 'what `zeroline keys trust` writes: { "url", "root" }',
    title: 'Central knowledge base',
    explain:
      'The whole content of the file that "zeroline keys trust" writes: where the knowledge base is, and whom to trust for it. Takes effect when Zeroline starts.',
    example: '{"url":"https://kb.example.org/zeroline","root":{"signed":{"_type":"root"},"signatures":[]}}',
  },
  site: {
    form: { kind: 'text' },
    allowed: 'text of 1 to 100 characters, as the year plan names the site',
    title: 'Site',
    explain: 'The site of this computer, for notices and rules that are meant for one site.',
    example: 'Oslo',
  },
  group: {
    form: { kind: 'text' },
    allowed: 'text of 1 to 100 characters, as the year plan names the group',
    title: 'Group',
    explain: 'The group of people who use this computer, for notices and rules that are meant for one group.',
    example: 'pilot',
  },
  country: {
    form: { kind: 'text' },
    allowed: 'two capital letters such as "NO"',
    title: 'Country',
    explain: 'The country whose public holidays count here, in two capital letters (ISO 3166), such as NO.',
    example: 'NO',
  },
  signalsOff: {
    form: { kind: 'list' },
    allowed: 'a list of names of docs/signals.md such as ["camera.inUse"]',
    title: 'Facts that are not read',
    explain:
      'Facts about the computer that Zeroline does not even ask for, one name a line, as docs/signals.md lists them: camera.inUse, for example.',
    example: ['camera.inUse', 'microphone.inUse'],
  },
  requestLinesOff: {
    form: { kind: 'list' },
    allowed: `a list of ${lineIds.join(', ')}`,
    title: 'Lines that no request carries',
    explain: `What is left out of every request to IT, one name a line: ${lineIds.join(', ')}. People see that it is left out, and can't add it.`,
    example: ['sound', 'serial'],
  },
  quietHours: {
    form: { kind: 'parts', parts: { from: 'text', until: 'text', days: 'list' } },
    allowed: `{ "from": "18:00", "until": "08:00", "days": ["sat", "sun"] } with days of ${weekdays.join(', ')}`,
    title: 'Quiet hours',
    explain:
      'When no notice interrupts: from and until in the form 18:00, and days (mon, tue, wed, thu, fri, sat, sun) that are quiet from midnight to midnight.',
    example: { from: '18:00', until: '07:30', days: ['sat', 'sun'] },
  },
  weeklyNoticeBudget: {
    form: { kind: 'number', min: 1, max: 50 },
    allowed: 'a whole number from 1 to 50',
    title: 'Notices a week',
    explain: 'How many notices may interrupt a person in a week. What is beyond waits in the panel.',
    example: 3,
  },
  hub: {
    form: { kind: 'text' },
    allowed: 'an address that begins with https://, such as "https://hub.example.org"',
    title: 'Hub',
    explain:
      'The address of your hub ("zeroline serve"), which takes requests and hands them to the ticket system. It counts more than "hub" of organisation.yaml. Nothing is sent there without its key.',
    example: 'https://hub.example.org',
  },
  hubKey: {
    form: { kind: 'text' },
    allowed: 'text of 16 to 200 characters, as "zeroline serve" has it',
    title: 'Key of the hub',
    explain:
      'The enrolment key of the hub. With it this computer gets a token of its own, once; the key itself opens nothing else.',
    example: 'an-enrolment-key-of-your-hub',
  },
  signIn: {
    form: { kind: 'parts', parts: { issuer: 'text', clientId: 'text', scopes: 'list' } },
    allowed:
      '{ "issuer": "https://login.example.org", "clientId": "zeroline", "scopes": ["zeroline-hub"] }, the issuer as its tokens name it',
    title: 'Sign-in',
    explain:
      'Where people sign in once, in their browser, before a request goes to the hub: the issuer as its tokens name it, the id of the public client you registered for Zeroline, and the scopes that make its access token one for your hub.',
    example: {
      issuer: 'https://login.example.org/realms/example',
      clientId: 'zeroline',
      scopes: ['zeroline-hub'],
    },
  },
};

/** Every key of the policy with its form and its words: templates, refusals and documentation follow this one table. */
export const policyTable = Object.fromEntries([
  ...sectionRows('forced'),
  ...sectionRows('defaults'),
  ...Object.entries(others),
]) as Record<PolicyKey, PolicyRow>;
