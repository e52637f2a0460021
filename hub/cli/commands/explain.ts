import { readFile } from 'node:fs/promises';
import { explainRule, evidenceInWords } from '../../../shared/context/explain.ts';
import type { Suggestion } from '../../../shared/context/suggest.ts';
import type { Signals } from '../../../shared/context/signal.ts';
import { fallbackLanguage, languages, type Language } from '../../../shared/language.ts';
import { refuse, toError, type Result } from '../../../shared/result.ts';
import { readSignalsFile, type SignalsRefused } from '../../explain/signals-file.ts';
import { suggestionsFor, systemIn } from '../../explain/suggestions-for.ts';
import { packInUse } from '../../search/pack-in-use.ts';
import { counted, textOption, textOptions, UsageError, type Command, type OptionValues } from '../command.ts';

function languageIn(values: OptionValues): Language {
  const written = textOption(values, 'lang') ?? fallbackLanguage;
  const found = languages.find((language) => language === written);
  if (!found) throw new UsageError(`--lang is one of ${languages.join(', ')}.`);
  return found;
}

function momentIn(written: string | undefined, nowMs: number, option: string): number {
  if (written === undefined) return nowMs;
  const ms = Date.parse(written);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(written) || Number.isNaN(ms))
    throw new UsageError(`${option} needs a time: 2027-01-04T08:30.`);
  return ms;
}

function solvedIn(values: OptionValues, nowMs: number): Record<string, number> {
  return Object.fromEntries(
    textOptions(values, 'solved').map((written) => {
      const [guide = '', at] = written.split('=');
      return [guide, momentIn(at, nowMs, `--solved ${guide}=`)];
    }),
  );
}

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
  usage: '--signals FILE [--kb DIR|PACK] [--lang LANG] [--at TIME] [--solved GUIDE[=TIME]]... [--put-away]',
  summary: 'show what the panel suggests on a machine, and why each other rule gives nothing',
  details: `
  --signals FILE  what is known of the machine, as JSON: { "os.family": "windows", "days.away": 18, "vpn.up": false },
                  with null for what can't be told; docs/signals.md has every signal. Or a list of whole signals,
                  { id, reading, source, observedAtMs }, for values that are not from this moment
  --kb DIR|PACK   a knowledge base's folder, one that \`zeroline build\` or \`zeroline publish\` wrote, or a pack (sv.json);
                  the current folder where it is not given
  --lang LANG     the language of whoever sits there: ${languages.join(', ')} (${fallbackLanguage})
  --at TIME       as of when, in local time: 2027-01-04T08:30 (now)
  --solved GUIDE  this guide has just solved something, or at a time: --solved disk-full=2027-01-03T15:00
  --put-away      the person has put "welcome back" away

Why a rule gives no card: other-os, other-site, other-group, other-language: it is not for this machine; not-true;
unknown: it hangs on a signal that is unknown or too old; reason-unknown: its reason would have a gap; password-unknown:
it looks at the password, and holds for another reason alone; no-such-guide: none for this system; solved-recently;
put-away; same-guide: a more urgent rule offers it; enough-shown. What each verdict rests on stands below it.

--json  welcome, cards: list of { rule, guide, title, reason, rank: { urgency, certainty, season, score }, because },
        as the panel shows them; others: list of { rule, why, because }; because: list of sentences; errors: how many
        the sources have; refusal: why there is no answer,
        { kind: no-knowledge-base|mistakes|unusable|unusable-signals, detail }`,
  options: {
    signals: { type: 'string' },
    kb: { type: 'string' },
    lang: { type: 'string' },
    at: { type: 'string' },
    solved: { type: 'string', multiple: true },
    'put-away': { type: 'boolean' },
  },
  async run({ positionals, values }, { console, nowMs: clockMs }) {
    const kb = textOption(values, 'kb');
    const file = textOption(values, 'signals');
    if (file === undefined || kb === undefined || positionals.length > 0)
      throw new UsageError(
        'Say what the machine is like and which rules to ask: --signals FILE --kb DIR|PACK',
      );
    const language = languageIn(values);
    const nowMs = momentIn(textOption(values, 'at'), clockMs, '--at');
    const solvedAtMs = solvedIn(values, nowMs);
    const refused = (refusal: { kind: string; detail: string }) => {
      console.error(`error: ${refusal.detail}`);
      return { ending: refusal.kind === 'mistakes' ? 'mistakes' : 'outside', json: { refusal } } as const;
    };
    const signals = await signalsIn(file, nowMs);
    if (!signals.ok) return refused(signals.error);
    const os = systemIn(signals.value);
    if (!os) throw new UsageError('Say which system it is: "os.family": "windows", "macos" or "linux".');
    const found = await packInUse(kb, language, new Date(clockMs).toISOString().slice(0, 10));
    if (!found.ok) return refused(found.error);
    const { pack, errors } = found.value;
    if (errors > 0)
      console.error(`${counted(errors, 'error')}: what has errors is left out; see \`zeroline check ${kb}\``);
    const isWelcomePutAway = values['put-away'] === true;
    const asked = { signals: signals.value, language, nowMs, solvedAtMs, isWelcomePutAway };
    const { welcome, cards, others } = suggestionsFor(pack, os, asked);
    const titleOf = (id: string): string => pack.guides.find((guide) => guide.id === id)?.title ?? id;
    const tell = (heading: string, suggestions: readonly Suggestion[]): void => {
      if (suggestions.length > 0) console.log(`${heading}:`);
      for (const suggestion of suggestions) {
        const [first = '', ...because] = explainRule(suggestion, nowMs);
        console.log(`  ${titleOf(suggestion.guide)}  ${suggestion.guide}`);
        console.log(`  ${suggestion.reason}`);
        for (const line of [first, ...because]) console.log(`      ${line}`);
      }
    };
    tell('welcome back', welcome);
    tell('for you now', cards);
    if (welcome.length + cards.length === 0)
      console.log(`no card from ${counted(pack.rules.length, 'rule')}`);
    for (const other of others) for (const line of explainRule(other, nowMs)) console.log(line);
    const because = ({ evidence }: Pick<Suggestion, 'evidence'>): string[] =>
      evidence.map((one) => evidenceInWords(one, nowMs));
    const view = (suggestion: Suggestion) => {
      const { rule, guide, reason, rank } = suggestion;
      return { rule, guide, title: titleOf(guide), reason, rank, because: because(suggestion) };
    };
    return {
      ending: 'done',
      json: {
        welcome: welcome.map(view),
        cards: cards.map(view),
        others: others.map((other) => ({ rule: other.rule, why: other.why, because: because(other) })),
        errors,
      },
    };
  },
};
