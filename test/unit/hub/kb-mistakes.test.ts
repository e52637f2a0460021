import { expect, test } from 'vitest';
import { changedKb, compile, edited, told } from './kb.ts';

const guide = 'guides/cant-print.en.md';

/** An edit to one file of a KB without mistakes, and what it must give: line, severity and problem. */
// prettier-ignore
const cases: [name: string, file: string, from: string | RegExp, to: string, mistake: string][] = [
  ['time zone', 'organisation.yaml', 'Europe/Oslo', 'Europe/Osl', '2 error: `time-zone` is not a time zone'],
  ['hours', 'organisation.yaml', "to: '16:00'", "to: '07:00'", '11 error: `hours` no. 1 must end after they begin'],
  ['days', 'organisation.yaml', 'mon-fri', 'mon-fry', '11 error: `days` names no weekdays'],
  ['unquoted number', 'organisation.yaml', "'5500'", '5500', '9 error: `number` must be text: put it in quotes'],
  ['empty contact', 'organisation.yaml', "'5500'", "''", '8 warning: the contact "phone" has no target, so it is hidden'],
  ['empty way', 'organisation.yaml', 'way: mail, to: help@example.org', "way: mail, to: ''", '19 warning: the way "mail" has no target, so it is hidden'],
  ['chat host', 'organisation.yaml', 'chat.example.org', 'chat.example.com', '12 error: "https://chat.example.com/it" can\'t be opened: host-not-listed'],
  ['ticket system', 'organisation.yaml', 'request-tracker', 'requesttracker', '18 error: `system` can\'t be "requesttracker"'],
  ['host pattern', 'organisation.yaml', "'*.example.org'", "'*'", '6 error: `link-hosts` no. 2 is not a host'],
  ['room in the link', 'organisation.yaml', 'queue: Helpdesk, max-url-chars: 8000', `queue: ${'q'.repeat(190)}, max-url-chars: 500`, '18 warning: of the 500 characters'],
  ['longer than it takes', 'organisation.yaml', 'max-url-chars: 8000', 'max-url-chars: 9000', '18 warning: request-tracker, as it is usually set up, takes no links above 8190 characters'],
  ['a link that sends', 'organisation.yaml', 'queue: Helpdesk', "queue: Helpdesk, presets: { SubmitTicket: '1' }", '18 error: SubmitTicket would send the form'],
  ['a field that sends', 'organisation.yaml', 'queue: Helpdesk', 'queue: Helpdesk, fields: { area: SubmitTicket }', '18 error: SubmitTicket would send the form'],
  ['parameter taken', 'organisation.yaml', 'queue: Helpdesk', 'queue: Helpdesk, fields: { area: Content }', '18 error: Content is filled by the text already'],
  ['parameter twice', 'organisation.yaml', 'queue: Helpdesk', 'queue: Helpdesk, fields: { area: CustomField-1, computer: CustomField-1 }', '18 error: CustomField-1 is filled by area already'],
  ['words for no field', 'organisation.yaml', 'queue: Helpdesk', 'queue: Helpdesk, values: { area: { network: Net } }', '18 error: values has words for area, which fills no field'],
  ['preset no text', 'organisation.yaml', 'queue: Helpdesk', 'queue: Helpdesk, presets: { Priority: 3 }', '18 error: `Priority` must be text: put it in quotes'],
  ['most asked', 'organisation.yaml', '[cant-print', '[cant-prnt', '22 error: there is no guide "cant-prnt"'],
  ['unknown key', 'organisation.yaml', 'name:', 'nme:', '1 error: `nme` is not known here'],
  ['area twice', 'areas.yaml', 'id: printing', 'id: sign-in', '4 error: the id "sign-in" is used twice'],
  ['icon', 'areas.yaml', 'icon: key', 'icon: keys', '2 error: `icon` can\'t be "keys"'],
  ['no English', 'areas.yaml', 'en: Printing, ', '', '6 error: `en` is missing'],
  ['unknown language', 'areas.yaml', 'nb: Utskrift', 'no: Utskrift', '6 error: `no` is not known here'],
  ['rule guide', 'rules.yaml', 'password-forgotten', 'password', '2 error: there is no guide "password"'],
  ['signal', 'rules.yaml', 'signal: days.away', 'signal: days.gone', '3 error: `signal` can\'t be "days.gone"'],
  ['signal type', 'rules.yaml', 'at-least: 7', 'is: maybe', '3 error: "days.away" can\'t be compared: is maybe'],
  ['number for a yes', 'rules.yaml', 'is: false', 'below: 1', '3 error: "network.online" can\'t be compared: below 1'],
  ['comparison', 'rules.yaml', 'at-least: 7', 'atleast: 7', '3 error: `atleast` is not known here'],
  ['placeholder', 'rules.yaml', '{{days.away}} days', '{{days}} days', '4 error: the reason shows "{{days}}", which is no signal'],
  ['untested signal', 'rules.yaml', '{{days.away}} days', '{{uptime.days}} days', '4 warning: the reason shows "uptime.days", which may be unknown'],
  ['weight', 'rules.yaml', '60', '600', '5 error: `weight` is too big: at most 100'],
  ['notice guide', 'notices.yaml', 'password-forgotten', 'nothing', '5 error: there is no guide "nothing"'],
  ['day', 'notices.yaml', '12-24', '02-30', '7 error: `until` names a day that does not exist: 02-30'],
  ['two kinds', 'notices.yaml', '12-24', '2026-12-24', '7 error: `from` and `until` are of two kinds'],
  ['backwards', 'notices.yaml', /12-10\n.*12-24/, '2026-12-24\n  until: 2026-12-10', '7 error: the notice ends before it begins'],
  ['severity', 'notices.yaml', 'severity: quiet', 'severity: urgent', '2 error: `severity` can\'t be "urgent"'],
  ['other steps', 'guides/cant-print.nb.md', /## Tøm køen med[^#]+\{#queue-linux\}\n\nos: linux\n/, '', '13 warning: other steps than the English guide: without #queue-linux'],
  ['other area', 'guides/cant-print.nb.md', 'area: printing', 'area: sign-in', '3 warning: another area than the English guide'],
];

test.each(cases)('%s in %s', async (_name, file, from, to, mistake) => {
  const compilation = compile(await changedKb({ [file]: await edited(file, from, to) }));
  expect(told(compilation)).toContainEqual(expect.stringContaining(`${file}:${mistake}`));
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
    `${guide}:38 error: there is no settings page "printer"`,
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
