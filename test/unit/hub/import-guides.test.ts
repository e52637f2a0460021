import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Article } from '../../../hub/import/article.ts';
import type { Surroundings } from '../../../hub/import/inline-words.ts';
import { reportOn, type Mistake } from '../../../hub/publish/mistake.ts';
import { parseGuide, type GuideContext } from '../../../hub/publish/parse-guide.ts';
import { textileToMarkdown, isTextile } from '../../../hub/import/textile.ts';
import { toGuide } from '../../../hub/import/to-guide.ts';
import { languages } from '../../../shared/language.ts';
import { changedKb, compile, today } from './kb.ts';

const defaults = { area: 'printing', owner: 'Service desk', language: 'en', today } as const;
const around: Surroundings = {
  link: (url) => (url.startsWith('guide:cant-print') ? { url } : { lost: 'link-unknown' }),
  picture: (url) => (url === 'shot.png' ? { file: 'printer-display.svg' } : { lost: 'picture-missing' }),
};

const article = (kind: Article['body']['kind'], text: string, more: Partial<Article> = {}): Article => ({
  sourceId: '1',
  title: 'Pull the plug',
  revision: '1',
  url: '',
  body: { kind, text },
  updatedOn: '2026-11-01',
  tags: [],
  attachments: [],
  lost: [],
  ...more,
});

const make = (kind: Article['body']['kind'], text: string, more: Partial<Article> = {}) =>
  toGuide(article(kind, text, more), defaults, around);
