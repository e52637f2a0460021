import { expect, test } from 'vitest';
import { changedKb, compile, edited, told } from './kb.ts';

const guide = 'guides/cant-print.en.md';
const other = 'guides/password-forgotten.en.md';

/** An edit to one file of a clean KB, and the mistake it must give: file, line, severity and problem. */
const cases: [name: string, file: string, from: string | RegExp, to: string, mistake: string][] = [
  // Front matter
  [
    'no front matter',
    guide,
    '---\ntitle',
    'title',
    `${guide}:1 error: the guide does not begin with its data`,
  ],
  ['no title', guide, "title: I can't print\n", '', `${guide}:2 error: \`title\` is missing`],
  [
    'long title',
    guide,
    "I can't print",
    'x'.repeat(121),
    `${guide}:2 error: \`title\` is too long: at most 120`,
  ],
  [
    'number as text',
    guide,
    'printer offline',
    '691',
    `${guide}:5 error: \`words\` no. 1 must be text: put it in quotes`,
  ],
  ['unknown key', guide, 'minutes: 4', 'minuts: 4', `${guide}:9 error: \`minuts\` is not known here`],
  ['unknown area', guide, 'area: printing', 'area: prnting', `${guide}:3 error: there is no area "prnting"`],
  [
    'unknown system',
    guide,
    'macos, linux]',
    'macos, amiga]',
    `${guide}:6 error: \`applies-to\` no. 3 can't be "amiga"; it is one of: windows, macos, linux`,
  ],
  ['bad date', guide, '2026-11-03', '2026-11-31', `${guide}:8 error: \`reviewed\` can't be "2026-11-31"`],
  [
    'old review',
    guide,
    '2026-11-03',
    '2025-11-21',
    `${guide}:8 warning: last reviewed on 2025-11-21, more than 12 months ago`,
  ],
  ['broken YAML', guide, 'area: printing', 'area: [printing', `${guide}:4 error: not valid YAML`],
  [
    'key twice',
    guide,
    'area: printing',
    'area: printing\narea: sign-in',
    `${guide}:4 error: not valid YAML: Map keys must be unique`,
  ],
  [
    'same title twice',
    other,
    'I forgot my password',
    "I  CAN'T print",
    `${other}:2 error: the same title as ${guide}`,
  ],
  // Steps
  ['no id', guide, ' {#look}', '', `${guide}:13 error: the step has no id`],
  ['bad id', guide, '{#look}', '{#Look here}', `${guide}:13 error: "Look here" can't be a step's id`],
  ['id twice', guide, '{#power}', '{#look}', `${guide}:25 error: the id "look" is used twice`],
  ['heading level', guide, '## Press', '### Press', `${guide}:25 error: a heading of another level`],
  [
    'text above',
    guide,
    '## Look',
    'Hello\n\n## Look',
    `${guide}:13 error: something stands above the first step`,
  ],
  [
    'no check',
    guide,
    /## Check[^#]+\{#check\}\n\n.*\n/,
    '',
    `${guide}:1 error: the guide does not say how to see that it worked`,
  ],
  [
    'no give-up',
    guide,
    /## When[^#]+\{#give-up\}\n\n.*\n/,
    '',
    `${guide}:1 error: the guide does not say when to stop trying`,
  ],
  [
    'empty check',
    guide,
    'The next page comes out within a minute.',
    '',
    `${guide}:46 error: the section is empty`,
  ],
  [
    'step after check',
    guide,
    'within a minute.',
    'now.\n\n## More {#more}',
    `${guide}:50 error: a step follows the closing sections`,
  ],
  ['os too late', guide, 'os: windows, macos\n\nRemove', 'Remove', ''],
  [
    'os below text',
    guide,
    'os: windows, macos\n\nRemove jobs',
    'Text\n\nos: windows\n\nRemove jobs',
    `${guide}:33 error: \`os:\` stands too late`,
  ],
  ['unknown os', guide, 'os: linux', 'os: unix', `${guide}:42 error: there is no system "unix"`],
  [
    'os not applied',
    guide,
    '[windows, macos, linux]',
    '[windows, macos]',
    `${guide}:42 error: the step is for linux, the guide is not`,
  ],
  [
    'no answers',
    guide,
    /ask: What.*\n/,
    'ask: What?\n\nNothing\n\n',
    `${guide}:19 error: no answers follow the question`,
  ],
  [
    'one answer',
    guide,
    /- \[It asks[^]+near it\]\(#queue\)\n/,
    '',
    `${guide}:20 error: a question has one answer only`,
  ],
  ['answer no link', guide, '- [Ready](#queue)', '- Ready', `${guide}:20 error: an answer is not one link`],
  [
    'text after next',
    guide,
    'next: solved',
    'next: solved\n\nMore.',
    `${guide}:29 error: something follows the end of the step`,
  ],
  // Flow
  ['unknown step', guide, '(#power)', '(#powr)', `${guide}:22 error: there is no step "#powr"`],
  [
    'unreachable',
    guide,
    '- [Nothing, it is off](#power)\n',
    '',
    `${guide}:24 error: nobody can reach this step`,
  ],
  ['circle', guide, 'next: solved', 'next: #look', `${guide}:25 error: from this step people go in a circle`],
  ['check as target', guide, 'next: solved', 'next: #check', `${guide}:27 error: "#check" can't be a target`],
  ['bad target', guide, 'next: solved', 'next: done', `${guide}:27 error: "done" is not a target`],
  [
    'unknown guide',
    guide,
    'guide:password-forgotten',
    'guide:pasword',
    `${guide}:21 error: there is no guide "pasword"`,
  ],
  // Links
  [
    'settings page',
    guide,
    'settings:printers',
    'settings:printer',
    `${guide}:39 error: there is no settings page "printer"`,
  ],
  [
    'named link',
    other,
    'link:password-page',
    'link:pasword',
    `${other}:15 error: there is no link "pasword"`,
  ],
  [
    'host',
    other,
    'link:password-page',
    'https://example.org.evil.net/',
    `${other}:15 error: "https://example.org.evil.net/" can't be opened: host-not-listed`,
  ],
  [
    'http',
    other,
    'link:password-page',
    'http://password.example.org',
    `${other}:15 error: "http://password.example.org" can't be opened: not-https`,
  ],
  [
    'script',
    other,
    'link:password-page',
    'javascript:alert%281%29',
    `${other}:15 error: "javascript:alert%281%29" is nothing a guide can open`,
  ],
  [
    'file',
    other,
    'link:password-page',
    'file:///etc/passwd',
    `${other}:15 error: "file:///etc/passwd" is nothing a guide can open`,
  ],
  [
    'mail fields',
    guide,
    'mailto:help@example.org',
    'mailto:help@example.org?bcc=x@y.z',
    `${guide}:33 error: "help@example.org?bcc=x@y.z" is not one mail address`,
  ],
  ['phone', guide, 'tel:5500', 'tel:call-me', `${guide}:50 error: "call-me" is not a phone number`],
  // Markdown that can't be shown
  ['HTML block', guide, 'next: solved', '<b>x</b>\n\nnext: solved', `${guide}:27 error: HTML can't be shown`],
  ['HTML inline', guide, 'Is it **on**', 'Is it <i>on</i>', `${guide}:15 error: HTML can't be shown`],
  [
    'table',
    guide,
    'next: solved',
    '| a | b |\n| --- | --- |\n| 1 | 2 |\n\nnext: solved',
    `${guide}:28 error: a table can't be shown`,
  ],
  [
    'nested list',
    guide,
    '1. Open the list.',
    '1. Open the list.\n   - Deep',
    `${guide}:36 error: a list stands inside a list`,
  ],
  [
    'quotation',
    guide,
    'next: solved',
    '> x\n\nnext: solved',
    `${guide}:27 error: a quotation can't be shown`,
  ],
  [
    'code block',
    guide,
    'next: solved',
    '```\nx\n```\n\nnext: solved',
    `${guide}:27 error: a code block can't be shown`,
  ],
  [
    'picture in text',
    guide,
    'Is it **on**',
    'Is ![it](printer-display.svg) on',
    `${guide}:15 error: a picture stands inside a sentence or list`,
  ],
  [
    'no alt',
    guide,
    '![A printer display with a paper jam warning]',
    '![ ]',
    `${guide}:17 error: the picture has no alt text`,
  ],
  [
    'no picture',
    guide,
    'printer-display.svg',
    '../organisation.yaml',
    `${guide}:17 error: there is no picture "../organisation.yaml"`,
  ],
  // Organisation
  [
    'time zone',
    'organisation.yaml',
    'Europe/Oslo',
    'Europe/Osl',
    'organisation.yaml:2 error: `time-zone` is not a time zone',
  ],
  [
    'hours',
    'organisation.yaml',
    "to: '16:00'",
    "to: '07:00'",
    'organisation.yaml:11 error: `hours` no. 1 must end after they begin',
  ],
  ['days', 'organisation.yaml', 'mon-fri', 'mon-fry', 'organisation.yaml:11 error: `days` names no weekdays'],
  [
    'unquoted number',
    'organisation.yaml',
    "'5500'",
    '5500',
    'organisation.yaml:9 error: `number` must be text: put it in quotes',
  ],
  [
    'empty contact',
    'organisation.yaml',
    "'5500'",
    "''",
    'organisation.yaml:8 warning: the contact "phone" has no target, so it is hidden',
  ],
  [
    'empty way',
    'organisation.yaml',
    'way: mail, to: help@example.org',
    "way: mail, to: ''",
    'organisation.yaml:18 warning: the way "mail" has no target, so it is hidden',
  ],
  [
    'chat host',
    'organisation.yaml',
    'chat.example.org',
    'chat.example.com',
    'organisation.yaml:12 error: "https://chat.example.com/it" can\'t be opened: host-not-listed',
  ],
  [
    'ticket system',
    'organisation.yaml',
    'request-tracker',
    'requesttracker',
    'organisation.yaml:17 error: `system` can\'t be "requesttracker"',
  ],
  [
    'host pattern',
    'organisation.yaml',
    "'*.example.org'",
    "'*'",
    'organisation.yaml:6 error: `link-hosts` no. 2 can\'t be "*"',
  ],
  [
    'most asked',
    'organisation.yaml',
    '[cant-print',
    '[cant-prnt',
    'organisation.yaml:21 error: there is no guide "cant-prnt"',
  ],
  ['unknown key', 'organisation.yaml', 'name:', 'nme:', 'organisation.yaml:1 error: `nme` is not known here'],
  // Areas, rules, notices
  [
    'area twice',
    'areas.yaml',
    'id: printing',
    'id: sign-in',
    'areas.yaml:4 error: the id "sign-in" is used twice',
  ],
  ['icon', 'areas.yaml', 'icon: key', 'icon: keys', 'areas.yaml:2 error: `icon` can\'t be "keys"'],
  ['no English', 'areas.yaml', 'en: Printing, ', '', 'areas.yaml:6 error: `en` is missing'],
  [
    'unknown language',
    'areas.yaml',
    'nb: Utskrift',
    'no: Utskrift',
    'areas.yaml:6 error: `no` is not known here',
  ],
  [
    'rule guide',
    'rules.yaml',
    'password-forgotten',
    'password',
    'rules.yaml:2 error: there is no guide "password"',
  ],
  [
    'signal',
    'rules.yaml',
    'signal: days.away',
    'signal: days.gone',
    'rules.yaml:3 error: `signal` can\'t be "days.gone"',
  ],
  [
    'signal type',
    'rules.yaml',
    'at-least: 7',
    'is: maybe',
    'rules.yaml:3 error: "days.away" can\'t be compared: is maybe',
  ],
  [
    'number for a yes',
    'rules.yaml',
    'is: false',
    'below: 1',
    'rules.yaml:3 error: "network.online" can\'t be compared: below 1',
  ],
  [
    'comparison',
    'rules.yaml',
    'at-least: 7',
    'atleast: 7',
    'rules.yaml:3 error: `atleast` is not known here',
  ],
  [
    'placeholder',
    'rules.yaml',
    '{{days.away}} days',
    '{{days}} days',
    'rules.yaml:4 error: the reason shows "{{days}}", which is no signal',
  ],
  [
    'untested signal',
    'rules.yaml',
    '{{days.away}} days',
    '{{uptime.days}} days',
    'rules.yaml:4 warning: the reason shows "uptime.days", which may be unknown',
  ],
  ['weight', 'rules.yaml', '60', '600', 'rules.yaml:5 error: `weight` is too big: at most 100'],
  [
    'notice guide',
    'notices.yaml',
    'password-forgotten',
    'nothing',
    'notices.yaml:5 error: there is no guide "nothing"',
  ],
  [
    'day',
    'notices.yaml',
    '12-24',
    '02-30',
    'notices.yaml:7 error: `until` names a day that does not exist: 02-30',
  ],
  [
    'two kinds',
    'notices.yaml',
    '12-24',
    '2026-12-24',
    'notices.yaml:7 error: `from` and `until` are of two kinds',
  ],
  [
    'backwards',
    'notices.yaml',
    /12-10\n.*12-24/,
    '2026-12-24\n  until: 2026-12-10',
    'notices.yaml:7 error: the notice ends before it begins',
  ],
  [
    'severity',
    'notices.yaml',
    'severity: info',
    'severity: urgent',
    'notices.yaml:2 error: `severity` can\'t be "urgent"',
  ],
  // Translations
  [
    'other steps',
    'guides/cant-print.nb.md',
    /## Tøm køen med[^#]+\{#queue-linux\}\n\nos: linux\n/,
    '',
    'guides/cant-print.nb.md:13 warning: other steps than the English guide: without #queue-linux',
  ],
  [
    'other area',
    'guides/cant-print.nb.md',
    'area: printing',
    'area: sign-in',
    'guides/cant-print.nb.md:3 warning: another area than the English guide',
  ],
];

test.each(cases)('%s in %s', async (_name, file, from, to, mistake) => {
  const compilation = compile(await changedKb({ [file]: await edited(file, from, to) }));
  const lines = told(compilation);
  expect(lines).toContainEqual(expect.stringContaining(mistake));
  expect(compilation.compiled === undefined).toBe(compilation.mistakes.some((m) => m.severity === 'error'));
  for (const { remedy } of compilation.mistakes) expect(remedy).not.toBe('');
});

test('the KB that the cases start from has no mistake', async () => {
  expect(told(compile(await changedKb({})))).toEqual([]);
});

test('all mistakes are told at once, by file and line', async () => {
  const broken = compile(
    await changedKb({
      [guide]: (await edited(guide, '(#power)', '(#powr)')).replace('settings:printers', 'settings:printer'),
      'notices.yaml': await edited('notices.yaml', '12-24', '02-30'),
    }),
  );
  expect(told(broken)).toEqual([
    `${guide}:22 error: there is no step "#powr"`,
    `${guide}:25 error: nobody can reach this step`,
    `${guide}:39 error: there is no settings page "printer"`,
    'notices.yaml:7 error: `until` names a day that does not exist: 02-30',
  ]);
});

test('a broken areas.yaml is one mistake, not one per guide', async () => {
  expect(told(compile(await changedKb({ 'areas.yaml': 'sign-in' })))).toEqual([
    'areas.yaml:1 error: the content must be of type array',
  ]);
});

test('a broken organisation.yaml is not told again for every link', async () => {
  const lines = told(compile(await changedKb({ 'organisation.yaml': 'name: [' })));
  expect(new Set(lines.map((line) => line.split(':')[0]))).toEqual(new Set(['organisation.yaml']));
});

test.each([
  ['guides/Cant Print.en.md', "not a guide's file name"],
  ['guides/notes.md', "not a guide's file name"],
  ['guides/x.fr.md', "not a guide's file name"],
  ['guides/paper-jam.nb.md', 'a translation without its English original'],
])('%s', async (path, problem) => {
  expect(told(compile(await changedKb({ [path]: '' })))).toContain(`${path}:1 error: ${problem}`);
});
