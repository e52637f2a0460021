import { expect, test } from 'vitest';
import { changedKb, compile, told } from './kb.ts';

/** One rule, whose `when` begins in line 3. */
const rulesOf = (when: string, more = '', reason = 'Because'): string =>
  `- id: r\n  guide: cant-print\n  when: ${when}\n  reason: ${reason}\n  weight: 5\n${more}`;

const mistakesIn = async (rules: string): Promise<string[]> =>
  told(compile(await changedKb({ 'rules.yaml': rules })));

// prettier-ignore
const wrong: [what: string, rules: string, mistake: string][] = [
  ['an unknown signal', rulesOf('{ signal: password.dayLeft, below: 3 }'), '3 error: `signal` can\'t be "password.dayLeft"; did you mean "password.daysLeft"?'],
  ['one like no other', rulesOf('{ signal: moon.phase, below: 3 }'), '3 error: `signal` can\'t be "moon.phase"'],
  ['an unknown signal further in', rulesOf('\n    all:\n      - { signal: vpn.up, is: true }\n      - not: { signal: vpn.on, is: true }'), '6 error: `signal` can\'t be "vpn.on"; did you mean "vpn.up"?'],
  ['a word for a number', rulesOf('{ signal: days.away, is: long }'), '3 error: "days.away" can\'t be compared: is long'],
  ['a number in quotes', rulesOf("{ signal: days.away, is: '7' }"), '3 error: "days.away" can\'t be compared: is 7'],
  ['an order of yes and no', rulesOf('{ signal: vpn.up, above: 0 }'), '3 error: "vpn.up" can\'t be compared: above 0'],
  ['an order of texts', rulesOf('{ signal: os.version, at-least: 14 }'), '3 error: "os.version" can\'t be compared: at-least 14'],
  ['no value of these', rulesOf('{ any: [{ signal: vpn.up, is: true }, { signal: password.state, is: old }] }'), '3 error: "password.state" can\'t be compared: is old'],
  ['less than nothing', rulesOf('{ signal: disk.freePercent, below: 0 }'), '3 error: the rule can never fire: "disk.freePercent below 0" is never true'],
  ['an empty range', rulesOf('\n    all:\n      - { signal: days.away, at-least: 9 }\n      - { signal: vpn.up, is: true }\n      - { signal: days.away, below: 7 }'), '7 error: the rule can never fire: "days.away at-least 9" and "days.away below 7" exclude each other'],
  ['another system', rulesOf('{ signal: restart.pending, is: true }', '  audience: { os: [macos] }\n'), '3 error: the rule can never fire: nothing tells "restart.pending" on macos'],
  ['one system of two', rulesOf('{ signal: restart.pending, is: true }', '  audience: { os: [macos, linux] }\n'), '6 warning: the rule can never fire on macos'],
  ['another site', rulesOf('{ signal: organisation.site, is: Oslo }', '  audience: { sites: [Bergen] }\n'), '3 error: the rule can never fire: "organisation.site is Oslo" is never true for its audience, sites: Bergen'],
  ['a system its audience leaves out', rulesOf('{ all: [{ signal: vpn.up, is: true }, { signal: os.family, is: windows }] }', '  audience: { os: [linux] }\n'), '3 error: the rule can never fire: "os.family is windows" is never true for its audience, os: linux'],
  ['half a day', rulesOf('{ signal: days.away, is: 6.5 }'), '3 error: the rule can never fire: "days.away is 6.5" is never true'],
  ['every value ruled out', rulesOf('{ not: { any: [{ signal: vpn.up, is: true }, { signal: vpn.up, is: false }] } }'), '3 error: the rule can never fire: "not (vpn.up is true or vpn.up is false)" is never true'],
  ['a day before its month', rulesOf('{ season: { from: 24-12, to: 01-06 } }'), '3 error: `from` can\'t be "24-12"'],
  ['a sentence for a condition', rulesOf('disk.freeGb < 5'), '3 error: `when` must be of type object'],
  ['nothing to hold', rulesOf('{ all: [] }'), '3 error: `all` is too small: at least 1'],
  ['two comparisons in one', rulesOf('{ signal: days.away, above: 3, below: 9 }'), '3 error: `above` is not known here'],
  ['braces half closed', rulesOf('{ signal: days.away, above: 7 }', '', "'Away {{days.away} days'"), '4 error: braces without their pair: Away {{days.away} days'],
  ['no such day', rulesOf('{ season: { from: 02-30, to: 03-02 } }'), '3 error: `from` names a day that does not exist: 02-30'],
  ['seasons apart', rulesOf('{ all: [{ season: { from: 01-01, to: 02-01 } }, { season: { from: 06-01, to: 07-01 } }] }'), '3 error: the rule can never fire: "season 01-01 to 02-01" and "season 06-01 to 07-01" exclude each other'],
  ['a reason with a gap', rulesOf('{ any: [{ signal: days.away, above: 7 }, { signal: vpn.up, is: false }] }', '', "'Away {{days.away}} days'"), '4 warning: the reason shows "days.away", which may be unknown when the rule holds; then there is no card'],
  ['days of a password that has none', rulesOf('{ signal: password.state, is: expired }', '', "'{{password.daysLeft}} days'"), '4 warning: the reason shows "password.daysLeft", which may be unknown when the rule holds; then there is no card'],
  ['a word of the app', rulesOf('{ signal: vpn.up, is: false }', '', "'VPN: {{vpn.up}}'"), '4 warning: the reason shows "vpn.up", a word of the app: true or false'],
  ['an audience nobody is', rulesOf('{ signal: vpn.up, is: false }', '  audience: { countries: [NO] }\n'), '6 error: `countries` is not known here'],
  ['a cool-down', rulesOf('{ signal: vpn.up, is: false }', '  cool-down-days: 0\n'), '6 error: `cool-down-days` is too small: at least 1'],
];

test.each(wrong)('%s', async (_what, rules, mistake) => {
  const compilation = compile(await changedKb({ 'rules.yaml': rules }));
  expect(told(compilation)).toEqual([`rules.yaml:${mistake}`]);
  expect(compilation.mistakes[0]?.remedy).not.toBe('');
});

test('a rule that is right is not scolded, and reaches the pack', async () => {
  const rules = rulesOf(
    '{ all: [{ signal: password.daysLeft, below: 3 }, { not: { signal: vpn.up, is: true } }] }',
    '  audience: { os: [windows], sites: [Oslo], languages: [nb] }\n  cool-down-days: 7\n',
    "'{{password.daysLeft}} days'",
  );
  expect(await mistakesIn(rules)).toEqual([]);
  const { compiled } = compile(await changedKb({ 'rules.yaml': rules }));
  expect(compiled?.packs.get('nb')?.rules).toMatchObject([
    { id: 'r', audience: { os: ['windows'], sites: ['Oslo'], languages: ['nb'] }, coolDownDays: 7 },
  ]);
});

test('a site that the calendar does not know is told: nobody is there', async () => {
  const sources = await changedKb({
    'rules.yaml': rulesOf('{ signal: vpn.up, is: false }', '  audience: { sites: [Oslo, Olso] }\n'),
    'calendar.yaml': 'country: NO\nsites: { Oslo: { country: NO } }\n',
  });
  expect(told(compile(sources))).toEqual(['rules.yaml:6 warning: the site "Olso" is not in calendar.yaml']);
});
