import type { Snapshot } from '../../shared/ipc/views.ts';
import type { Request } from '../../shared/requests/request.ts';
import { fakeRefs, refOf } from './fake-guides.ts';

const nowMs = Date.parse('2026-11-22T09:10:00');
const minutesMs = 60_000;

const refs = (...ids: string[]) => ids.flatMap((id) => refOf(id) ?? []);

/** A request as the desk drafts it after a guide that failed. */
export function fakeRequest(id: string, change: Partial<Request> = {}): Request {
  const line = (lineId: string, group: Request['lines'][number]['group'], label: string, value: string) => ({
    ...{ id: lineId, group, label, value },
    ticked: true,
  });
  return {
    id,
    reference: 'ZL-7K3QX',
    createdAtMs: nowMs - 40 * minutesMs,
    updatedAtMs: nowMs - 39 * minutesMs,
    language: 'en',
    title: "New password isn't accepted at step 4",
    description: 'The login screen says “incorrect”. Web mail takes the new one.',
    lines: [
      line('tried:password-new', 'journey', 'Tried: Choose a new password', 'stopped at step 4'),
      line('searched', 'journey', 'Searched for', '“forgot pasword”'),
      line('computer', 'computer', 'This computer', 'LT-4471 · Windows 11 Enterprise 24H2 · Latitude 7440'),
      line('network', 'network', 'Network', 'home Wi-Fi · VPN off'),
      line('app', 'app', 'Zeroline', '0.1.0 · guides from 12 October'),
    ],
    state: { kind: 'draft' },
    ...change,
  };
}

const uuid = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;

/** A morning with everything on it: a notice, suggestions, an absence, and requests in every state. */
export const fakeSnapshot: Snapshot = {
  revision: 1,
  version: '0.1.0',
  os: 'linux',
  language: 'en',
  nowMs,
  settings: { language: 'system', textSizePercent: 100, startAtLogin: true, sendCounts: true },
  managed: {
    values: {
      ...{ site: 'Oslo', country: 'NO', signalsOff: ['camera.inUse'], weeklyNoticeBudget: 3 },
      quietHours: { from: '18:00', until: '08:00', days: ['sat', 'sun'] },
    },
    places: {
      ...{ 'forced.startAtLogin': 'registry-machine', site: 'registry-machine', country: 'registry-user' },
      ...{ signalsOff: 'file', quietHours: 'file', weeklyNoticeBudget: 'file' },
    },
  },
  hotkey: { accelerator: 'Control+Alt+H', status: 'registered' },
  defaultHotkey: 'Control+Alt+H',
  problems: [],
  organisationName: 'Example Organisation',
  areas: [
    { id: 'sign-in', title: 'Signing in', icon: 'key', guideCount: 14 },
    { id: 'mail', title: 'Mail & calendar', icon: 'mail', guideCount: 18 },
    { id: 'network', title: 'Network & VPN', icon: 'globe', guideCount: 12 },
    { id: 'printing', title: 'Printing', icon: 'printer', guideCount: 9 },
    { id: 'meetings', title: 'Meetings', icon: 'video', guideCount: 16 },
    { id: 'computer', title: 'My computer', icon: 'laptop', guideCount: 20 },
  ],
  guideCount: 89,
  mostAsked: refs('unlock', 'cannot-hear-me', 'printer'),
  recent: refs('mail-password', 'vpn'),
  starred: [],
  inProgress: [],
  notices: [
    {
      id: 'mail@2026-11-22',
      severity: 'incident',
      title: 'Mail is slow for some of us since 08:10',
      text: 'IT is on it.',
      nextUpdateAtMs: Date.parse('2026-11-22T10:30:00'),
      joinable: true,
    },
  ],
  welcomeBack: [
    { rule: 'password', guide: fakeRefs[0]!, reason: 'Yours expires in 3 days' },
    { rule: 'vpn', guide: fakeRefs[6]!, reason: 'You were away 18 days; the certificate was renewed' },
    { rule: 'restart', guide: fakeRefs[7]!, reason: 'Waiting for a restart since 6 November' },
  ],
  suggestions: [],
  contacts: {
    phone: { number: '5500', hours: { open: true, changesAt: '16:00', inDays: 0, changesOn: '2026-11-22' } },
    chat: { name: 'Teams' },
    mail: { to: 'help@example.org' },
    desk: {
      place: 'Main building, floor 1',
      hours: { open: false, changesAt: '12:00', inDays: 1, changesOn: '2026-11-23' },
    },
    ways: ['link', 'mail', 'clipboard'],
    answersWithin: 'Answers within 2 hours on working days',
  },
  requests: [
    fakeRequest(uuid(1)),
    fakeRequest(uuid(2), {
      title: 'Printer on floor 3 prints half pages',
      state: { kind: 'sent', way: 'link', atMs: nowMs - 90 * minutesMs, ticket: 'HD-20931' },
    }),
    fakeRequest(uuid(3), {
      title: 'Second screen stays black',
      state: { kind: 'handed-over', way: 'link', atMs: nowMs - 10 * minutesMs },
    }),
    fakeRequest(uuid(4), {
      title: 'Access to the travel folder',
      updatedAtMs: nowMs - 30 * 60 * minutesMs,
      state: { kind: 'needs-attention', reason: 'not-sent', atMs: nowMs - 30 * 60 * minutesMs },
    }),
    fakeRequest(uuid(5), {
      title: 'Scanner does not find the folder',
      state: { kind: 'queued', atMs: nowMs - 20 * minutesMs },
    }),
    fakeRequest(uuid(6), {
      title: 'Headset is silent in meetings',
      updatedAtMs: nowMs - 50 * 60 * minutesMs,
      state: { kind: 'solved', atMs: nowMs - 50 * 60 * minutesMs, ticket: '20944' },
    }),
  ],
  sync: {
    ...{ state: 'idle', source: 'embedded', health: 'good' },
    contentFromMs: Date.parse('2026-11-22T07:40:00'),
  },
  outdated: [],
  panel: { pinned: false, pinnedBy: 'none' },
};
