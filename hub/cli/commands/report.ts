import { toError } from '../../../shared/result.ts';
import { readHubConfig } from '../../server/config.ts';
import { placesOf } from '../../server/start-hub.ts';
import { openStore } from '../../store/open-store.ts';
import type { MissingReason } from '../../../shared/usage/rating-choices.ts';
import { findingsIn, type FailingGuide, type UsageFindings } from '../../usage/usage-report.ts';
import { onePositional, textOption, UsageError, type Command, type CommandContext } from '../command.ts';

const dayMs = 24 * 3600_000;
const daysMax = 400;
const usualDays = 30;
const rowsMax = 20;

function print(findings: UsageFindings, sharedBy: number, { console }: CommandContext): void {
  const { selfServiceScorePercent: score, solved, requests, searches, searchesWithoutGuide } = findings;
  console.log(
    score === undefined
      ? 'self-service score: nothing was solved or sent in these days'
      : `self-service score: ${score} % (${solved} solved by a guide, ${requests} sent as requests)`,
  );
  console.log(`searches: ${searches}, of which without a guide: ${searchesWithoutGuide}`);
  console.log('');
  console.log(`words of searches without a guide, shared by at least ${sharedBy} machines:`);
  for (const { term, machines, count } of findings.terms.slice(0, rowsMax))
    console.log(`  ${term.padEnd(40)} ${machines} machines, ${count} times`);
  console.log(`  not shown, because fewer machines share them: ${findings.termsHeldBack}`);
  console.log('');
  console.log('guides that did not help:');
  for (const guide of findings.failing.slice(0, rowsMax)) printGuide(guide, console);
  console.log(
    `  words not shown, because fewer than ${sharedBy} machines rated their guide: ${findings.wordsHeldBack}`,
  );
}

const inWords = new Map<string, string>([
  ['step-missing', 'a step is missing'],
  ['looks-different', 'it looks different'],
  ['hard-to-follow', 'it is hard to understand'],
  ['other-problem', 'their problem is another one'],
] satisfies [MissingReason, string][]);

function printGuide(failing: FailingGuide, console: CommandContext['console']): void {
  const { guide, notSolved, notSolvedPercent, ratings, good, missing, words } = failing;
  const answers = notSolvedPercent === undefined ? '' : ` times, ${notSolvedPercent} % of answers`;
  const rated = ratings === 0 ? '' : `, good for ${good} of ${ratings} who rated it`;
  console.log(`  ${guide.padEnd(40)} ${notSolved}${answers}${rated}`);
  const reasons = missing.map(({ reason, count }) => `${inWords.get(reason) ?? reason} (${count})`);
  if (reasons.length > 0) console.log(`    what was missing: ${reasons.join(', ')}`);
  for (const one of words.slice(0, rowsMax)) console.log(`    “${one}”`);
}

export const report: Command = {
  name: 'report',
  usage: 'CONFIG [--days N]',
  summary: 'show what the hub counted: what was solved without a ticket, searched in vain, and did not help',
  details: `
CONFIG is the file that \`zeroline serve\` runs with; the hub may run meanwhile. The self-service score is the share of cases
that a guide solved, of those that it solved or that became a request. A search term is shown only when at least
\`termsSharedBy\` machines (5 or more) share it, and what people wrote about a guide only when as many rated it.

  --days N  the last N days, 1 to ${daysMax} (${usualDays})

--json  from, to; selfServiceScorePercent: missing when there was no case; solved, requests, searches,
        searchesWithoutGuide: counts; terms: list of { term, machines, count }; termsHeldBack; failing: list of
        { guide, notSolved, notSolvedPercent, ratings, good, missing: list of { reason, count }, words: list of
        texts }; wordsHeldBack; refusal: { kind, detail }`,
  options: { days: { type: 'string' } },
  async run(input, context) {
    const path = onePositional(input, 'file with the settings of the hub');
    const days = Number(textOption(input.values, 'days') ?? usualDays);
    if (!Number.isInteger(days) || days < 1 || days > daysMax)
      throw new UsageError(`--days is a whole number from 1 to ${daysMax}.`);
    const read = readHubConfig(path);
    if (!read.ok) {
      context.console.error(`error: ${read.error.detail}`);
      return { ending: 'refused', json: { refusal: read.error } };
    }
    const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
    const span = { from: dayOf(context.nowMs - (days - 1) * dayMs), to: dayOf(context.nowMs) };
    const { termsSharedBy } = read.value.config;
    try {
      const store = await openStore(placesOf({ ...read.value, env: context.env }).place, {
        exclusive: false,
      });
      const findings = findingsIn(await store.usage.summary(span, termsSharedBy));
      await store.close();
      context.console.log(`${span.from} to ${span.to}`);
      print(findings, termsSharedBy, context);
      return { ending: 'done', json: { ...span, ...findings } };
    } catch (thrown) {
      const { message: detail } = toError(thrown);
      context.console.error(`error: ${detail}`);
      return { ending: 'outside', json: { refusal: { kind: 'no-store', detail } } };
    }
  },
};
