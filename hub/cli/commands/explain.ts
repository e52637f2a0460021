import { readFile } from 'node:fs/promises';
import { defaultWeeklyBudget } from '../../../shared/campaigns/etiquette.ts';
import { defaultQuietHours } from '../../../shared/campaigns/quiet-hours.ts';
import type { Signals } from '../../../shared/context/signal.ts';
import { fallbackLanguage, languages } from '../../../shared/language.ts';
import { refuse, toError, type Result } from '../../../shared/result.ts';
import { explanationAsJson, explanationInWords } from '../../explain/explanation.ts';
import { noticesFor } from '../../explain/notices-for.ts';
import { policyIn, signalsUnder } from '../../explain/policy-file.ts';
import { readSignalsFile, type SignalsRefused } from '../../explain/signals-file.ts';
import { suggestionsFor, systemIn, whoIn } from '../../explain/suggestions-for.ts';
import { packInUse } from '../../search/pack-in-use.ts';
import { counted, textOption, UsageError, type Command } from '../command.ts';
import { explainOptionsConfig, explainOptionsIn } from '../explain-options.ts';

async function signalsIn(path: string, nowMs: number): Promise<Result<Signals, SignalsRefused>> {
  try {
    const read = readSignalsFile(await readFile(path, 'utf8'), nowMs);
    return read.ok ? read : refuse({ ...read.error, detail: `${path}: ${read.error.detail}` });
  } catch (thrown) {
    return refuse({ kind: 'unusable-signals', detail: toError(thrown).message });
  }
}

export const explain: Command = {
  name: 'explain',
  usage:
    '--signals FILE [--kb DIR|PACK] [--policy FILE] [--lang LANG] [--at TIME] [--back TIME] [--solved GUIDE[=TIME]]... [--put-away] [--dismissed NOTICE]... [--interrupted TIME]...',
  summary: 'show what the panel suggests and tells on a machine, and why everything else is not shown',
  details: `
  --signals FILE  what is known of the machine, as JSON: { "os.family": "windows", "days.away": 18, "vpn.up": false },
                  with null for what can't be told; docs/signals.md has every signal. Or a list of whole signals,
                  { id, reading, source, observedAtMs }, for values that are not from this moment
  --kb DIR|PACK   a knowledge base's folder, one that \`zeroline build\` or \`zeroline publish\` wrote, or a pack (sv.json);
                  the current folder where it is not given
  --policy FILE   IT's policy.json of that machine: its site, group and country, quiet hours, notices a week
  --lang LANG     the language of whoever sits there: ${languages.join(', ')} (${fallbackLanguage})
  --at TIME       as of when, in local time: 2027-01-04T08:30 (now)
  --back TIME     when the person came back, on the first working day after an absence (just now)
  --solved GUIDE  this guide has just solved something, or at a time: --solved disk-full=2027-01-03T15:00
  --put-away      the person has put "welcome back" away
  --dismissed NOTICE  the person has put this notice away
  --interrupted TIME  a notice interrupted the person then

Why a rule gives no card: other-os, other-site, other-group, other-language: it is not for this machine; not-true;
unknown: it hangs on a signal that is unknown or too old; reason-unknown: its reason would have a gap; password-unknown:
it looks at the password, and holds for another reason alone; no-such-guide: none for this system; solved-recently;
put-away; same-guide: a more urgent rule offers it; enough-shown. What each verdict rests on stands below it.

Why an entry of the year plan is no notice: other-os, other-site, other-group, other-country, other-language; not-yet;
over; dismissed. Why the message of one that is shown is held: quiet-hours, just-returned, weekly-budget, urgent-floor,
locked, in-call, screen-shared, camera-in-use, microphone-in-use, full-screen, do-not-disturb, battery-saver. Several
messages are told in the order in which they would come, each with what the ones before it leave.

--json  welcome, cards: list of { rule, guide, title, reason, rank: { urgency, certainty, season, score }, because },
        as the panel shows them; others: list of { rule, why, because }; because: list of sentences;
        notices: list of { notice, severity, title, message: none|comes|held, why, until, because }, as the panel shows
        them; otherNotices: list of { notice, why, nextFrom }; errors: how many the sources have;
        refusal: why there is no answer,
        { kind: no-knowledge-base|mistakes|unusable|unusable-signals|unusable-policy, detail }`,
  options: {
    signals: { type: 'string' },
    kb: { type: 'string' },
    policy: { type: 'string' },
    ...explainOptionsConfig,
  },
  async run({ positionals, values }, { console, nowMs: clockMs }) {
    const kb = textOption(values, 'kb') ?? '.';
    const file = textOption(values, 'signals');
    if (file === undefined || positionals.length > 0)
      throw new UsageError('Say what the machine is like: --signals FILE');
    const { language, backAtMs, dismissed, interruptedAtMs, ...history } = explainOptionsIn(values, clockMs);
    const { nowMs } = history;
    const refused = (refusal: { kind: string; detail: string }) => {
      console.error(`error: ${refusal.detail}`);
      return { ending: refusal.kind === 'mistakes' ? 'mistakes' : 'outside', json: { refusal } } as const;
    };
    const read = await signalsIn(file, nowMs);
    if (!read.ok) return refused(read.error);
    const os = systemIn(read.value);
    if (!os) throw new UsageError('Say which system it is: "os.family": "windows", "macos" or "linux".');
    const policy = await policyIn(textOption(values, 'policy'));
    if (!policy.ok) return refused(policy.error);
    const signals = signalsUnder(policy.value, read.value, nowMs);
    const found = await packInUse(kb, language, new Date(clockMs).toISOString().slice(0, 10));
    if (!found.ok) return refused(found.error);
    const { pack, errors } = found.value;
    if (errors > 0)
      console.error(`${counted(errors, 'error')}: what has errors is left out; see \`zeroline check ${kb}\``);
    const who = whoIn(signals, os, language, policy.value);
    const notices = noticesFor(pack.campaigns, {
      ...{ who, signals, nowMs, backAtMs, dismissed, interruptedAtMs },
      quietHours: policy.value.quietHours ?? defaultQuietHours,
      weeklyBudget: policy.value.weeklyNoticeBudget ?? defaultWeeklyBudget,
    });
    const explained = { ...suggestionsFor(pack, who, { signals, ...history }), notices };
    if (explained.welcome.length + explained.cards.length === 0)
      console.log(`no card from ${counted(pack.rules.length, 'rule')}`);
    const place = { pack, signals, nowMs };
    for (const line of explanationInWords(explained, place)) console.log(line);
    return { ending: 'done', json: { ...explanationAsJson(explained, place), errors } };
  },
};