const stepsIn = (text: string): string[] => text.match(/^## .*$/gm) ?? [];
const kinds = ({ losses }: ReturnType<typeof make>): string[] => losses.map(({ kind }) => kind);
const errorsOf = async (text: string) =>
  compile(await changedKb({ 'guides/imported.en.md': text })).mistakes.filter(
    ({ severity }) => severity === 'error',
  );

test('the points of the one ordered list are the steps; what stands above is the summary', () => {
  const made = make(
    'text',
    'The tunnel closes at night.\n\n1. Close it.\n2) Open it & sign_in\n3. <b> stays',
  );
  expect(made.text).toContain('summary: The tunnel closes at night.');
  expect(stepsIn(made.text).slice(0, 2)).toEqual([
    '## Close it {#close-it}',
    '## Open it & sign_in {#open-it-sign-in}',
  ]);
});

test.each([
  ['text', 'Nobody may plug in a toaster.', true],
  ['markdown', 'Summary.\n\nMore.\n\n- a\n- b', true],
  ['markdown', '', true],
  ['markdown', 'Summary.\n\n1. Pull', false],
  ['markdown', '## Pull\n\nThe plug.', false],
  ['markdown', 'More:\n\n1. a\n\nAnd:\n\n1. b', false],
] as const)('%s %j is a text without steps: %s', (kind, text, isTold) => {
  expect(kinds(make(kind, text)).includes('not-a-guide')).toBe(isTold);
});

test('without a list the headings are the steps, and closing sections are recognised', () => {
  const markdown =
    '# Pull the plug\n\n## Look\n\nAt it.\n\n## Do\n\n- a\n- b\n\n## Still not working?\n\nCall us.';
  const made = make('markdown', markdown);
  expect(stepsIn(made.text)).toEqual([
    '## Look {#look}',
    '## Do {#do}',
    '## Check that it worked {#check}',
    '## When to give up {#give-up}',
  ]);
  expect(made.text.trimEnd().endsWith('Call us.')).toBe(true);
  expect(made.losses).toContainEqual({ kind: 'no-closing', detail: 'Check that it worked' });
  expect(made.losses).not.toContainEqual({ kind: 'no-closing', detail: 'When to give up' });
});

test.each([
  ['html', '<table><tr><th>A</th></tr><tr><td>1</td></tr></table>', 'table'],
  ['markdown', '| A | B |\n|---|---|\n| 1 | 2 |', 'table'],
  ['html', '<iframe src="x"></iframe><p>x</p>', 'html'],
  ['markdown', '```\nls\n```', 'code'],
  ['markdown', '> said', 'quote'],
  ['markdown', '- a\n  - b', 'nested-list'],
  ['markdown', '- a\n\n  more', 'list-text'],
  ['markdown', 'a [b](https://elsewhere.test/x)', 'link-unknown'],
  ['markdown', '[b][ref]\n\n[ref]: https://elsewhere.test', 'link-unknown'],
  ['markdown', '![x](other.png)', 'picture-missing'],
  ['markdown', 'a\n\n***\n\nb', 'rule'],
] as const)('%s %j is told as lost: %s', async (kind, text, loss) => {
  const made = make(kind, text);
  expect(kinds(made)).toContain(loss);
  expect(await errorsOf(made.text)).toEqual([]);
});

test('a paragraph that the compiler would refuse is split', async () => {
  const made = make('text', 'word '.repeat(1500));
  expect(kinds(made)).toContain('split');
  expect(await errorsOf(made.text)).toEqual([]);
});

test('tags, too long texts, attachments and the date', () => {
  const made = make('text', 'x', {
    title: 'T'.repeat(150),
    tags: ['0x80070005', ' vpn ', 'vpn', 'y'.repeat(90)],
    updatedOn: '2030-01-01',
    attachments: [{ name: 'manual.pdf', url: '/manual.pdf' }],
  });
  expect(made.text).toContain('- "0x80070005"\n  - vpn\n');
  expect(made.text).toContain(`reviewed: ${today}`);
  expect(kinds(made).filter((kind) => kind === 'shortened')).toHaveLength(2);
  expect(made.losses).toContainEqual({ kind: 'attachment', detail: 'manual.pdf' });
});

test('pictures and links to guides stay; words that would steer a step do not', async () => {
  const markdown =
    '1. Look ![the display](shot.png)\n2. See [printing](guide:cant-print)\n\n## After\n\nnext: reboot\n\nos: x';
  const { text } = make('markdown', markdown);
  expect(text).toContain('![the display](printer-display.svg)');
  expect(text).toContain('[printing](guide:cant-print)');
  expect(text).toContain('\nNext: reboot\n');
  expect(await errorsOf(text)).toEqual([]);
});

test.each(languages)('the words a guide needs are there in %s', (language) => {
  const { text } = toGuide(article('text', '1. a\n2. b'), { ...defaults, language }, around);
  expect(stepsIn(text).slice(-2)).toEqual([
    expect.stringMatching(/ \{#check\}$/),
    expect.stringMatching(/ \{#give-up\}$/),
  ]);
});

const scraps = fc.array(
  fc.oneof(
    fc.constantFrom(
      ...[
        '# T',
        '## H',
        '### h',
        '1. a',
        '2. b',
        '- c',
        '  - d',
        '   1. e',
        '> q',
        '    code',
        '```',
        '***',
        '| a | b |',
        '|---|---|',
      ],
      ...[
        '<b>x</b>',
        '<ol><li>x<p>y</p></li></ol>',
        '<div><br>',
        '</div>',
        '<img src="shot.png">',
        '![](shot.png)',
        '[x](y)',
        '[]()',
      ],
      ...[
        'ask: what?',
        'next: solved',
        'os: windows',
        '- [Yes](#no)',
        '## {#check}',
        '{#x}',
        '---',
        '\\',
        '&amp;',
        '**',
        '_ x _',
        '<!--',
      ],
    ),
    fc.string({ maxLength: 30 }),
  ),
  { maxLength: 25 },
);

test('whatever an article holds, the guide made of it is one that check accepts', () => {
  const context: GuideContext = {
    areaIds: new Set(['printing']),
    guideIds: new Set(['cant-print']),
    addresses: { named: new Map(), hosts: [] },
    images: new Map([['printer-display.svg', { file: '0123456789abcdef.svg', widthPx: 1, heightPx: 1 }]]),
  };
  const kinds = fc.constantFrom('markdown', 'html', 'text');
  const property = fc.property(scraps, kinds, fc.constantFrom('\n', '\n\n'), (lines, kind, gap) => {
    const { text } = make(kind, lines.join(gap));
    const mistakes: Mistake[] = [];
    const guide = parseGuide(
      { id: 'imported', language: 'en', text },
      context,
      reportOn('imported', mistakes),
    );
    expect({ mistakes, text }).toEqual({ mistakes: [], text });
    expect(guide).toBeDefined();
  });
  fc.assert(property, { numRuns: 200 });
}, 60_000);

test('Textile as Redmine writes it', () => {
  const textile =
    'h2. Look\n\n# One *bold*\n## deeper\n# Two @code@\n\n"us":https://example.org/a_b, !shot.png(alt)!\n<pre>\nls -l\n</pre>\nbq. said';
  expect(isTextile(textile)).toBe(true);
  expect(isTextile('# Title\n\n1. a\n2. b')).toBe(false);
  const markdown = textileToMarkdown(textile);
  for (const part of [
    '## Look\n',
    '1. One **bold**',
    '   1. deeper',
    '`code`',
    '[us](<https://example.org/a_b>)',
    '![alt](<shot.png>)',
    '```\nls -l\n```',
    '> said',
  ]) {
    expect(markdown).toContain(part);
  }
});
