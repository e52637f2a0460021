import type { Guide } from '../../shared/guides/guide.ts';
import type { GuideRef } from '../../shared/ipc/views.ts';

const text = (words: string) => [{ type: 'text' as const, text: words }];

const base = {
  language: 'en',
  summary: '',
  area: 'sign-in',
  words: [],
  appliesTo: ['windows', 'macos', 'linux'],
  owner: 'Identity team',
  reviewed: '2026-10-12',
  minutes: 3,
  worksOffline: false,
  check: [{ type: 'paragraph', inlines: text('You can lock the computer and sign in again.') }],
  giveUp: [
    {
      type: 'paragraph',
      inlines: text('After three refused tries, tell the service desk the time of the last one.'),
    },
  ],
} satisfies Partial<Guide>;

/** A straight guide with a button, and one that asks. */
export const fakeGuides: readonly Guide[] = [
  {
    ...base,
    id: 'password-new',
    title: 'Choose a new password',
    steps: [
      { id: 'online', title: text("Make sure you are online. You don't need VPN."), body: [] },
      {
        id: 'page',
        title: text('Open the password page'),
        body: [
          {
            type: 'paragraph',
            inlines: text('Sign in with the code from your phone, not the old password.'),
          },
          {
            type: 'button',
            label: 'Open password page',
            action: { kind: 'web', url: 'https://id.example.org/password' },
          },
        ],
      },
      {
        id: 'pick',
        title: text("Pick at least 14 characters. Four words you'll remember do well."),
        body: [],
      },
      { id: 'lock', title: text('Lock this computer (Win + L) and sign in with the new one.'), body: [] },
      { id: 'phone', title: text("Update the password on your phone's Wi-Fi and mail."), body: [] },
    ],
  },
  {
    ...base,
    id: 'cannot-hear-me',
    title: "Others can't hear me",
    area: 'meetings',
    owner: 'Workplace team',
    reviewed: '2026-11-03',
    minutes: 2,
    worksOffline: true,
    steps: [
      { id: 'look', title: text('Look at the microphone in the meeting: it is not crossed out.'), body: [] },
      {
        id: 'which',
        title: text('Find the microphone'),
        body: [{ type: 'button', label: 'Open sound settings', action: { kind: 'settings', page: 'sound' } }],
        ask: {
          question: 'Which microphone do you use?',
          options: [
            { id: 'inside', text: 'The one in the computer', to: { kind: 'step', id: 'raise' } },
            { id: 'cable', text: 'A headset with a cable', to: { kind: 'step', id: 'raise' } },
            { id: 'password', text: 'A wireless headset', to: { kind: 'guide', id: 'password-new' } },
            { id: 'unknown', text: "I don't know", to: { kind: 'not-solved' } },
          ],
        },
      },
      { id: 'raise', title: text('Raise its level to the middle'), body: [] },
    ],
  },
];

const areaOf: Readonly<Record<string, Pick<GuideRef, 'areaTitle' | 'icon'>>> = {
  'sign-in': { areaTitle: 'Signing in', icon: 'key' },
  network: { areaTitle: 'Network & VPN', icon: 'globe' },
  mail: { areaTitle: 'Mail & calendar', icon: 'mail' },
  meetings: { areaTitle: 'Meetings', icon: 'video' },
  printing: { areaTitle: 'Printing', icon: 'printer' },
  computer: { areaTitle: 'My computer', icon: 'laptop' },
};

function ref(
  id: string,
  title: string,
  area: string,
  minutes: number,
  more: Partial<GuideRef> = {},
): GuideRef {
  const { areaTitle, icon } = areaOf[area] ?? { areaTitle: area, icon: 'book' as const };
  return { id, title, area, areaTitle, icon, minutes, worksOffline: false, language: 'en', ...more };
}

/** What lists show. More than can be opened: search and areas want some length. */
export const fakeRefs: readonly GuideRef[] = [
  ref('password-new', 'Choose a new password', 'sign-in', 3, { worksOffline: true }),
  ref('pin-forgot', 'I forgot my PIN on the phone', 'sign-in', 2),
  ref('mail-password', 'Mail keeps asking for my password', 'mail', 4),
  ref('unlock', 'Unlock your account after too many tries', 'sign-in', 1),
  ref('wifi-password', 'Wi-Fi wants a new password', 'network', 3),
  ref('password-web', 'Neues Kennwort für das Personalportal', 'sign-in', 5, { language: 'de' }),
  ref('vpn', 'Get VPN working again', 'network', 4),
  ref('restart', 'Restart to finish updates', 'computer', 2, { worksOffline: true }),
  ref('cannot-hear-me', "Others can't hear me", 'meetings', 2, { worksOffline: true }),
  ref('printer', 'The printer prints half pages', 'printing', 5),
];

export const refOf = (id: string): GuideRef | undefined => fakeRefs.find((guide) => guide.id === id);

/** Every word must be in the title; the matched parts are marked. */
export function fakeSearch(query: string): GuideRef[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return fakeRefs.flatMap((guide) => {
    const title = guide.title.toLowerCase();
    const titleRanges = words
      .map((word) => [title.indexOf(word), title.indexOf(word) + word.length] as [number, number])
      .filter(([from]) => from >= 0);
    return titleRanges.length === words.length ? [{ ...guide, titleRanges }] : [];
  });
}
