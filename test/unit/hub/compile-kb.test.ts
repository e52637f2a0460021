import { expect, test } from 'vitest';
import { languages } from '../../../shared/language.ts';
import { packSchema } from '../../../shared/packs/pack.ts';
import { compileKb } from '../../../hub/publish/compile-kb.ts';
import { changedKb, compile, edited } from './kb.ts';

const { compiled } = compile(await changedKb({}));
const packOf = (language: (typeof languages)[number]) => compiled!.packs.get(language)!;
const guideIn = (language: (typeof languages)[number], id: string) =>
  packOf(language).guides.find((guide) => guide.id === id)!;

test('there is a pack for every language, as the app reads it', () => {
  expect([...compiled!.packs.keys()]).toEqual([...languages]);
  for (const [language, pack] of compiled!.packs) {
    expect(packSchema.parse(JSON.parse(JSON.stringify(pack)))).toEqual(pack);
    expect(pack.language).toBe(language);
  }
});

test('a guide that is not translated is there in English', () => {
  expect(packOf('nb').guides.map(({ id, language }) => [id, language])).toEqual([
    ['cant-print', 'nb'],
    ['password-forgotten', 'en'],
  ]);
});

test('texts are in the language of the pack, else in English', () => {
  expect(packOf('nb').areas.map((area) => area.title)).toEqual(['Pålogging', 'Utskrift']);
  expect(packOf('hu').areas.map((area) => area.title)).toEqual(['Signing in', 'Printing']);
  expect(packOf('nb').rules[0]?.reason).toBe('Du var borte i {{days.away}} dager');
  expect(packOf('nb').campaigns[0]?.title).toBe('Going on holiday? Check your password first');
  expect(packOf('nb').organisation.contacts.desk?.place).toBe('Første etasje');
  expect(packOf('nb').organisation.contacts.chat?.name).toBe('Teams');
});

test('steps become blocks, a question with stable answers, and targets', () => {
  const [look, power, queue, queueLinux] = guideIn('en', 'cant-print').steps;
  expect(look!.title).toEqual([{ type: 'text', text: 'Look at the printer' }]);
  expect(look!.body).toEqual([
    {
      type: 'paragraph',
      inlines: [
        { type: 'text', text: 'Is it ' },
        { type: 'strong', text: 'on' },
        { type: 'text', text: ', and does its display show a ' },
        { type: 'emphasis', text: 'message' },
        { type: 'text', text: ' or ' },
        { type: 'code', text: 'E-42' },
        { type: 'text', text: '?' },
      ],
    },
    {
      type: 'image',
      alt: 'A printer display with a paper jam warning',
      file: expect.stringMatching(/^[a-f0-9]{16}\.svg$/) as string,
      widthPx: 320,
      heightPx: 160,
    },
  ]);
  expect(look!.ask).toEqual({
    question: 'What does the printer say?',
    options: [
      { id: 'queue', text: 'Ready', to: { kind: 'step', id: 'queue' } },
      {
        id: 'password-forgotten',
        text: 'It asks for a password',
        to: { kind: 'guide', id: 'password-forgotten' },
      },
      { id: 'power', text: 'Nothing, it is off', to: { kind: 'step', id: 'power' } },
      { id: 'queue-2', text: 'I am not near it', to: { kind: 'step', id: 'queue' } },
    ],
  });
  expect(power!.next).toEqual({ kind: 'solved' });
  expect(queue).toMatchObject({
    os: ['windows', 'macos'],
    body: [
      {
        type: 'paragraph',
        inlines: [{}, { type: 'link', action: { kind: 'mail', to: 'help@example.org' } }, {}],
      },
      {
        type: 'list',
        ordered: true,
        items: [[{ text: 'Open the list.' }], [{}, { type: 'strong', text: 'Cancel' }, {}]],
      },
      { type: 'button', label: 'Open printer settings', action: { kind: 'settings', page: 'printers' } },
    ],
  });
  expect(queueLinux!.title.at(-1)).toEqual({ type: 'code', text: 'cancel -a' });
});

test('a link with an address opens it; without one its button goes, and its words stay in a sentence', async () => {
  expect(guideIn('en', 'password-forgotten').steps[0]!.body).toEqual([
    {
      type: 'button',
      label: 'Open password page',
      action: { kind: 'web', url: 'https://password.example.org/' },
    },
  ]);
  const hidden = compile(
    await changedKb({
      'organisation.yaml': await edited('organisation.yaml', 'https://password.example.org', "''"),
      'guides/password-forgotten.en.md': await edited(
        'guides/password-forgotten.en.md',
        '## Choose at least',
        'Or use [the page](link:password-page) later.\n\n## Choose at least',
      ),
    }),
  );
  const [open] = hidden.compiled!.packs.get('en')!.guides.at(-1)!.steps;
  expect(open!.body).toMatchObject([
    { type: 'paragraph', inlines: [{}, { type: 'text', text: 'the page' }, {}] },
  ]);
});

test('a way or contact without a target is left out', async () => {
  const text = (await edited('organisation.yaml', "'5500'", "''")).replace(
    'to: help@example.org }\n  - { way: clip',
    "to: '' }\n  - { way: clip",
  );
  const { organisation } = compile(await changedKb({ 'organisation.yaml': text })).compiled!.packs.get('en')!;
  expect(Object.keys(organisation.contacts)).toEqual(['chat', 'mail', 'desk']);
  expect(organisation.tickets.map((way) => way.way)).toEqual(['link', 'clipboard']);
});

test('days of opening hours are listed one by one', () => {
  expect(packOf('en').organisation.contacts.phone?.hours[0]?.days).toEqual([
    'mon',
    'tue',
    'wed',
    'thu',
    'fri',
  ]);
  expect(packOf('en').organisation.contacts.desk?.hours[0]?.days).toEqual(['mon', 'wed']);
});

test('the same sources give the same bytes, whatever the day; the year plan whatever the day of the half year', async () => {
  const on = async (day: string) => compileKb(await changedKb({}), day).compiled!;
  const bytes = ({ packs }: { packs: Map<string, { campaigns: unknown[] }> }, withPlan: boolean) =>
    JSON.stringify([...packs].map(([, pack]) => (withPlan ? pack : { ...pack, campaigns: [] })));
  expect(bytes(await on('2031-01-01'), false)).toBe(bytes(compiled!, false));
  expect(bytes(await on('2026-07-01'), true)).toBe(bytes(compiled!, true));
  expect(bytes(await on('2026-12-31'), true)).toBe(bytes(compiled!, true));
  expect(packOf('en').contentFromMs).toBe(Date.parse('2026-11-03'));
});

test('Windows line ends and a byte order mark change nothing', async () => {
  const sources = await changedKb({});
  for (const [path, text] of sources.texts) sources.texts.set(path, text.replaceAll('\n', '\r\n'));
  expect(JSON.stringify([...compile(sources).compiled!.packs])).toBe(JSON.stringify([...compiled!.packs]));
});

test('only pictures that a guide shows are in the pack', async () => {
  const sources = await changedKb({});
  sources.images.set('unused.svg', sources.images.get('printer-display.svg')!.slice());
  sources.images.set('other.svg', new TextEncoder().encode('<svg width="10px" height="20"></svg>'));
  expect(compile(sources).compiled!.images.size).toBe(1);
});
