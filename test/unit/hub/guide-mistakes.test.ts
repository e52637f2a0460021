import { expect, test } from 'vitest';
import { changedKb, compile, edited, told } from './kb.ts';

const guide = 'guides/cant-print.en.md';
const other = 'guides/password-forgotten.en.md';

/** An edit to one file of a KB without mistakes, and what it must give: line, severity and problem. */
// prettier-ignore
const cases: [name: string, file: string, from: string | RegExp, to: string, mistake: string][] = [
  ['no front matter', guide, '---\ntitle', 'title', '1 error: the guide does not begin with its data'],
  ['no title', guide, "title: I can't print\n", '', '2 error: `title` is missing'],
  ['long title', guide, "I can't print", 'x'.repeat(121), '2 error: `title` is too long: at most 120'],
  ['number as text', guide, 'printer offline', '691', '5 error: `words` no. 1 must be text: put it in quotes'],
  ['unknown key', guide, 'minutes: 4', 'minuts: 4', '9 error: `minuts` is not known here'],
  ['unknown area', guide, 'area: printing', 'area: prnting', '3 error: there is no area "prnting"'],
  ['unknown system', guide, 'macos, linux]', 'macos, amiga]', '6 error: `applies-to` no. 3 can\'t be "amiga"; it is one of: windows, macos, linux'],
  ['bad date', guide, '2026-11-03', '2026-11-31', '8 error: `reviewed` can\'t be "2026-11-31"'],
  ['old review', guide, '2026-11-03', '2025-11-21', '8 warning: last reviewed on 2025-11-21, more than 12 months ago'],
  ['broken YAML', guide, 'area: printing', 'area: [printing', '4 error: not valid YAML'],
  ['key twice', guide, 'area: printing', 'area: printing\narea: sign-in', '4 error: not valid YAML: Map keys must be unique'],
  ['same title twice', other, 'I forgot my password', "I  CAN'T print", '2 error: the same title as guides/cant-print.en.md'],
  ['no id', guide, ' {#look}', '', '13 error: the step has no id'],
  ['bad id', guide, '{#look}', '{#Look here}', '13 error: "Look here" can\'t be a step\'s id'],
  ['id twice', guide, '{#power}', '{#look}', '25 error: the id "look" is used twice'],
  ['heading level', guide, '## Press', '### Press', '25 error: a heading of another level'],
  ['text above', guide, '## Look', 'Hello\n\n## Look', '13 error: something stands above the first step'],
  ['no check', guide, /## Check[^#]+\{#check\}\n\n.*\n/, '', '1 error: the guide does not say how to see that it worked'],
  ['no give-up', guide, /## When[^#]+\{#give-up\}\n\n.*\n/, '', '1 error: the guide does not say when to stop trying'],
  ['empty check', guide, 'The next page comes out within a minute.', '', '44 error: the section is empty'],
  ['step after check', guide, 'within a minute.', 'now.\n\n## More {#more}', '48 error: a step follows the closing sections'],
  ['os below text', guide, 'os: windows, macos\n\nRemove jobs', 'Text\n\nos: windows\n\nRemove jobs', '33 error: `os:` stands too late'],
  ['unknown os', guide, 'os: linux', 'os: unix', '42 error: there is no system "unix"'],
  ['os not applied', guide, '[windows, macos, linux]', '[windows, macos]', '40 error: the step is for linux, the guide is not'],
  ['no answers', guide, /ask: What.*\n/, 'ask: What?\n\nNothing\n\n', '19 error: no answers follow the question'],
  ['one answer', guide, /- \[It asks[^]+near it\]\(#queue\)\n/, '', '20 error: a question has one answer only'],
  ['answer no link', guide, '- [Ready](#queue)', '- Ready', '20 error: an answer is not one link'],
  ['text after next', guide, 'next: solved', 'next: solved\n\nMore.', '29 error: something follows the end of the step'],
  ['unknown step', guide, '(#power)', '(#powr)', '22 error: there is no step "#powr"'],
  ['unreachable', guide, '- [Nothing, it is off](#power)\n', '', '24 error: nobody can reach this step'],
  ['circle', guide, 'next: solved', 'next: #look', '25 error: from this step people go in a circle'],
  ['check as target', guide, 'next: solved', 'next: #check', '27 error: "#check" can\'t be a target'],
  ['bad target', guide, 'next: solved', 'next: done', '27 error: "done" is not a target'],
  ['unknown guide', guide, 'guide:password-forgotten', 'guide:pasword', '21 error: there is no guide "pasword"'],
  ['settings page', guide, 'settings:printers', 'settings:printer', '38 error: there is no settings page "printer"'],
  ['named link', other, 'link:password-page', 'link:pasword', '15 error: there is no link "pasword"'],
  ['host', other, 'link:password-page', 'https://example.org.evil.net/', '15 error: "https://example.org.evil.net/" can\'t be opened: host-not-listed'],
  ['http', other, 'link:password-page', 'http://password.example.org', '15 error: "http://password.example.org" can\'t be opened: not-https'],
  ['script', other, 'link:password-page', 'javascript:alert%281%29', '15 error: "javascript:alert%281%29" is nothing a guide can open'],
  ['file', other, 'link:password-page', 'file:///etc/passwd', '15 error: "file:///etc/passwd" is nothing a guide can open'],
  ['mail fields', guide, 'mailto:help@example.org', 'mailto:help@example.org?bcc=x@y.z', '33 error: "help@example.org?bcc=x@y.z" is not one mail address'],
  ['phone', guide, 'tel:5500', 'tel:call-me', '50 error: "call-me" is not a phone number'],
  ['HTML block', guide, 'next: solved', '<b>x</b>\n\nnext: solved', "27 error: HTML can't be shown"],
  ['HTML inline', guide, 'Is it **on**', 'Is it <i>on</i>', "15 error: HTML can't be shown"],
  ['table', guide, 'next: solved', '| a | b |\n| --- | --- |\n| 1 | 2 |\n\nnext: solved', "28 error: a table can't be shown"],
  ['nested list', guide, '1. Open the list.', '1. Open the list.\n   - Deep', '36 error: a list stands inside a list'],
  ['quotation', guide, 'next: solved', '> x\n\nnext: solved', "27 error: a quotation can't be shown"],
  ['code block', guide, 'next: solved', '```\nx\n```\n\nnext: solved', "27 error: a code block can't be shown"],
  ['picture in text', guide, 'Is it **on**', 'Is ![it](printer-display.svg) on', '15 error: a picture stands inside a sentence or list'],
  ['no alt', guide, '![A printer display with a paper jam warning]', '![ ]', '17 error: the picture has no alt text'],
  ['no picture', guide, 'printer-display.svg', '../organisation.yaml', '17 error: there is no picture "../organisation.yaml"'],
];

test.each(cases)('%s in %s', async (_name, file, from, to, mistake) => {
  const compilation = compile(await changedKb({ [file]: await edited(file, from, to) }));
  expect(told(compilation)).toContainEqual(expect.stringContaining(`${file}:${mistake}`));
  expect(compilation.compiled === undefined).toBe(compilation.mistakes.some((m) => m.severity === 'error'));
  for (const { remedy } of compilation.mistakes) expect(remedy).not.toBe('');
});

test('what is wrong in the data hides nothing that is wrong in the steps', async () => {
  const text = (await edited(guide, 'area: printing', 'area: nope'))
    .replace('reviewed: 2026-11-03', 'reviewed: yesterday')
    .replace('[Ready](#queue)', '[Ready](#nothere)');
  const all = told(compile(await changedKb({ [guide]: text }))).join('\n');
  expect(all).toContain('there is no area "nope"');
  expect(all).toContain('`reviewed`');
  expect(all).toContain('nothere');
});
